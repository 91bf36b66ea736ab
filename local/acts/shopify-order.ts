import Fraction from 'fraction.js';
import type { Raw } from '../raw-json.ts';
import { amountOf, type Fields, isFields, listOf, numberOf, sumOf, textOf } from './fields.ts';
import { type ShopifyMoney, shopifyMoney } from './shopify-money.ts';

/** A line with units on the order. */
export interface LeftLine {
  readonly fields: Fields;
  readonly id: string;
  readonly units: number;
  /** Of all units that are left, to the smallest unit of the currency: as a refund lists them. */
  readonly subtotal: Fraction;
  readonly tax: Fraction;
}

/** What a shop knows of its order, from the bodies that it sent. */
export interface ShopifyOrderState {
  /** The newest body. */
  readonly order: Fields;
  readonly money: ShopifyMoney;
  readonly taxesIncluded: boolean;
  /** All known, those of the body and those that came by themselves. */
  readonly refunds: readonly Fields[];
  readonly lines: readonly LeftLine[];
  /** That did not go back, without and with its tax. */
  readonly shipping: { readonly amount: Fraction; readonly tax: Fraction };
  /** What the shop still has: goods and shipping that are left, and what it kept or gave besides. */
  readonly moneyLeft: Fraction;
  readonly isPaid: boolean;
  readonly isCancelled: boolean;
  /** No instant of a body is later. */
  readonly updatedAtMs: number;
}

/** Null where none of the bodies is an order. */
export function shopifyOrderOf(bodies: readonly Raw[]): ShopifyOrderState | null {
  const all = bodies.filter((body) => isFields(body));
  const orders = all.filter((body) => Array.isArray(body.line_items));
  const order = orders.reduce<Fields | null>(
    (newest, body) => (newest === null || atMs(body.updated_at) >= atMs(newest.updated_at) ? body : newest),
    null,
  );
  if (order === null) return null;
  const refunds = refundsOf(order, all);
  const money = shopifyMoney(order);
  const taxesIncluded = order.taxes_included === true;
  const lines = listOf(order.line_items).flatMap((line) => leftOf(line, order, refunds, money));
  const shipping = shippingLeft(order, refunds);
  const status = textOf(order.financial_status);
  const worth = (amount: Fraction, tax: Fraction) => (taxesIncluded ? amount : amount.add(tax));
  const discrepancies = refunds.flatMap(({ order_adjustments: adjustments }) =>
    listOf(adjustments).filter(({ kind }) => kind === 'refund_discrepancy'),
  );
  return {
    order,
    money,
    taxesIncluded,
    refunds,
    lines,
    shipping,
    moneyLeft: sumOf([
      ...lines.map(({ subtotal, tax }) => worth(subtotal, tax)),
      worth(shipping.amount, shipping.tax),
      ...discrepancies.map((one) => amountOf(one.amount).add(amountOf(one.tax_amount))),
    ]),
    isPaid: status === 'paid' || status === 'partially_refunded',
    isCancelled: textOf(order.cancelled_at) !== '',
    updatedAtMs: Math.max(...orders.map((body) => atMs(body.updated_at))),
  };
}

function refundsOf(order: Fields, bodies: readonly Fields[]): readonly Fields[] {
  const alone = bodies.filter((body) => Array.isArray(body.refund_line_items));
  return [...new Map([...listOf(order.refunds), ...alone].map((refund) => [textOf(refund.id), refund])).values()];
}

function leftOf(line: Fields, order: Fields, refunds: readonly Fields[], money: ShopifyMoney): readonly LeftLine[] {
  const id = textOf(line.id);
  const listed = refunds.flatMap((refund) => linesOf(refund, id));
  const inOrder = listOf(order.refunds).flatMap((refund) => linesOf(refund, id));
  const units = unitsIn(line.quantity);
  const left =
    line.current_quantity === undefined || line.current_quantity === null
      ? units - unitsOf(listed)
      : unitsIn(line.current_quantity) - (unitsOf(listed) - unitsOf(inOrder));
  if (left <= 0) return [];
  const discount = sumOf(listOf(line.discount_allocations).map(({ amount }) => amountOf(amount)));
  const paid = amountOf(line.price).mul(units).sub(discount);
  const tax = sumOf(listOf(line.tax_lines).map(({ price }) => amountOf(price)));
  const share = new Fraction(left, units);
  return [{ fields: line, id, units: left, subtotal: money.round(paid.mul(share)), tax: money.round(tax.mul(share)) }];
}

function linesOf(refund: Fields, id: string): readonly Fields[] {
  return listOf(refund.refund_line_items).filter((line) => textOf(line.line_item_id) === id);
}

function unitsOf(lines: readonly Fields[]): number {
  return lines.reduce((sum, { quantity }) => sum + unitsIn(quantity), 0);
}

function unitsIn(quantity: Raw | undefined): number {
  return numberOf(quantity);
}

function shippingLeft(order: Fields, refunds: readonly Fields[]) {
  const lines = listOf(order.shipping_lines);
  const back = refunds.flatMap((refund) => listOf(refund.refund_shipping_lines));
  const inSets = (name: string) =>
    sumOf(
      back.map((line) => {
        const set = line[name];
        const shop = isFields(set) ? set.shop_money : undefined;
        return amountOf(isFields(shop) ? shop.amount : undefined);
      }),
    );
  const amount = sumOf(lines.map((line) => amountOf(line.discounted_price ?? line.price)));
  const tax = sumOf(lines.flatMap((line) => listOf(line.tax_lines).map(({ price }) => amountOf(price))));
  return { amount: amount.sub(inSets('subtotal_amount_set')), tax: tax.sub(inSets('tax_amount_set')) };
}

function atMs(value: Raw | undefined): number {
  return Date.parse(textOf(value)) || 0;
}
