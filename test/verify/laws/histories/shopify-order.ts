import type { Currency } from './currency.ts';

/** A Shopify order as the shop holds it. Money is minor units of the presentment currency. */
export interface ShopifyOrder {
  readonly id: string;
  readonly shop: Currency;
  readonly presentment: Currency;
  readonly taxesIncluded: boolean;
  readonly test: boolean;
  readonly statusHost: string;
  readonly habits: Habits;
  /** By how much the shop's clock is ahead. */
  readonly aheadMs: number;
  readonly processedMs: number;
  updatedMs: number;
  cancelledMs: number | null;
  status: FinancialStatus;
  contact: ShopifyContact;
  lines: ShopifyLine[];
  readonly shipping: { readonly id: string } & Shipping;
  readonly duties: number;
  readonly fees: number;
  /** What the customer has paid in all. */
  received: number;
  /** Money for units edited out after payment that is still to go back. */
  owed: number;
  refunds: ShopifyRefund[];
  /** Grows with every save that changes nothing else, so that bodies differ. */
  revision: number;
}

/** What bodies of one shop have in common, and where shops differ. */
export interface Habits {
  /** Older API versions have no `current_quantity`. */
  readonly showsCurrent: boolean;
  /** Whether `total_price` goes on counting units that an edit or exchange has removed. */
  readonly totalKeepsRemoved: boolean;
  /** On taxes-included shops: whether the `subtotal` of a refund's line has its tax in it. */
  readonly subtotalsWithTax: boolean;
  readonly tellsPayments: boolean;
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
  readonly quantity: number;
  readonly discount: number;
  readonly tax: number;
  readonly kind: 'goods' | 'gift card' | 'tip';
  /** Units still on the order; nothing else of a line ever changes. */
  current: number;
  /** Of the units gone, those that an edit or exchange removed. */
  edited: number;
}

/** An amount as prices are written, so with its tax on taxes-included shops, and that tax. */
export interface Worth {
  readonly amount: number;
  readonly tax: number;
}

export interface Shipping {
  readonly price: number;
  readonly tax: number;
}

export interface ShopifyRefund {
  readonly id: string;
  readonly createdMs: number;
  readonly restock: 'no_restock' | 'cancel' | 'return' | 'legacy_restock';
  readonly isOfReturn: boolean;
  readonly lines: readonly ({ readonly id: string; readonly of: ShopifyLine; readonly quantity: number } & Worth)[];
  readonly shipping: Shipping | null;
  readonly shippingLines: readonly ({ readonly id: string } & Worth)[];
  readonly adjustments: readonly Adjustment[];
  readonly duties: number;
  readonly fees: number;
  readonly transactions: readonly ShopifyTransaction[];
}

export interface Adjustment extends Worth {
  readonly id: string;
  readonly kind: 'shipping_refund' | 'refund_discrepancy';
}

export interface ShopifyTransaction {
  readonly id: string;
  readonly kind: 'refund' | 'void';
  readonly gateway: string;
  status: 'pending' | 'success' | 'failure' | 'error';
  /** In presentment currency, whatever `currency` the body names. */
  readonly amount: number;
  readonly currency: 'presentment' | 'shop' | 'null';
  /** Of a transaction in shop currency, when the platform does not convert line by line. */
  readonly shopAmount: number | null;
}
