import { countsForTarget, isOpen } from '../src/domain/entry.ts';
import type { OrderRecord } from '../src/domain/order-record.ts';
import { total } from '../src/domain/plan-entries.ts';
import { nameOf } from '../src/domain/record.ts';
import { type Repinned, repinned } from '../src/domain/repin.ts';
import type { Store } from '../src/domain/store.ts';
import { claimOf } from '../src/domain/target-points.ts';
import { slotOf } from '../src/ports/ledger.ts';
import { byId } from '../src/shared/by-id.ts';
import type { Deadline } from '../src/shared/deadline.ts';
import { update } from '../src/shared/optimistic-update.ts';
import type { Connection } from './connection.ts';
import { Failure } from './failure.ts';
import { readableOrders } from './readable-orders.ts';
import { print, shown, signed } from './terminal.ts';

interface Options {
  readonly sinceMs: number;
  readonly untilMs: number;
  readonly store?: string;
  readonly apply: boolean;
  readonly json: boolean;
}

/** One order whose rule changes. */
interface RepinnedLine {
  readonly order: string;
  readonly from: string;
  readonly to: string;
  /** That its open and new entries together give or take. */
  readonly points: number;
  readonly written: boolean;
}

/** `ponte repin`. Writes only with `apply`. */
export async function repin(connection: Connection, options: Options, deadline: Deadline): Promise<void> {
  const stores = byId((await connection.config()).stores);
  if (options.store !== undefined && !stores.has(options.store)) {
    throw new Failure(`ponte.config.ts has no store "${options.store}".`);
  }
  const counts = { repinned: 0, points: 0, noRule: 0 };
  for await (const record of readableOrders(connection.orderScan, deadline.signal)) {
    const store = stores.get(record.key.store);
    if (store === undefined || !isAsked(record, options)) continue;
    const found = repinned(record, store, connection.now());
    if (found.kind === 'kept') {
      if (found.because === 'noRule') counts.noRule += 1;
      continue;
    }
    const result = options.apply ? await repinOrder(connection, record, store, deadline) : found;
    if (result.kind === 'kept') continue;
    const line = lineOf(record, result.record, options.apply);
    counts.repinned += 1;
    counts.points += line.points;
    print(options.json ? JSON.stringify(line) : inWords(line));
  }
  if (options.json) return;
  print(
    `Orders: ${counts.repinned}, together ${signed(counts.points)} ${Math.abs(counts.points) === 1 ? 'point' : 'points'}.`,
  );
  if (counts.noRule > 0)
    print(`Kept their rule, as ponte.config.ts has none for their payment date: ${counts.noRule}.`);
  if (!options.apply) print('Nothing was written; --apply does it.');
}

function isAsked({ key, facts }: OrderRecord, { sinceMs, untilMs, store }: Options): boolean {
  const paidAtMs = claimOf(facts)?.paidAtMs ?? Number.NaN;
  return paidAtMs >= sinceMs && paidAtMs < untilMs && (store === undefined || store === key.store);
}

/** On the order as it is by now, and then into the queue; what is not queued is found by the sweep. */
async function repinOrder(
  { ledger, queue, now }: Pick<Connection, 'ledger' | 'queue' | 'now'>,
  { key }: Pick<OrderRecord, 'key'>,
  store: Store,
  { signal }: Pick<Deadline, 'signal'>,
): Promise<Repinned> {
  const { result } = await update<OrderRecord, Repinned>(
    slotOf(ledger, key),
    (record) => {
      const found: Repinned = record === null ? { kind: 'kept', because: 'noClaim' } : repinned(record, store, now());
      return found.kind === 'repinned' ? { save: found.record, result: found } : { result: found };
    },
    signal,
  );
  if (result.kind === 'repinned' && result.record.entries.some(isOpen)) await queue.send([key], 0, signal);
  return result;
}

function lineOf(before: OrderRecord, after: OrderRecord, written: boolean): RepinnedLine {
  return {
    order: `${after.key.store}/${nameOf(after.key)}`,
    from: ruleName(before),
    to: ruleName(after),
    points: planned(after) - total(before.entries.filter(countsForTarget)),
    written,
  };
}

/** What is posted, and what is to be; in shadow, what would be. */
function planned({ entries }: OrderRecord): number {
  return total(entries.filter((entry) => countsForTarget(entry) || isOpen(entry)));
}

function ruleName({ pinned }: OrderRecord): string {
  if (pinned === null) return '';
  return pinned.campaign === null ? pinned.rule.version : `${pinned.rule.version}, ${pinned.campaign.name}`;
}

function inWords({ order, from, to, points }: RepinnedLine) {
  return shown`${order}  ${signed(points)}  "${from}" → "${to}"`;
}
