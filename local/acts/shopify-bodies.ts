import Fraction from 'fraction.js';
import type { Raw } from '../raw-json.ts';
import { type Fields, raw, sumOf, textOf } from './fields.ts';
import type { LeftLine, ShopifyOrderState } from './shopify-order.ts';

/** What goes back in one refund. */
export interface Returned {
  readonly lines: readonly LeftLine[];
  readonly shipping: { readonly amount: Fraction; readonly tax: Fraction } | null;
  /** That goes back; zero: none. */
  readonly money: Fraction;
  /** What the shop keeps of it (positive), or gives besides (negative). */
  readonly discrepancy: Fraction;
}

/** Ids and the instant of what is made; no body of the order has either of them. */
export interface Making {
  /** Whole seconds, after every body that is known. */
  readonly atMs: number;
  /** A number that none has had: 1, 2, … make ids. */
  readonly base: number;
}

export function instant({ atMs }: Pick<Making, 'atMs'>): string {
  return `${new Date(atMs).toISOString().slice(0, 19)}Z`;
}

/** As `refunds/create` has it, and an order's `refunds`. */
export function refundBody(
  state: ShopifyOrderState,
  { lines, shipping, money, discrepancy }: Returned,
  making: Making,
): Fields {
  const { order, money: written } = state;
  const id = making.base + 1;
  const at = instant(making);
  return {
    id: raw(id),
    admin_graphql_api_id: `gid://shopify/Refund/${id}`,
    order_id: order.id ?? null,
    created_at: at,
    processed_at: at,
    note: null,
    user_id: null,
    restock: lines.length > 0,
    return: null,
    duties: [],
    refund_line_items: lines.map((line, index) => ({
      id: raw(making.base + 10 + index),
      quantity: raw(line.units),
      line_item_id: line.fields.id ?? null,
      location_id: null,
      restock_type: 'return',
      subtotal: raw(written.text(line.subtotal)),
      total_tax: raw(written.text(line.tax)),
      subtotal_set: written.set(line.subtotal),
      total_tax_set: written.set(line.tax),
      line_item: line.fields,
    })),
    refund_shipping_lines:
      shipping === null
        ? []
        : [
            {
              id: raw(making.base + 3),
              subtotal_amount_set: written.set(shipping.amount),
              tax_amount_set: written.set(shipping.tax),
            },
          ],
    order_adjustments: discrepancy.equals(0) ? [] : [adjustment(state, discrepancy, making)],
    transactions: money.equals(0) ? [] : [transactionBody(state, 'refund', money, making)],
  };
}

function adjustment({ order, money }: ShopifyOrderState, discrepancy: Fraction, { base }: Making): Raw {
  return {
    id: raw(base + 4),
    order_id: order.id ?? null,
    refund_id: raw(base + 1),
    kind: 'refund_discrepancy',
    reason: 'Refund discrepancy',
    amount: money.text(discrepancy),
    tax_amount: money.text(new Fraction(0)),
    amount_set: money.set(discrepancy),
    tax_amount_set: money.set(new Fraction(0)),
  };
}

/** As `order_transactions/create` has it. */
export function transactionBody(
  { order, money }: ShopifyOrderState,
  kind: 'refund' | 'sale',
  amount: Fraction,
  making: Making,
): Fields {
  const id = making.base + 2;
  const at = instant(making);
  return {
    id: raw(id),
    order_id: order.id ?? null,
    kind,
    gateway: 'manual',
    status: 'success',
    message: null,
    created_at: at,
    test: order.test ?? false,
    parent_id: null,
    processed_at: at,
    error_code: null,
    source_name: 'web',
    receipt: {},
    ...money.presentment(amount),
    payment_id: null,
    manual_payment_gateway: true,
    admin_graphql_api_id: `gid://shopify/OrderTransaction/${id}`,
  };
}

/** The order after a refund: its lines have fewer units, and its current sums are net of them. */
export function orderAfter(
  state: ShopifyOrderState,
  refund: Fields,
  lines: readonly LeftLine[],
  shippingBack: boolean,
  changes: Fields,
): Fields {
  const { order, money, taxesIncluded, shipping } = state;
  const back = new Map(lines.map((line) => [line.id, line]));
  const left = state.lines.flatMap((line) => minus(line, back.get(line.id)));
  const kept = shippingBack ? { amount: new Fraction(0), tax: new Fraction(0) } : shipping;
  const subtotal = sumOf(left.map((line) => line.subtotal));
  const tax = sumOf(left.map((line) => line.tax)).add(kept.tax);
  const total = subtotal.add(kept.amount).add(taxesIncluded ? 0 : tax);
  const current: Fields = {
    current_subtotal_price: money.text(subtotal),
    current_total_price: money.text(total),
    current_total_tax: money.text(tax),
  };
  return {
    ...order,
    ...Object.fromEntries(Object.entries(current).filter(([name]) => name in order)),
    line_items: itemsOf(order).map((item) => {
      const line = state.lines.find(({ id }) => id === textOf(item.id));
      const units = (line?.units ?? 0) - (back.get(textOf(item.id))?.units ?? 0);
      return { ...item, current_quantity: raw(units) };
    }),
    refunds: [...state.refunds, refund],
    ...changes,
  };
}

function itemsOf({ line_items: items }: Fields): readonly Fields[] {
  return Array.isArray(items) ? (items as readonly Fields[]) : [];
}

function minus(line: LeftLine, back: LeftLine | undefined): readonly LeftLine[] {
  if (back === undefined) return [line];
  const units = line.units - back.units;
  if (units === 0) return [];
  return [{ ...line, units, subtotal: line.subtotal.sub(back.subtotal), tax: line.tax.sub(back.tax) }];
}
