import type { Store } from '../../../src/domain/store.ts';
import type { History } from '../laws/histories/history.ts';
import type { Law } from '../laws/laws.ts';
import { expectedOutcome } from '../laws/oracle/expected-outcome.ts';
import type { ExpectedOutcome } from '../laws/oracle/outcome.ts';

/** What follows for later from what a person did. */
export interface Consequences {
  /** Where each order must end. */
  expectedOf(history: Pick<History, 'store' | 'deliveries'>): Map<string, ExpectedOutcome>;
  /** Orders whose customer was erased: nothing of them moves any more. */
  readonly closed: ReadonlySet<string>;
  /** Orders of which the bodies alone do not say what a person's deed meant for them. */
  readonly unsure: ReadonlySet<string>;
  /** The configuration whose rules the order has. */
  storeOf(order: string, store: Store): Store;
  /** Which law says where the order ends. */
  lawOf(order: string): Law;
}

/** Nobody did anything. */
export const NONE: Consequences = {
  expectedOf: expectedOutcome,
  closed: new Set(),
  unsure: new Set(),
  storeOf: (_, store) => store,
  lawOf: () => 'converge',
};

type Outcomes = ReadonlyMap<string, ExpectedOutcome>;

/**
 * "keeps the sums and the idempotency (…); afterwards (…) a later reversal of that order is skipped with a warning, the one exception to law
 * 1". An order is closed if all its bodies until then named this customer; of one that named another, too, nobody can tell from outside.
 */
export function afterErasure(customer: string, before: Outcomes): Consequences {
  const naming = [...before].filter(([, { customers }]) => customers.has(customer));
  const closed = new Set(naming.filter(([, { customers }]) => customers.size === 1).map(([order]) => order));
  return {
    ...NONE,
    closed,
    unsure: new Set(naming.filter(([order]) => !closed.has(order)).map(([order]) => order)),
    lawOf: (order) => (closed.has(order) ? 'erased' : 'converge'),
    expectedOf(history) {
      const outcomes = expectedOutcome(history);
      for (const [order, outcome] of before) if (closed.has(order)) outcomes.set(order, outcome);
      return outcomes;
    },
  };
}

/**
 * "the rule pinned with the order (…), unless a person repins it": orders of the window that had a claim by then have the other rules from then
 * on, those outside keep theirs, and whatever is first entitled later gets the rules of its time, which are the others, too. An order
 * without a claim may have had one before, and so a rule.
 */
export function afterRepin(
  change: (store: Store) => Store,
  { sinceMs, untilMs }: { readonly sinceMs: number; readonly untilMs: number },
  before: Outcomes,
): Consequences {
  const isIn = ({ paidAtMs }: ExpectedOutcome) => paidAtMs !== null && sinceMs <= paidAtMs && paidAtMs < untilMs;
  const kept = new Set([...before].flatMap(([order, one]) => (one.paidAtMs !== null && !isIn(one) ? [order] : [])));
  const repinned = new Set([...before].flatMap(([order, one]) => (isIn(one) ? [order] : [])));
  return {
    ...NONE,
    unsure: new Set([...before].flatMap(([order, { paidAtMs }]) => (paidAtMs === null ? [order] : []))),
    storeOf: (order, store) => (kept.has(order) ? store : change(store)),
    lawOf: (order) => (repinned.has(order) ? 'repinned' : 'converge'),
    expectedOf({ store, deliveries }) {
      const outcomes = expectedOutcome({ store: change(store), deliveries });
      for (const [order, outcome] of expectedOutcome({ store, deliveries }))
        if (kept.has(order)) outcomes.set(order, outcome);
      return outcomes;
    },
  };
}
