import type { Entry } from './entry.ts';
import type {
  CollectedRefund,
  CustomerId,
  ListedRefund,
  Observation,
  OrderId,
  OrderIdentity,
  OrderMoney,
  Standing,
  TransactionStatus,
  UnitsLeft,
} from './order-facts.ts';
import type { PinnedRule } from './points-rule.ts';

/** Names one order in the ledger. */
export interface OrderKey {
  readonly store: string;
  readonly order: OrderId;
}

/** A fact with the observation it comes from. Only a newer observation replaces it. */
export interface Register<Value> {
  readonly observed: Observation;
  readonly value: Value;
}

/**
 * All that deliveries have said of an order. Every part is a last-writer-wins register or a grow-only set, so that facts
 * merge to the same state in any order of arrival.
 */
export interface KnownFacts {
  /** Of the first body that says it. */
  readonly identity: OrderIdentity | null;
  readonly standing: Register<Standing> | null;
  /** Of the newest fully paid body: an order edited upward keeps it until the difference is paid. */
  readonly money: Register<OrderMoney> | null;
  /** Shopify: of the newest body that says it, whatever its status. */
  readonly unitsLeft: Register<UnitsLeft> | null;
  /** Of the newest body that names one. */
  readonly customer: Register<CustomerId> | null;
  /** WooCommerce: the newest body that lists refunds. */
  readonly listedRefunds: Register<readonly ListedRefund[]> | null;
  /** Shopify: every refund seen, by id. */
  readonly collectedRefunds: Readonly<Record<string, CollectedRefund>>;
  /** Shopify: the statuses of single transactions, by id. */
  readonly transactionStatuses: Readonly<Record<string, TransactionStatus>>;
  /** First arrivals of bodies whose clock was ahead, by body hash: sent again, such a body is no newer. */
  readonly aheadBodies: Readonly<Record<string, number>>;
}

/** An order whose payment date is too far ahead. It waits for a newer body, or until that day is near. */
export interface PaymentAhead {
  readonly sinceMs: number;
  readonly untilMs: number;
}

/** One order in the ledger: facts, pinned rule and customer, entries. */
export interface OrderRecord {
  readonly key: OrderKey;
  readonly facts: KnownFacts;
  readonly pinned: PinnedRule | null;
  readonly paymentAhead: PaymentAhead | null;
  /**
   * Of the newest entry. Pinned while an entry counts as posted, so that a changed e-mail address never sends a reversal to
   * someone else.
   */
  readonly customer: CustomerId | null;
  /** In the order of their numbers. */
  readonly entries: readonly Entry[];
  /**
   * When its customer was erased. From then on the order is closed: nothing is merged into it, and no entry is planned or posted.
   * The customers in it are digests of which nobody has the key.
   */
  readonly erasedAtMs?: number;
  /**
   * When it was first entitled, if its store was in shadow then. Nothing of the order is ever posted: its entries are planned in
   * shadow, also after the store has left it.
   */
  readonly shadowSinceMs?: number;
}
