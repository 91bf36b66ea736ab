import { decimalText } from './currency.ts';
import { toShop } from './shopify-books.ts';
import type { ShopifyLine, ShopifyOrder } from './shopify-order.ts';

/** A plain amount field: shop currency. */
export const plain = (order: ShopifyOrder, minor: number): string =>
  decimalText(toShop(order)(minor), order.shop.exponent);

export const set = (order: ShopifyOrder, minor: number): object => bothOf(order, toShop(order)(minor), minor);

export const bothOf = ({ shop, presentment }: ShopifyOrder, inShop: number, minor: number): object => ({
  shop_money: { amount: decimalText(inShop, shop.exponent), currency_code: shop.code },
  presentment_money: { amount: decimalText(minor, presentment.exponent), currency_code: presentment.code },
});

export const lineItem = (order: ShopifyOrder, line: ShopifyLine): object => ({
  id: longId(line.id),
  gift_card: line.kind === 'gift card',
  price: plain(order, line.price),
  price_set: set(order, line.price),
  quantity: line.quantity,
  ...(order.habits.showsCurrent ? { current_quantity: line.current } : {}),
  total_discount: '0.00',
  tax_lines: taxLines(order, line.tax),
  discount_allocations:
    line.discount === 0 ? [] : [{ amount: plain(order, line.discount), amount_set: set(order, line.discount) }],
  // Only tips have these keys, and they may be null.
  ...(line.kind === 'tip' ? { tip_payment_gateway: 'shopify_payments', tip_payment_method: null } : {}),
});

export const taxLines = (order: ShopifyOrder, tax: number): object[] =>
  tax === 0 ? [] : [{ price: plain(order, tax), price_set: set(order, tax), title: 'Tax' }];

/** Shopify writes shop time with its offset. */
export const time = (ms: number): string => `${new Date(ms - 3 * 3_600_000).toISOString().slice(0, 19)}-03:00`;

const LONG = '#long:';

/** Ids are JSON numbers on the wire, also those beyond 2^53, which a JavaScript number cannot write. */
export const longId = (id: string): string | number => (id.length < 16 ? Number(id) : LONG + id);

export function withLongIds(json: object): string {
  const written = JSON.stringify(json);
  return written.includes(LONG) ? written.replaceAll(/"#long:(\d+)"/g, '$1') : written;
}
