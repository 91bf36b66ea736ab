import { type Currency, convert } from './currency.ts';

/** A Shopify order as the shop holds it. Money is minor units of the presentment currency. */
export interface ShopifyOrder {
  readonly id: string;
  readonly shop: Currency;
  readonly presentment: Currency;
  readonly taxesIncluded: boolean;
  readonly test: boolean;
  readonly statusHost: string;
  readonly processedMs: number;
  /** Older API versions do not show `current_quantity`. */
  readonly showsCurrent: boolean;
  /** By how much the shop's clock is ahead. */
  readonly aheadMs: number;
  /** `total_price` after an edit or exchange: with the units that were removed, or without. Both are met. */
  readonly totalHoldsRemoved: boolean;
  updatedMs: number;
  cancelledMs: number | null;
  status: FinancialStatus;
  contact: ShopifyContact;
  lines: ShopifyLine[];
  readonly shipping: Taxed & { readonly id: string };
  /** What of the shipping is still on the order. */
  shippingNow: Taxed;
  duties: number;
  fees: number;
  /** All that the customer ever paid. */
  paid: number;
  refunds: ShopifyRefund[];
  /** Grows with every save that changes nothing else, so that bodies differ. */
  revision: number;
}

export type FinancialStatus =
  | 'pending'
  | 'authorized'
  | 'partially_paid'
  | 'paid'
  | 'partially_refunded'
  | 'refunded'
  | 'voided';

export interface ShopifyContact {
  readonly customer: { readonly id: string; readonly email: string | null } | null;
  readonly email: string | null;
  readonly contactEmail: string | null;
  readonly document: string | null;
}

/** On taxes-included shops the amount holds the tax. */
export interface Taxed {
  readonly amount: number;
  readonly tax: number;
}

/** `quantity` stays what was bought; edits, returns and exchanges lower `current` only. */
export interface ShopifyLine {
  readonly id: string;
  readonly price: number;
  readonly quantity: number;
  current: number;
  readonly discount: number;
  readonly tax: number;
  readonly kind: 'goods' | 'giftCard' | 'tip';
}

export interface ShopifyRefund {
  readonly id: string;
  readonly createdMs: number;
  readonly lines: readonly RefundedUnits[];
  readonly shippingLines: readonly (Taxed & { readonly id: string; readonly showsTax: boolean })[];
  readonly adjustments: readonly Adjustment[];
  readonly duties: number;
  readonly fees: number;
  readonly transactions: readonly ShopifyTransaction[];
}

export interface RefundedUnits {
  readonly id: string;
  readonly of: ShopifyLine;
  readonly units: number;
  /** On taxes-included shops with the tax or, more seldom, without. */
  readonly subtotal: number;
  readonly tax: number;
}

export interface Adjustment {
  readonly id: string;
  readonly kind: 'shipping_refund' | 'refund_discrepancy';
  readonly amount: number;
  readonly tax: number;
}

export interface ShopifyTransaction {
  readonly id: string;
  readonly kind: 'refund' | 'void';
  status: 'pending' | 'success' | 'failure' | 'error';
  /** In presentment currency, whatever `currency` the body names. */
  readonly amount: number;
  readonly currency: 'presentment' | 'shop' | 'null';
}

const lineNet = (line: ShopifyLine): number => line.price * line.quantity - line.discount;

/** What some units of a line are worth after discounts, rounded to the minor unit as Shopify does. */
export function unitsWorth(line: ShopifyLine, units: number): Taxed {
  const share = units / line.quantity;
  return { amount: Math.round(lineNet(line) * share), tax: Math.round(line.tax * share) };
}

export const withTax = (order: ShopifyOrder, { amount, tax }: Taxed): number =>
  amount + (order.taxesIncluded ? 0 : tax);

/** Units left and units gone are worth the whole line, however each is rounded. */
export function unitsWithTax(order: ShopifyOrder, line: ShopifyLine, units: number): number {
  const whole = withTax(order, { amount: lineNet(line), tax: line.tax });
  return units === line.quantity ? whole : whole - withTax(order, unitsWorth(line, line.quantity - units));
}

const sumOf = (amounts: readonly number[]): number => amounts.reduce((sum, amount) => sum + amount, 0);

/** What is on the order now, tips, shipping, duties and fees with it. */
function onOrder(order: ShopifyOrder): number {
  const lines = sumOf(order.lines.map((line) => unitsWithTax(order, line, line.current)));
  return lines + withTax(order, order.shippingNow) + order.duties + order.fees;
}

const discrepancies = (order: ShopifyOrder): number[] =>
  order.refunds.map(({ adjustments }) =>
    sumOf(adjustments.filter(({ kind }) => kind === 'refund_discrepancy').map(({ amount }) => amount)),
  );

/** Shopify's books: what is on the order + discrepancies − net payment. Positive: the customer owes; negative: the shop does. */
export const outstanding = (order: ShopifyOrder): number =>
  onOrder(order) + sumOf(discrepancies(order)) - (order.paid - moneyBackOf(order));

/** `current_total_price`: goodwill lowers it, money that was kept of a return does not raise it. */
export const currentTotal = (order: ShopifyOrder): number =>
  onOrder(order) + sumOf(discrepancies(order).map((amount) => Math.min(0, amount)));

export function totalOf(order: ShopifyOrder): number {
  const units = (line: ShopifyLine) => (order.totalHoldsRemoved ? line.quantity : line.current);
  const lines = sumOf(order.lines.map((line) => unitsWithTax(order, line, units(line))));
  return lines + withTax(order, order.shipping) + order.duties + order.fees;
}

/** The total in the shop's currency, at the order's one rate. */
export const shopTotalOf = (order: ShopifyOrder): number => convert(totalOf(order), order.presentment, order.shop);

const isOnItsWay = ({ kind, status }: ShopifyTransaction): boolean =>
  kind === 'refund' && (status === 'success' || status === 'pending');

const moneyOf = (refund: ShopifyRefund): number =>
  sumOf(refund.transactions.filter(isOnItsWay).map(({ amount }) => amount));

export const moneyBackOf = (order: ShopifyOrder): number => sumOf(order.refunds.map(moneyOf));
