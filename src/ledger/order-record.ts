import type {
  CollectedRefund,
  CustomerId,
  ListedRefund,
  Observation,
  OrderId,
  OrderMoney,
  Standing,
  TransactionStatus,
} from '../orders/order-facts.ts';
import type { PinnedRule } from '../points/points-rule.ts';
import type { Entry } from './entry.ts';

/** Names one order in the ledger. */
export interface OrderKey {
  readonly store: string;
  readonly order: OrderId;
}

/** A fact with the observation it comes from; only a newer observation replaces it. */
export interface Register<Value> {
  readonly observed: Observation;
  readonly value: Value;
}

/**
 * All that deliveries have said of an order. Every part is a newest-wins register or a set that only grows,
 * so that facts merge to the same state in any order of arrival.
 */
export interface KnownFacts {
  readonly standing: Register<Standing> | null;
  /** Of the newest fully paid body: an order edited upward keeps it until the difference is paid. */
  readonly money: Register<OrderMoney> | null;
  /** Of the newest body that names one. */
  readonly customer: Register<CustomerId> | null;
  /** WooCommerce: the newest body that lists refunds. */
  readonly listedRefunds: Register<readonly ListedRefund[]> | null;
  /** Shopify: every refund seen, by id. */
  readonly collectedRefunds: Readonly<Record<string, CollectedRefund>>;
  /** Shopify: what single transactions came to, by id. */
  readonly transactionStatuses: Readonly<Record<string, TransactionStatus>>;
}

/** One order in the ledger: facts, pinned rule and customer, entries. */
export interface OrderRecord {
  readonly key: OrderKey;
  readonly facts: KnownFacts;
  readonly pinned: PinnedRule | null;
  /** Pinned with the first award, so that a later e-mail address never sends the reversal to someone else. */
  readonly customer: CustomerId | null;
  /** In the order of their numbers. */
  readonly entries: readonly Entry[];
}
