import { beginAttempt, parked } from '../attempt.ts';
import { changeKey } from '../change-key.ts';
import { type Entry, isOpen, newEntryState, nextNumber } from '../entry.ts';
import type { CustomerId } from '../order-facts.ts';
import type { OrderRecord } from '../order-record.ts';
import { planEntries, withdrawn } from '../plan-entries.ts';
import type { Store } from '../store.ts';

/** A change of points that the API has and the ledger has not. */
export interface FoundChange {
  readonly atMs: number;
  readonly points: number;
}

/**
 * The history tells no numbers. A number of more than this was never used: an item of the ledger has no room for so many
 * entries. So no later change key of the order is one that the API knows.
 */
const GAP = 1000;
const FOUND = ': found in the points history';

/**
 * Writes changes that the API has into an order as applied entries, and plans what is then missing. Entries that wait are
 * withdrawn first: their keys may be used. `customer` is whose points they changed.
 */
export function reclaimed(
  record: OrderRecord,
  { customer, changes }: { readonly customer: CustomerId; readonly changes: readonly FoundChange[] },
  store: Store,
  nowMs: number,
): OrderRecord {
  const before = record.entries.map((entry) => (isOpen(entry) ? withdrawn(entry) : entry));
  const first = nextNumber(before) + GAP;
  const { order } = record.key;
  const added = changes.map(({ atMs, points }, index): Entry => {
    const number = first + index;
    return {
      ...newEntryState(nowMs),
      number,
      points,
      changeKey: changeKey({ customer, points, orderPrefix: store.orderPrefix, order, number }),
      reason: `Order ${order}${FOUND}`,
      customerReason: null,
      state: 'applied',
      attempts: 1,
      firstAttemptAtMs: atMs,
      notBeforeMs: atMs,
      plannedAtMs: atMs,
    };
  });
  return planEntries({ ...record, customer, entries: [...before, ...added] }, store, nowMs);
}

/** Whether the entry was found in the points history: its key was never sent. */
export function isReclaimed({ reason }: Entry): boolean {
  return reason.endsWith(FOUND);
}

/** Whether the entry is this change, found before. */
export function isReclaimOf(entry: Entry, { atMs, points }: FoundChange): boolean {
  return entry.state === 'applied' && entry.points === points && entry.firstAttemptAtMs === atMs;
}

/**
 * Leaves the entries that wait to a person, as *needs checking*: each may have been applied before the ledger was restored. So
 * they count as posted, and nothing is planned beside them. `null` when nothing waits.
 */
export function withheld(record: OrderRecord, nowMs: number): OrderRecord | null {
  // What is uncollected is tried by nobody else, and points out of range not at all.
  const waits = (entry: Entry) => isOpen(entry) && entry.state !== 'uncollected' && entry.parked !== 'pointsOutOfRange';
  if (!record.entries.some(waits)) return null;
  const entries = record.entries.map((entry) => {
    if (!waits(entry)) return entry;
    const begun = beginAttempt(entry, nowMs, { holder: 'recovery', untilMs: nowMs });
    return parked({ ...begun, lease: null }, 'needsChecking', nowMs);
  });
  return { ...record, entries };
}

/** Takes back what `withheld`, or an attempt that was never answered, left to a person, who has seen that it was not applied as such. */
export function released(record: OrderRecord): OrderRecord {
  const entries = record.entries.map((entry) =>
    entry.state === 'parked' && entry.parked === 'needsChecking'
      ? { ...withdrawn(entry), unresolvedAttempts: [] }
      : entry,
  );
  return { ...record, entries };
}
