import Fraction from 'fraction.js';
import { parseDecimal } from '../../src/domain/decimal.ts';
import type { Raw } from '../raw-json.ts';
import { type Act, type Actable, type Acted, cannot } from './act.ts';
import { amountOf, type Fields, isFields, listOf, numberOf, raw, sumOf, textOf } from './fields.ts';

/** A shop's order by its newest body. */
export interface WooCommerceOrderState {
  readonly order: Fields;
  readonly refunds: readonly Fields[];
  /** Of its total, what did not go back. */
  readonly left: Fraction;
  readonly updatedAtMs: number;
}

/** Null where none of the bodies is an order. */
export function woocommerceOrderOf(bodies: readonly Raw[]): WooCommerceOrderState | null {
  const orders = bodies.filter((body) => isFields(body)).filter((body) => Array.isArray(body.line_items));
  const order = orders.reduce<Fields | null>(
    (newest, body) => (newest === null || atMs(body) >= atMs(newest) ? body : newest),
    null,
  );
  if (order === null) return null;
  const refunds = listOf(order.refunds).filter((refund) => numberOf(refund.id) > 0);
  const back = sumOf(refunds.map(({ total }) => amountOf(total).abs()));
  return { order, refunds, left: amountOf(order.total).sub(back), updatedAtMs: atMs(order) };
}

/** What could be done with a WooCommerce order. */
export function woocommerceActable({ order, refunds, left }: WooCommerceOrderState): Actable {
  const status = textOf(order.status);
  const isPaid = textOf(order.date_paid_gmt) !== '' || status === 'completed';
  const isOver = status === 'refunded' || status === 'cancelled';
  const over = isOver ? `the order is ${status}` : null;
  const unpaid = isPaid ? null : 'the order is not paid';
  const nothing = left.compare(0) > 0 ? null : 'nothing is left of its total';
  return {
    notBecause: {
      refund: over ?? unpaid ?? nothing,
      partialRefund: over ?? unpaid ?? nothing,
      exchange: 'WooCommerce has no exchange: refund the one, and order the other',
      cancel: over,
      undoRefund:
        refunds.length === 0
          ? 'the order has no refund'
          : status === 'refunded'
            ? 'WooCommerce leaves the order refunded, whatever becomes of its refunds'
            : null,
    },
    lines: [],
    mostAmount: textWith(order, left),
  };
}

/** What WooCommerce sends when somebody acts on an order: the order, whose `refunds` are all that there are. */
export function woocommerceAct(state: WooCommerceOrderState, act: Act, atMsNow: number): Acted {
  const notBecause = woocommerceActable(state).notBecause[act.act];
  if (notBecause !== null) return cannot(notBecause);
  const { order, refunds, left } = state;
  const updated = (changes: Fields): Acted => ({
    kind: 'acted',
    deliveries: [{ topic: 'order.updated', body: { ...order, ...datesAt(order, atMsNow), ...changes } }],
  });
  switch (act.act) {
    case 'refund':
      return updated({ status: 'refunded', refunds: [...refunds, refundOf(state, left)] });
    case 'partialRefund': {
      const amount = new Fraction(parseDecimal(act.amount ?? '') ?? '0');
      if (amount.compare(0) <= 0) return cannot('say an amount: write it as 12.50');
      if (amount.compare(left) > 0) return cannot(`no more than ${textWith(order, left)} is left`);
      const status = amount.equals(left) ? { status: 'refunded' } : {};
      return updated({ ...status, refunds: [...refunds, refundOf(state, amount)] });
    }
    case 'cancel':
      return updated({ status: 'cancelled' });
    case 'undoRefund':
      return updated({ refunds: refunds.slice(0, -1) });
    case 'exchange':
      return cannot('WooCommerce has no exchange');
    default:
      return act satisfies never;
  }
}

/** Refunds and orders share one sequence of ids. */
function refundOf({ order, refunds }: WooCommerceOrderState, amount: Fraction): Raw {
  const id = Math.max(numberOf(order.id), ...refunds.map((refund) => numberOf(refund.id))) + 1;
  return { id: raw(id), reason: '', total: `-${textWith(order, amount)}` };
}

/** With the decimals that the shop shows. */
function textWith({ total }: Fields, amount: Fraction): string {
  return amount.valueOf().toFixed(textOf(total).split('.')[1]?.length ?? 0);
}

/** Its own time zone is as far from UTC as before. */
function datesAt(order: Fields, atMsNow: number): Fields {
  const text = (ms: number) => new Date(ms).toISOString().slice(0, 19);
  const local = Date.parse(`${textOf(order.date_modified)}Z`);
  const aheadMs = Number.isNaN(local) ? 0 : local - atMs(order);
  return {
    date_modified_gmt: text(atMsNow),
    ...('date_modified' in order && { date_modified: text(atMsNow + aheadMs) }),
  };
}

function atMs({ date_modified_gmt: gmt }: Fields): number {
  return Date.parse(`${textOf(gmt)}Z`) || 0;
}
