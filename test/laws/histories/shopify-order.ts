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
  updatedMs: number;
  cancelledMs: number | null;
  status: FinancialStatus;
  contact: ShopifyContact;
  lines: ShopifyLine[];
  readonly shipping: { readonly id: string; readonly price: number; readonly tax: number };
  readonly tip: number;
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

export interface ShopifyLine {
  readonly id: string;
  readonly price: number;
  quantity: number;
  discount: number;
  tax: number;
  readonly giftCard: boolean;
}

export interface ShopifyRefund {
  readonly id: string;
  readonly createdMs: number;
  readonly lines: readonly {
    readonly id: string;
    readonly of: ShopifyLine;
    readonly quantity: number;
    readonly subtotal: number;
    readonly tax: number;
  }[];
  readonly shippingLines: readonly { readonly id: string; readonly subtotal: number; readonly tax: number }[];
  readonly adjustments: readonly {
    readonly id: string;
    readonly kind: 'shipping_refund' | 'refund_discrepancy';
    readonly amount: number;
    readonly tax: number;
  }[];
  readonly transactions: readonly ShopifyTransaction[];
}

export interface ShopifyTransaction {
  readonly id: string;
  readonly kind: 'refund' | 'void';
  status: 'pending' | 'success' | 'failure' | 'error';
  /** In presentment currency, whatever `currency` the body names. */
  readonly amount: number;
  readonly currency: 'presentment' | 'shop' | 'null';
  /** Of a transaction in shop currency, when the platform does not convert line by line. */
  readonly shopAmount: number | null;
}

export const lineNet = (line: ShopifyLine): number => line.price * line.quantity - line.discount;

export function totalOf(order: ShopifyOrder): number {
  const goods = order.lines.reduce((sum, line) => sum + lineNet(line) + (order.taxesIncluded ? 0 : line.tax), 0);
  return goods + order.shipping.price + (order.taxesIncluded ? 0 : order.shipping.tax) + order.tip;
}

/** Rounded amount by amount, then summed: the two totals of a body need not have one exact ratio. */
export function shopTotalOf(order: ShopifyOrder): number {
  const inShop = (minor: number): number => convert(minor, order.presentment, order.shop);
  const goods = order.lines.reduce(
    (sum, line) =>
      sum + inShop(line.price) * line.quantity - inShop(line.discount) + (order.taxesIncluded ? 0 : inShop(line.tax)),
    0,
  );
  return (
    goods + inShop(order.shipping.price) + (order.taxesIncluded ? 0 : inShop(order.shipping.tax)) + inShop(order.tip)
  );
}

export const moneyOf = (refund: ShopifyRefund): number =>
  refund.transactions.reduce(
    (sum, { kind, status, amount }) =>
      kind === 'refund' && (status === 'success' || status === 'pending') ? sum + amount : sum,
    0,
  );

export const refundedMoney = (order: ShopifyOrder): number =>
  order.refunds.reduce((sum, refund) => sum + moneyOf(refund), 0);
