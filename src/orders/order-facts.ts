import type { Decimal } from './decimal.ts';

declare const orderIdBrand: unique symbol;
declare const customerIdBrand: unique symbol;

/** The platform's own order id: digits, as text from the first moment. */
export type OrderId = string & { readonly [orderIdBrand]: true };

/** The id by which BonifiQ knows the customer: an e-mail address, a document or a platform id, as the store chose. */
export type CustomerId = string & { readonly [customerIdBrand]: true };

/** Reads a platform's order id, or `undefined` when it is not a plain number. */
export function parseOrderId(text: string): OrderId | undefined {
  return /^[1-9]\d{0,39}$/.test(text) ? (text as OrderId) : undefined;
}

/** Brands an id that the store's customer policy has accepted. */
export function customerId(text: string): CustomerId {
  return text as CustomerId;
}

/**
 * When a body described its order, and what decides between two bodies of the same instant.
 * Shopify: the further payment status, then the larger body hash. WooCommerce: the later arrival, so that the rank is its time in
 * milliseconds, without a hash; bodies that the queue kept may come to the ledger in another order.
 */
export interface Observation {
  readonly observedAtMs: number;
  readonly rank: number;
  readonly bodyHash: string;
}

/**
 * What a body says about its order's claim to points.
 * `returned`: paid, and the platform says that all the money went back. `partlyPaid`: starts no award, ends none.
 */
export type Standing =
  | { readonly kind: 'due' }
  | { readonly kind: 'returned' }
  | { readonly kind: 'partlyPaid' }
  | { readonly kind: 'notDue'; readonly because: NotDueReason };

export type NotDueReason = 'unpaid' | 'cancelled' | 'voided' | 'testOrder' | 'otherCurrency' | 'noPaymentDate';

/** The money of a fully paid order, in the store's currency unless a name says otherwise. */
export interface OrderMoney {
  /** The instant that chooses rule and campaign. */
  readonly paidAtMs: number;
  /** Goods after discounts, without tax, shipping, tips and gift cards. Raw: the arithmetic lets nothing fall below zero. */
  readonly eligible: Decimal;
  /** The tax on exactly those goods. */
  readonly eligibleTax: Decimal;
  /** What a refund without a usable split is a share of. Shopify: all lines with tax and gift cards. WooCommerce: the order's total. */
  readonly shareBase: Decimal;
  /** All the customer paid. */
  readonly total: Decimal;
  readonly currency: string;
  /** The same total in the currency the customer paid in (Shopify); equal to `total` elsewhere. */
  readonly presentment: { readonly currency: string; readonly total: Decimal };
  /** Shopify's `taxes_included`: the lines' amounts hold their tax. */
  readonly taxesIncluded: boolean;
}

/** A WooCommerce refund: an id and one positive amount, without a split. */
export interface ListedRefund {
  readonly id: string;
  readonly amount: Decimal;
}

/** Where a refund's money is on its way. Only `success` and `pending` count. */
export type TransactionStatus = 'success' | 'pending' | 'failure' | 'error' | 'other';

/** One amount in the shop's and in the customer's currency. */
export interface TwoCurrencies {
  readonly shop: Decimal;
  readonly presentment: Decimal;
}

/** The raw inputs of a Shopify refund; the arithmetic runs when the order's facts are there. */
export interface CollectedRefund {
  readonly id: string;
  readonly transactions: readonly RefundTransaction[];
  readonly shipping: readonly RefundedShipping[];
  readonly lines: readonly RefundedLine[];
  /** A pair that shows the refund's own exchange rate, where it has one. */
  readonly rate: TwoCurrencies | null;
}

export interface RefundTransaction {
  readonly id: string;
  readonly status: TransactionStatus;
  readonly amount: Decimal;
  /** `null` means the order's presentment currency. */
  readonly currency: string | null;
}

/** Shipping given back with tax, positive. `adjustment`: the older way of saying it, never counted beside `line`. */
export interface RefundedShipping {
  readonly id: string;
  readonly source: 'line' | 'adjustment';
  readonly amount: TwoCurrencies;
  readonly tax: TwoCurrencies;
}

export interface RefundedLine {
  readonly id: string;
  /** A gift card or a tip: part of the money that went back, but nothing that ever earned points. */
  readonly excluded: boolean;
  readonly subtotal: TwoCurrencies;
  readonly tax: TwoCurrencies;
}

/** A platform-neutral statement of an order at one moment. */
export interface OrderFacts {
  readonly kind: 'order';
  readonly order: OrderId;
  readonly observed: Observation;
  readonly standing: Standing;
  readonly customer: CustomerId | null;
  /** Only of a fully paid body. */
  readonly money: OrderMoney | null;
  readonly refunds: RefundsInBody;
}

/** `listed`: the newest body's list is the set, and a vanished id was undone. `collected`: refunds only ever join. `none`: the body does not say. */
export type RefundsInBody =
  | { readonly kind: 'listed'; readonly refunds: readonly ListedRefund[] }
  | { readonly kind: 'collected'; readonly refunds: readonly CollectedRefund[] }
  | { readonly kind: 'none' };

/** A refund that came by itself, perhaps before its order. */
export interface RefundFacts {
  readonly kind: 'refund';
  readonly order: OrderId;
  readonly refund: CollectedRefund;
}

/** A later status of a refund's transaction. */
export interface TransactionFacts {
  readonly kind: 'transaction';
  readonly order: OrderId;
  readonly transaction: { readonly id: string; readonly status: TransactionStatus };
}

export type Facts = OrderFacts | RefundFacts | TransactionFacts;
