import type { ChangeKey } from '../../src/domain/change-key.ts';
import type { Entry } from '../../src/domain/entry.ts';
import { noFacts } from '../../src/domain/merge-facts.ts';
import { parseOrderId } from '../../src/domain/order-facts.ts';
import type { OrderKey, OrderRecord } from '../../src/domain/order-record.ts';

/** An order of the store `acme`. */
export function orderKey(id: number | string): OrderKey {
  const order = parseOrderId(String(id));
  if (order === undefined) throw new TypeError(`not an order id: ${id}`);
  return { store: 'acme', order };
}

/** An award that nobody has tried to post yet. */
export function pendingEntry(changes: Partial<Entry> = {}): Entry {
  return {
    number: 1,
    points: 10,
    changeKey: 'ADD-ana@example.com-10-1' as ChangeKey,
    reason: 'Order 1',
    customerReason: null,
    state: 'pending',
    parked: null,
    parkedAtMs: null,
    attempts: 0,
    backoffBase: 0,
    unresolvedAttempts: [],
    lease: null,
    notBeforeMs: 0,
    firstAttemptAtMs: null,
    storeMissingSinceMs: null,
    plannedAtMs: 0,
    partialReversals: 0,
    lastReply: null,
    warning: null,
    balanceAfter: null,
    ...changes,
  };
}

/** An order of which nothing is known but its entries. */
export function recordWith(key: OrderKey, entries: readonly Entry[] = []): OrderRecord {
  return { key, facts: noFacts, pinned: null, paymentAhead: null, customer: null, entries };
}
