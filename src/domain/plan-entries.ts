import { changeKey } from './change-key.ts';
import { chooseRule } from './choose-rule.ts';
import {
  countsAsPosted,
  countsForTarget,
  type Entry,
  heldInShadow,
  isOpen,
  newEntryState,
  nextNumber,
} from './entry.ts';
import { customerReasonFor, reasonFor } from './entry-reason.ts';
import { isErasedCustomer } from './erasure/erased-customer.ts';
import { MAX_POINTS } from './max-points.ts';
import { MAX_PAYMENT_AHEAD_MS } from './observation.ts';
import type { CustomerId } from './order-facts.ts';
import type { OrderRecord, PaymentAhead } from './order-record.ts';
import { holdEndsAtMs } from './pending-since.ts';
import type { PinnedRule } from './points-rule.ts';
import { isOrder, type LedgerRecord } from './record.ts';
import type { Store } from './store.ts';
import { claimOf, targetPoints } from './target-points.ts';

/** The points of the order's entries that are applied or perhaps applied. */
export function postedPoints(record: Pick<OrderRecord, 'entries'>): number {
  return total(record.entries.filter(countsAsPosted));
}

/**
 * Brings an order's entries in line with its facts: at most one new entry, for the difference between target and posted.
 * When the target has moved, entries never attempted or definitely refused are withdrawn first. An uncollected amount is
 * then asked for again, or, where its refund was undone, is not given back.
 * Pins the rule when the order is first entitled, and the customer while an entry counts as posted. An order whose payment
 * date is too far ahead is left alone until that day, or until a newer body corrects it. One whose customer was erased is closed.
 * An order that is first entitled while its store is in shadow stays in shadow: its entries count as if they had been posted.
 */
export function planEntries(record: OrderRecord, store: Store, nowMs: number): OrderRecord {
  if (record.erasedAtMs !== undefined) return record;
  const paymentAhead = record.pinned === null ? paymentAheadOf(record, nowMs) : null;
  if (paymentAhead !== null) return { ...record, paymentAhead };
  const pinned = record.pinned ?? rulePinnedNow(record, store);
  const isShadowBegun = store.shadow && record.pinned === null && pinned !== null;
  const withRule = { ...record, pinned, paymentAhead, ...(isShadowBegun && { shadowSinceMs: nowMs }) };
  const target = pinned === null ? 0 : targetPoints(record.facts, pinned);
  const { open, counted } = divided(record, nowMs);
  const posted = total(counted);
  // An uncollected entry and the open one behind it become one entry.
  const waiting = open.slice(0, open.findLastIndex(({ state }) => state !== 'uncollected') + 1);
  const customer = customerNow({ ...record, entries: counted });
  const isSameCustomer = open.length === 0 || customer === record.customer;
  if (isSameCustomer && waiting.length <= 1 && posted + total(open) === target) return withRule;

  const entries = record.entries.map((entry) => (open.includes(entry) ? withdrawn(entry) : entry));
  if (posted === target || pinned === null || customer === null) return { ...withRule, entries };
  const entry = newEntry({ ...withRule, entries }, { points: target - posted, customer, pinned, store, nowMs });
  return { ...withRule, customer, entries: [...entries, entry] };
}

/** The entries that may still be withdrawn, and those that count for what is planned next. */
function divided({ entries }: OrderRecord, nowMs: number): { readonly open: Entry[]; readonly counted: Entry[] } {
  const newest = heldInShadow(entries);
  const held = newest !== null && newest.notBeforeMs > nowMs ? newest : null;
  return {
    open: entries.filter((entry) => isOpen(entry) || entry === held),
    counted: entries.filter((entry) => countsForTarget(entry) && entry !== held),
  };
}

/**
 * Points go back from the customer who got them. Before that, the newest body that names a customer decides, unless that one was erased:
 * nobody can be posted to by a digest.
 */
export function customerNow({
  customer,
  entries,
  facts,
}: Pick<OrderRecord, 'customer' | 'entries' | 'facts'>): CustomerId | null {
  const newest = facts.customer?.value ?? null;
  return newest === null || isErasedCustomer(newest) || entries.some(countsForTarget) ? customer : newest;
}

function paymentAheadOf(record: OrderRecord, nowMs: number): PaymentAhead | null {
  const untilMs = (claimOf(record.facts)?.paidAtMs ?? 0) - MAX_PAYMENT_AHEAD_MS;
  return untilMs > nowMs ? { sinceMs: record.paymentAhead?.sinceMs ?? nowMs, untilMs } : null;
}

function rulePinnedNow(record: OrderRecord, store: Store): PinnedRule | null {
  const claim = claimOf(record.facts);
  return claim && chooseRule(store, claim.paidAtMs);
}

function newEntry(
  record: OrderRecord,
  plan: { points: number; customer: CustomerId; pinned: PinnedRule; store: Store; nowMs: number },
): Entry {
  const { points, customer, pinned, store, nowMs } = plan;
  const number = nextNumber(record.entries);
  const { order } = record.key;
  const inRange = Math.abs(points) <= MAX_POINTS;
  const planned = record.shadowSinceMs === undefined ? 'pending' : 'shadow';
  return {
    ...newEntryState(nowMs),
    number,
    points,
    changeKey: changeKey({ customer, points, orderPrefix: store.orderPrefix, order, number }),
    reason: reasonFor(record, points),
    customerReason: customerReasonFor(store, { order, number, points }),
    state: inRange ? planned : 'parked',
    parked: inRange ? null : 'pointsOutOfRange',
    parkedAtMs: inRange ? null : nowMs,
    notBeforeMs: Math.max(nowMs, holdEndsAtMs(record, pinned, nowMs)),
  };
}

export function withdrawn(entry: Entry): Entry {
  return { ...entry, state: 'withdrawn', parked: null, parkedAtMs: null, lease: null };
}

export function total(entries: readonly Entry[]): number {
  return entries.reduce((points, entry) => points + entry.points, 0);
}

/** Plans an order again after an answer, because facts may have come meanwhile. An award stays as it was pinned. */
export function planAgain<Kind extends LedgerRecord>(record: Kind, store: Store, nowMs: number): Kind {
  return isOrder(record) ? ({ ...record, ...planEntries(record, store, nowMs) } as Kind) : record;
}
