import type { History } from '../laws/histories/history.ts';
import { expectedOutcome } from '../laws/oracle/expected-outcome.ts';

/** Where one order of a history has to end, by the oracle. */
export interface ExpectedOrder {
  /** As change keys name it: the store's prefix and the platform's id. */
  readonly order: string;
  readonly points: number;
  /** Whoever gets the points is one of them. */
  readonly customers: ReadonlySet<string>;
}

export function expectedOrders(history: History): ExpectedOrder[] {
  const { orderPrefix } = history.store;
  return [...expectedOutcome(history)].map(([id, { posted, customers }]) => ({
    order: orderPrefix + id,
    points: posted,
    customers,
  }));
}
