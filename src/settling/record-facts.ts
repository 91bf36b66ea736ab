import { isDeepStrictEqual } from 'node:util';
import type { Store } from '../configuration/store.ts';
import type { Ledger, Versioned } from '../ledger/ledger.ts';
import { isStale, mergeFacts, noFacts } from '../ledger/merge-facts.ts';
import type { OrderKey, OrderRecord } from '../ledger/order-record.ts';
import { planEntries } from '../ledger/plan-entries.ts';
import type { Facts } from '../orders/order-facts.ts';
import type { Work } from '../time/work.ts';

export interface Recorded {
  readonly current: Versioned<OrderRecord>;
  /** The body described an older moment than one already recorded. */
  readonly stale: boolean;
  readonly changed: boolean;
}

/**
 * Merges what a delivery states into its order's record, plans the entry that this asks for, and writes both in one
 * conditional write. Rejects when the ledger cannot be reached: then nothing was recorded.
 */
export async function recordFacts(ledger: Ledger, store: Store, facts: Facts, work: Work): Promise<Recorded> {
  const key: OrderKey = { store: store.id, order: facts.order };
  for (;;) {
    const { record, version } = (await ledger.load(key, work.signal)) ?? { record: emptyRecord(key), version: 0 };
    const stale = isStale(record.facts, facts);
    const merged = planEntries({ ...record, facts: mergeFacts(record.facts, facts) }, store, work.now());
    if (isDeepStrictEqual(merged, record)) return { current: { record, version }, stale, changed: false };
    const saved = await ledger.save(merged, version, work.signal);
    if (saved === 'saved') return { current: { record: merged, version: version + 1 }, stale, changed: true };
    work.signal.throwIfAborted();
  }
}

function emptyRecord(key: OrderKey): OrderRecord {
  return { key, facts: noFacts, pinned: null, customer: null, entries: [] };
}
