/** A WooCommerce order as the shop holds it. Money is ten-thousandths; bodies show the store's display decimals. */
export interface WooCommerceOrder {
  readonly id: string;
  /** Of the order that the customer placed, where a marketplace plugin made this one of a part of it. */
  readonly parentId: string;
  /** Plugins write what their sums of floats come to. */
  readonly isNoisy: boolean;
  /** By how much the shop's clock is ahead. */
  readonly aheadMs: number;
  readonly siteUrl: string;
  readonly currency: string;
  decimals: number;
  status: string;
  readonly createdMs: number;
  modifiedMs: number;
  paidMs: number | null;
  completedMs: number | null;
  contact: WooCommerceContact;
  lines: readonly WooCommerceLine[];
  readonly fees: readonly WooCommerceLine[];
  readonly shipping: { readonly total: number; readonly tax: number };
  refunds: readonly WooCommerceRefund[];
  ghosts: number;
  /** Old API bodies lack the key altogether. */
  hasRefundsKey: boolean;
  revision: number;
}

export interface WooCommerceContact {
  readonly customerId: string;
  readonly email: string;
  readonly document: { readonly in: 'cpf' | 'cnpj' | 'meta'; readonly text: string } | null;
}

export interface WooCommerceLine {
  readonly id: string;
  readonly quantity: number;
  readonly subtotal: number;
  readonly total: number;
  readonly tax: number;
}

export interface WooCommerceRefund {
  readonly id: string;
  readonly amount: number;
}

export const totalOf = (order: WooCommerceOrder): number =>
  [...order.lines, ...order.fees, order.shipping].reduce((sum, { total, tax }) => sum + total + tax, 0);

export const refundedMoney = (order: WooCommerceOrder): number =>
  order.refunds.reduce((sum, { amount }) => sum + amount, 0);
