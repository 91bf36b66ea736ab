/** A WooCommerce order as the shop holds it. Money is ten-thousandths; bodies show the store's display decimals. */
export interface WooCommerceOrder {
  readonly id: string;
  /** Of the order that the customer placed, where a marketplace plugin made this one of a part of it. */
  readonly parentId: string;
  /** How a plugin that sums floats writes amounts; `null` where none does. */
  readonly noise: 'text' | 'number' | null;
  /** Plugins may write nothing at all for a tax or fee of zero. */
  readonly leavesZerosEmpty: boolean;
  /** While only a deposit is paid: the share that `total`, or the lines with it, are lowered to. */
  deposit: { readonly share: number; readonly of: 'total' | 'lines' } | null;
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

/** The lines and the total as bodies show them. */
export function shownNow(order: WooCommerceOrder): {
  readonly lines: readonly WooCommerceLine[];
  readonly total: number;
} {
  const { deposit, lines } = order;
  if (deposit === null) return { lines, total: totalOf(order) };
  const unit = 10 ** (4 - order.decimals);
  const lower = (amount: number): number => Math.round((amount * deposit.share) / unit) * unit;
  if (deposit.of === 'total') return { lines, total: lower(totalOf(order)) };
  const lowered = lines.map((line) => ({
    ...line,
    subtotal: lower(line.subtotal),
    total: lower(line.total),
    tax: lower(line.tax),
  }));
  return { lines: lowered, total: totalOf({ ...order, lines: lowered }) };
}

export const refundedMoney = (order: WooCommerceOrder): number =>
  order.refunds.reduce((sum, { amount }) => sum + amount, 0);
