import type { Decimal } from './decimal.ts';

declare const orderIdBrand: unique symbol;
declare const customerIdBrand: unique symbol;

/** The platform's own order id: digits, always as text. */
export type OrderId = string & { readonly [orderIdBrand]: true };

/** The id by which BonifiQ knows the customer: an e-mail address, a document or a platform id, as the store chose. */
export type CustomerId = string & { readonly [customerIdBrand]: true };

/** Reads a platform's order id; `undefined` when it is not a positive whole number. */
export function parseOrderId(text: string): OrderId | undefined {
  return /^[1-9]\d{0,39}$/.test(text) ? (text as OrderId) : undefined;
}

/** Brands an id that the store's customer policy has accepted. */
export function customerId(text: string): CustomerId {
  return text as CustomerId;
}

/**
 * When a body described its order, and what decides between two bodies of the same instant.
 * Shopify: the further payment status, then the larger body hash. WooCommerce: the later arrival, so that the rank is that
 * time in milliseconds and the hash is empty. Deferred bodies may reach the ledger in another order than they arrived.
 */
export interface Observation {
  readonly observedAtMs: number;
  readonly rank: number;
  readonly bodyHash: string;
  /** When the body first arrived, if its own time is ahead of that by more than a clock's error; otherwise `null`. */
  readonly aheadSinceMs: number | null;
}

/** Tells an order from another one with the same id, as a restored shop may have it. */
export interface OrderIdentity {
  readonly createdAtMs: number | null;
  /** A hash of WooCommerce's `order_key`, because the key opens the order's page to whoever has it. */
  readonly keyHash: string | null;
}

/**
 * What a body says about its order's claim to points.
 * `returned`: paid, and according to the platform refunded in full. `partlyPaid`: starts no award and ends none.
 */
export type Standing =
  /** `attributes`: of an order that names no customer, if one is looked for there; older records do not know them. */
  | { readonly kind: 'entitled'; readonly attributes?: AttributeNames | undefined }
  | { readonly kind: 'returned' }
  | { readonly kind: 'partlyPaid' }
  /** `currency`: the order's own, of `otherCurrency`; older records do not know it. */
  | { readonly kind: 'notEntitled'; readonly because: NotEntitledReason; readonly currency?: string | undefined };

/** What an order's attributes are called, never what they hold. */
export interface AttributeNames {
  /** Those that are safe to show. */
  readonly shown: readonly string[];
  /** How many there are beside. */
  readonly others: number;
}

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
  /** The payment date, which chooses rule and campaign. */
  readonly paidAtMs: number;
  /** All the customer paid. */
  readonly total: Decimal;
  readonly currency: string;
  /** The same total in the currency the customer paid in (Shopify); equal to `total` elsewhere. */
  readonly presentment: { readonly currency: string; readonly total: Decimal };
  readonly goods: ItemisedGoods | SummedGoods;
}

/** Shopify: the goods line by line, so that what leaves the order is valued by the order's own lines. */
export interface ItemisedGoods {
  readonly kind: 'lines';
  /** Shopify's `taxes_included`: the amounts of lines and shipping include their tax. */
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
  /** All units, after discounts. Includes tax where `taxesIncluded` says so. */
  readonly amount: Decimal;
  readonly tax: Decimal;
}

/** Gift cards are goods that earn nothing; tips are no goods. */
export type LineKind = 'goods' | 'giftCard' | 'tip';

export interface Taxed {
  readonly amount: Decimal;
  readonly tax: Decimal;
}

/** WooCommerce: refunds have no split, so that sums are enough. They may be negative; the arithmetic stops at zero. */
export interface SummedGoods {
  readonly kind: 'sum';
  /** Goods after discounts, without tax. */
  readonly eligible: Decimal;
  /** The tax on exactly those goods. */
  readonly eligibleTax: Decimal;
  /** The amount of which a refund is a share: the order's total. */
  readonly shareBase: Decimal;
}

/** A WooCommerce refund: an id and one positive amount, without a split. */
export interface ListedRefund {
  readonly id: string;
  readonly amount: Decimal;
}

/** The status of a refund's transaction. Only `success` and `pending` count as money back. */
export type TransactionStatus = 'success' | 'pending' | 'failure' | 'error' | 'other';

/** One amount in the shop's and in the customer's currency. */
export interface TwoCurrencies {
  readonly shop: Decimal;
  readonly presentment: Decimal;
}

/** A Shopify refund, as far as the arithmetic uses it. Amounts are in the shop's currency, except those of transactions. */
export interface CollectedRefund {
  readonly id: string;
  readonly transactions: readonly RefundTransaction[];
  /** Each line of the order at most once. */
  readonly lines: readonly RefundedLine[];
  /** Shipping given back according to `refund_shipping_lines`; positive. */
  readonly shippingLines: Taxed | null;
  /** The same according to `shipping_refund` adjustments: minus their signed sum, so that −10 +10 −10 is 10. */
  readonly shippingAdjustments: Taxed | null;
  /** Signed, with tax. Positive: the shop kept money of the refund's lines. Negative: it gave money for no line. */
  readonly discrepancy: Decimal;
  /** Duties and additional fees given back. */
  readonly duties: Decimal;
  /** One amount in both currencies, which shows the refund's own exchange rate. */
  readonly rate: TwoCurrencies | null;
}

export interface RefundTransaction {
  readonly id: string;
  readonly status: TransactionStatus;
  readonly amount: Decimal;
  /** `null` means the order's presentment currency. */
  readonly currency: string | null;
}

/** Units that left the order. Their amounts are used only where the order's own body does not have the line. */
export interface RefundedLine {
  readonly line: string;
  readonly isTip: boolean;
  readonly units: number;
  readonly amount: Decimal;
  readonly tax: Decimal;
}

/** When a body was written and when it arrived. */
export interface ArrivedBody {
  /** By the platform's clock: `updated_at`, `date_modified_gmt`. */
  readonly observedAtMs: number;
  readonly arrivedAtMs: number;
  /** Decides between bodies of one instant; see `Observation`. `null`: the later arrival decides. */
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
  /** `null` where the order is not fully paid. */
  readonly money: OrderMoney | null;
  /** `null` where the body does not say. */
  readonly unitsLeft: UnitsLeft | null;
  readonly refunds: RefundsInBody;
}

/** Shopify: of each line that lost units, how many are on the order now (`current_quantity`), by the line's id. */
export type UnitsLeft = Readonly<Record<string, number>>;

/** `listed`: all refunds; a vanished id was undone. `collected`: refunds are only added. `none`: the body does not say. */
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
