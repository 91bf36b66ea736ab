import { isDeepStrictEqual } from 'node:util';
import { isAheadOfItsArrival, isOfAnotherOrder, isStale, mergeFacts, noFacts } from '../domain/merge-facts.ts';
import type { Facts } from '../domain/order-facts.ts';
import type { OrderKey, OrderRecord } from '../domain/order-record.ts';
import { planEntries } from '../domain/plan-entries.ts';
import type { Store } from '../domain/store.ts';
import { type Ledger, slotOf } from '../ports/ledger.ts';
import type { Deadline } from '../shared/deadline.ts';
import { type Change, update, type Versioned } from '../shared/optimistic-update.ts';

export interface Recorded {
  readonly current: Versioned<OrderRecord>;
  /** The body is older than one already recorded. */
  readonly stale: boolean;
  readonly changed: boolean;
  /** The body's own time was ahead of its arrival by more than a clock's error. */
  readonly ahead: boolean;
}

/**
 * Merges a delivery's facts into its order's record, plans the entry that follows, and stores both in one conditional write.
 * Facts of another order with the same id are not recorded. Rejects when the ledger cannot be reached; nothing is recorded
 * then.
 */
export async function recordFacts(
  ledger: Ledger,
  store: Store,
  facts: Facts,
  deadline: Deadline,
): Promise<Recorded | 'otherOrder'> {
  const key: OrderKey = { store: store.id, order: facts.order };
  const empty: OrderRecord = { key, facts: noFacts, pinned: null, paymentAhead: null, customer: null, entries: [] };
  const { result, current } = await update(
    slotOf<OrderRecord>(ledger, key),
    (known): Change<OrderRecord, Omit<Recorded, 'current'> | 'otherOrder'> => {
      const record = known ?? empty;
      if (isOfAnotherOrder(record.facts, facts)) return { result: 'otherOrder' };
      const stale = isStale(record.facts, facts);
      const ahead = isAheadOfItsArrival(record.facts, facts);
      const merged = planEntries({ ...record, facts: mergeFacts(record.facts, facts) }, store, deadline.now());
      if (isDeepStrictEqual(merged, record)) return { result: { stale, ahead, changed: false } };
      return { save: merged, result: { stale, ahead, changed: true } };
    },
    deadline.signal,
  );
  return result === 'otherOrder' ? result : { ...result, current: current ?? { record: empty, version: 0 } };
}
