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
  /** When the body first arrived, if its own time is ahead of that by more than clocks go wrong; `null` for all others. */
  readonly aheadSinceMs: number | null;
}

/** What tells an order from another one of the same id, as a restored shop may give it. */
export interface OrderIdentity {
  readonly createdAtMs: number | null;
  /** A hash of WooCommerce's `order_key`, which opens the order's page to whoever has it. */
  readonly keyHash: string | null;
}

/**
 * What a body says about its order's claim to points.
 * `returned`: paid, and the platform says that all the money went back. `partlyPaid`: starts no award, ends none.
 */
export type Standing =
  | { readonly kind: 'entitled' }
  | { readonly kind: 'returned' }
  | { readonly kind: 'partlyPaid' }
  | { readonly kind: 'notEntitled'; readonly because: NotEntitledReason };

export type NotEntitledReason =
  | 'unpaid'
  | 'deposit'
  | 'cancelled'
  | 'voided'
  | 'testOrder'
  | 'otherCurrency'
  | 'subOrder'
  | 'noPaymentDate';

/** The money of a fully paid order, in the store's currency unless a name says otherwise. */
export interface OrderMoney {
  /** The instant that chooses rule and campaign. */
  readonly paidAtMs: number;
  /** All the customer paid. */
  readonly total: Decimal;
  readonly currency: string;
  /** The same total in the currency the customer paid in (Shopify); equal to `total` elsewhere. */
  readonly presentment: { readonly currency: string; readonly total: Decimal };
  readonly goods: ItemisedGoods | SummedGoods;
}

/** Shopify: what was bought, line by line, so that what left the order can be valued by the order's own lines. */
export interface ItemisedGoods {
  readonly kind: 'lines';
  /** Shopify's `taxes_included`: the lines' and the shipping's amounts hold their tax. */
  readonly taxesIncluded: boolean;
  readonly lines: readonly OrderLine[];
  /** After its discounts. */
  readonly shipping: Taxed;
}

/** A line as it was bought: edits, returns and exchanges change neither its units nor its money. */
export interface OrderLine {
  readonly id: string;
  readonly kind: LineKind;
  readonly units: number;
  /** All units after their discounts. Holds the tax where the order's amounts do. */
  readonly amount: Decimal;
  readonly tax: Decimal;
}

/** Gift cards are goods that earn nothing; tips are no goods. */
export type LineKind = 'goods' | 'giftCard' | 'tip';

export interface Taxed {
  readonly amount: Decimal;
  readonly tax: Decimal;
}

/** WooCommerce: refunds have no split, so that sums are enough. Raw: the arithmetic lets nothing fall below zero. */
export interface SummedGoods {
  readonly kind: 'sum';
  /** Goods after discounts, without tax. */
  readonly eligible: Decimal;
  /** The tax on exactly those goods. */
  readonly eligibleTax: Decimal;
  /** What a refund is a share of. */
  readonly shareBase: Decimal;
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

/** What the arithmetic needs of a Shopify refund. Money is in the shop's currency, but for the transactions'. */
export interface CollectedRefund {
  readonly id: string;
  readonly transactions: readonly RefundTransaction[];
  /** Each of the order's lines once. */
  readonly lines: readonly RefundedLine[];
  /** Shipping given back, as `refund_shipping_lines` say it, positive. */
  readonly shippingLines: Taxed | null;
  /** The same as `shipping_refund` adjustments say it, positive for what came back: −10 +10 −10 is 10. */
  readonly shippingAdjustments: Taxed | null;
  /** Signed, with tax: positive, the shop kept money of the refund's lines; negative, it gave money for no line. */
  readonly discrepancy: Decimal;
  /** Duties and additional fees given back. */
  readonly duties: Decimal;
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

/** Units that left the order. Their amounts serve only where the order's own body does not have the line. */
export interface RefundedLine {
  readonly line: string;
  readonly isTip: boolean;
  readonly units: number;
  readonly amount: Decimal;
  readonly tax: Decimal;
}

/** A body as it arrived: by its own clock, and by ours. */
export interface ArrivedBody {
  /** By the platform: `updated_at`, `date_modified_gmt`. */
  readonly observedAtMs: number;
  readonly arrivedAtMs: number;
  /** Decides between bodies of one instant, as `Observation` says. `null`: the later arrival does. */
  readonly rank: number | null;
  readonly hash: string;
}

/** A platform-neutral statement of an order at one moment. */
export interface OrderFacts {
  readonly kind: 'order';
  readonly order: OrderId;
  readonly identity: OrderIdentity;
  readonly body: ArrivedBody;
  readonly standing: Standing;
  readonly customer: CustomerId | null;
  /** Only of a fully paid body. */
  readonly money: OrderMoney | null;
  /** `null` where the body does not say. */
  readonly unitsLeft: UnitsLeft | null;
  readonly refunds: RefundsInBody;
}

/** Shopify: of each line that lost units, how many are on the order now (`current_quantity`), by the line's id. */
export type UnitsLeft = Readonly<Record<string, number>>;

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
