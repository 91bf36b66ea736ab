import type { Mutant } from './mutant.ts';

const STATE = "const planned = record.shadowSinceMs === undefined ? 'pending' : 'shadow';";

/** Mistakes about what a person has decided: that a store is in shadow, that an order gets another rule, that a customer is erased. */
export const MUTANTS_OF_DECISIONS: readonly Mutant[] = [
  {
    words: 'an order in shadow is planned to be posted, as any other',
    file: 'src/domain/plan-entries.ts',
    find: STATE,
    put: "const planned = 'pending';",
  },
  {
    words: 'an order forgets that it began in shadow',
    file: 'src/domain/plan-entries.ts',
    find: STATE,
    put: "const planned = store.shadow ? 'shadow' : 'pending';",
  },
  {
    words: 'what began before its store was in shadow is posted meanwhile',
    file: 'src/posting/post-entries.ts',
    find: 'if (store.shadow && isOrder(current.record)) {',
    put: 'if (store === null) {',
  },
  {
    words: 'an award in shadow is forgotten when its refund is planned',
    file: 'src/domain/entry.ts',
    find: "return entry.state === 'shadow' || countsAsPosted(entry);",
    put: 'return countsAsPosted(entry);',
  },
  {
    words: 'a refund moves the points of an order whose customer was erased',
    file: 'src/posting/plan-facts.ts',
    find: 'const isClosed = erasedAtMs !== undefined;',
    put: 'const isClosed = erasedAtMs === 0;',
  },
  {
    words: 'an erasure leaves the customer in the change keys',
    file: 'src/domain/erasure/erase-record.ts',
    find: 'changeKey: customer === null ? changeKey : keyWithCustomer(changeKey, digest(customer)),',
    put: 'changeKey,',
  },
  {
    words: 'a repinned order keeps the rule that it had',
    file: 'src/domain/repin.ts',
    find: 'record: planEntries({ ...record, pinned }, store, nowMs)',
    put: 'record: planEntries(record, store, nowMs)',
  },
  {
    words: 'a repin reaches orders that were paid outside of its time',
    file: 'cli/repin/repin-orders.ts',
    find: 'return paidAtMs >= sinceMs && paidAtMs < untilMs &&',
    put: 'return',
  },
];
