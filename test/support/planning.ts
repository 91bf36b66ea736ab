import type { Entry } from '../../src/domain/entry.ts';
import { mergeFacts } from '../../src/domain/merge-facts.ts';
import type { Facts } from '../../src/domain/order-facts.ts';
import type { OrderRecord } from '../../src/domain/order-record.ts';
import { planEntries } from '../../src/domain/plan-entries.ts';
import type { ShopifyStore, Store } from '../../src/domain/store.ts';
import { PAID_AT_MS } from './order-facts.ts';
import { orderKey, recordWith } from './order-records.ts';
import { ruleOf } from './points-rules.ts';
import { demoStore } from './shopify/store.ts';

/** The store of order 123, with one rule: a point for each whole unit of money, but for what is said. */
export function storeWith(rule: Parameters<typeof ruleOf>[0] = {}, words: Partial<ShopifyStore> = {}): ShopifyStore {
  return { ...demoStore, id: nothingKnown.key.store, rules: [ruleOf(rule)], ...words };
}

/** Order 123, of which nothing is known yet. */
export const nothingKnown: OrderRecord = recordWith(orderKey(123));

/** An instant of these tests, a day after the payment. */
export const NOW_MS = PAID_AT_MS + 86_400_000;

/** Records facts one after the other, as deliveries would, without settling in between. */
export function told(record: OrderRecord, store: Store, ...facts: readonly Facts[]): OrderRecord {
  return facts.reduce((before, one) => recorded(before, store, one), record);
}

function recorded(record: OrderRecord, store: Store, facts: Facts): OrderRecord {
  return planEntries({ ...record, facts: mergeFacts(record.facts, facts) }, store, NOW_MS);
}

/** Changes the newest entry. */
export function withLast(record: OrderRecord, changes: Partial<Entry>): OrderRecord {
  return {
    ...record,
    entries: record.entries.map((entry, index, { length }) =>
      index === length - 1 ? { ...entry, ...changes } : entry,
    ),
  };
}

/** All pending entries are posted and applied. */
export function applied(record: OrderRecord): OrderRecord {
  const entries = record.entries.map((entry) =>
    entry.state === 'pending' ? ({ ...entry, state: 'applied', attempts: 1, unresolvedAttempts: [] } as const) : entry,
  );
  return { ...record, entries };
}

/** Records and settles facts one after the other: each entry is applied before the next facts come. */
export function settled(record: OrderRecord, store: Store, ...facts: readonly Facts[]): OrderRecord {
  return facts.reduce((before, one) => applied(told(before, store, one)), record);
}

/** Every entry as `state points key`. */
export function book({ entries }: OrderRecord): string[] {
  return entries.map(({ state, points, changeKey }) => `${state} ${points} ${changeKey}`);
}
