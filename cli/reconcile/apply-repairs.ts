import { isDeepStrictEqual } from 'node:util';
import { parseOrderId } from '../../src/domain/order-facts.ts';
import type { OrderRecord } from '../../src/domain/order-record.ts';
import { postedAgain } from '../../src/domain/reconciliation/post-again.ts';
import { isReclaimOf, reclaimed } from '../../src/domain/recovery/reclaim.ts';
import type { Store } from '../../src/domain/store.ts';
import { slotOf } from '../../src/ports/ledger.ts';
import type { HistoryFinding } from '../../src/reconciliation/compare-history.ts';
import { isSameFinding, type Repair, repairOfHistory } from '../../src/reconciliation/repair.ts';
import { byId } from '../../src/shared/by-id.ts';
import type { Deadline } from '../../src/shared/deadline.ts';
import { update } from '../../src/shared/optimistic-update.ts';
import type { Connection } from '../connection.ts';
import type { ComparedHistory, Customers } from './compare-customers.ts';
import type { ReadableStore } from './read-store.ts';

/** What a line of the file came to. */
export type Applied =
  | { readonly kind: 'done' }
  /** An earlier call, or a webhook, has done it. */
  | { readonly kind: 'already' }
  /** The line no longer applies. */
  | { readonly kind: 'skipped'; readonly because: string };

export interface Applying {
  readonly connection: Connection;
  readonly readable: ReadableStore;
  readonly customers: Customers;
  readonly deadline: Deadline;
}

/** As far back as anything is found; what came last may not be everywhere yet. */
const EVER = { sinceMs: Number.NEGATIVE_INFINITY };

/**
 * Does what a line of the file says about an order that BonifiQ has otherwise, if comparing again finds the same. Rejects as the ledger
 * and the queue do.
 */
export async function applyToOrder(applying: Applying, line: Repair): Promise<Applied> {
  const { connection, readable, customers, deadline } = applying;
  const known = await orderOf(applying, line);
  if (known === null) return skipped('the ledger does not have the order');
  const { record: order, store } = known;
  if (isDone(line, order)) return { kind: 'already' };
  const graceMs = (await connection.config()).reconciliation.graceMs;
  const told = await customers.compare(order, { ...EVER, untilMs: deadline.now() - graceMs });
  if (told === null) return skipped('the order has no customer of whom BonifiQ may know');
  if (told.unread !== null) return skipped(`BonifiQ's history was not read: ${told.unread}`);
  const finding = told.findings.find((one) => isSameFinding(repairOfHistory(one, told.digest), line));
  if (finding === undefined) return skipped('it is not found any more');
  const change = changeBy(line, finding, told, store, deadline.now());
  if (change === null) return skipped('nothing can be done about it');
  const ledger = readable.ledger;
  const { result } = await update<OrderRecord, 'written' | 'changed'>(
    slotOf<OrderRecord>(ledger, order.key),
    (record) => {
      const isSame = record !== null && isDeepStrictEqual(record.entries, order.entries);
      const save = isSame ? change(record) : null;
      return save === null ? { result: 'changed' } : { save, result: 'written' };
    },
    deadline.signal,
  );
  if (result === 'changed') return skipped('the order has changed meanwhile');
  await connection.queue.send([order.key], 0, deadline.signal);
  return { kind: 'done' };
}

/** What the line's `do` makes of the order's record. */
function changeBy(
  line: Repair,
  finding: HistoryFinding,
  { customer }: ComparedHistory,
  store: Store,
  nowMs: number,
): ((record: OrderRecord) => OrderRecord | null) | null {
  if (line.do === 'postAgain' && finding.kind === 'notAtBonifiq') {
    return (record) => postedAgain(record, finding.entry.number, nowMs);
  }
  const isClaimed = finding.kind === 'entryLost' || finding.kind === 'doubleAward' || finding.kind === 'doubleReversal';
  if (line.do !== 'claim' || !isClaimed) return null;
  return (record) => reclaimed(record, { customer, changes: [finding.change] }, store, nowMs);
}

function isDone(line: Repair, { entries }: OrderRecord): boolean {
  const claim = { atMs: Date.parse(line.at), points: line.points };
  if (line.do === 'claim') return entries.some((entry) => isReclaimOf(entry, claim));
  const entry = entries.find(({ number }) => number === line.entry);
  // It waits for its answer, or has got it since.
  const hasBegunAnew = entry?.state === 'applied' && (entry.firstAttemptAtMs ?? 0) > Date.parse(line.at);
  return entry?.state === 'pending' || hasBegunAnew;
}

async function orderOf({ connection, readable, deadline }: Applying, { order: name }: Repair) {
  const [, id = '', digits = ''] = /^([^/]+)\/(\d+)$/.exec(name ?? '') ?? [];
  const order = parseOrderId(digits);
  const store = byId((await connection.config()).stores).get(id);
  if (order === undefined || store === undefined || store.account !== readable.store.account) return null;
  const loaded = await connection.ledger.load({ store: id, order }, deadline.signal);
  return loaded && { record: loaded.record, store };
}

function skipped(because: string): Applied {
  return { kind: 'skipped', because };
}
