import Fraction from 'fraction.js';
import { parseDecimal } from '../../src/domain/decimal.ts';
import { type Act, type Actable, type ActDelivery, type Acted, cannot } from './act.ts';
import { type Fields, raw, sumOf, textOf } from './fields.ts';
import { instant, type Making, orderAfter, type Returned, refundBody, transactionBody } from './shopify-bodies.ts';
import type { LeftLine, ShopifyOrderState } from './shopify-order.ts';

const ZERO = new Fraction(0);

/** What could be done with a Shopify order. */
export function shopifyActable({ lines, money, moneyLeft, isPaid, isCancelled }: ShopifyOrderState): Actable {
  const hasGoods = lines.length > 0;
  const unpaid = isPaid ? null : 'the order is not paid, or all of it went back';
  const nothing = hasGoods || moneyLeft.compare(0) > 0 ? null : 'nothing is left on the order';
  return {
    notBecause: {
      refund: unpaid ?? nothing,
      partialRefund: unpaid ?? nothing,
      exchange: unpaid ?? (hasGoods ? null : 'no goods are left on the order'),
      cancel: isCancelled ? 'the order is cancelled' : null,
      undoRefund: 'Shopify has no way to undo a refund',
    },
    lines: lines.map((line) => ({
      id: line.id,
      title: textOf(line.fields.title) || textOf(line.fields.name),
      units: line.units,
      unitPrice: money.text(line.subtotal.div(line.units)),
    })),
    mostAmount: money.text(moneyLeft),
  };
}

/**
 * What Shopify sends when somebody acts on an order. A refund comes by itself, as does its transaction, and then the order with both. What
 * an exchange brings joins the order as a line; the refund's money is net of it, and has no discrepancy.
 */
export function shopifyAct(state: ShopifyOrderState, act: Act, making: Making): Acted {
  const notBecause = shopifyActable(state).notBecause[act.act];
  if (notBecause !== null) return cannot(notBecause);
  switch (act.act) {
    case 'refund':
      return acted(refunded(state, everything(state), making, {}, 'orders/updated'));
    case 'cancel':
      return cancelled(state, making);
    case 'partialRefund':
      return partlyRefunded(state, act, making);
    case 'exchange':
      return exchanged(state, act, making);
    case 'undoRefund':
      return cannot('Shopify has no way to undo a refund');
    default:
      return act satisfies never;
  }
}

function acted(deliveries: readonly ActDelivery[]): Acted {
  return { kind: 'acted', deliveries };
}

/** Shopify balances its books with a discrepancy: the lines are worth more, or less, than the money that is left. */
function everything(state: ShopifyOrderState): Returned {
  const { lines, shipping, moneyLeft } = state;
  const hasShipping = shipping.amount.add(shipping.tax).compare(0) > 0;
  const listed = worthOf(state, lines).add(hasShipping ? worth(state, shipping.amount, shipping.tax) : 0);
  return { lines, shipping: hasShipping ? shipping : null, money: moneyLeft, discrepancy: listed.sub(moneyLeft) };
}

function worth({ taxesIncluded }: ShopifyOrderState, amount: Fraction, tax: Fraction): Fraction {
  return taxesIncluded ? amount : amount.add(tax);
}

function worthOf(state: ShopifyOrderState, lines: readonly LeftLine[]): Fraction {
  return sumOf(lines.map(({ subtotal, tax }) => worth(state, subtotal, tax)));
}

function refunded(
  state: ShopifyOrderState,
  returned: Returned,
  making: Making,
  changes: Fields,
  topic: 'orders/updated' | 'orders/cancelled',
): readonly ActDelivery[] {
  const { lines, shipping, money } = returned;
  const refund = refundBody(state, returned, making);
  const isAll = money.compare(state.moneyLeft) >= 0 && worthOf(state, lines).equals(worthOf(state, state.lines));
  const order = orderAfter(state, refund, lines, shipping !== null, {
    financial_status: isAll
      ? 'refunded'
      : money.equals(0)
        ? (state.order.financial_status ?? null)
        : 'partially_refunded',
    updated_at: instant(making),
    ...changes,
  });
  return [
    { topic: 'refunds/create', body: refund },
    ...(money.equals(0)
      ? []
      : [{ topic: 'order_transactions/create', body: transactionBody(state, 'refund', money, making) }]),
    { topic, body: order },
  ];
}

function cancelled(state: ShopifyOrderState, making: Making): Acted {
  const at = instant(making);
  const changes = { cancelled_at: at, cancel_reason: 'customer' };
  if (state.isPaid && state.moneyLeft.compare(0) > 0) {
    return acted(refunded(state, everything(state), making, changes, 'orders/cancelled'));
  }
  const isPending = textOf(state.order.financial_status) === 'pending';
  const status = isPending ? { financial_status: 'voided' } : {};
  return acted([{ topic: 'orders/cancelled', body: { ...state.order, ...status, ...changes, updated_at: at } }]);
}

function partlyRefunded(state: ShopifyOrderState, act: Extract<Act, { act: 'partialRefund' }>, making: Making): Acted {
  const { money, moneyLeft } = state;
  if ((act.lines === undefined) === (act.amount === undefined)) return cannot('say either lines or an amount');
  if (act.amount !== undefined) {
    const asked = parseDecimal(act.amount);
    const amount = money.round(new Fraction(asked ?? '0'));
    if (amount.compare(0) <= 0) return cannot(`${act.amount} is no amount: write it as 12.50`);
    if (amount.compare(moneyLeft) > 0) return cannot(`no more than ${money.text(moneyLeft)} is left`);
    const returned = { lines: [], shipping: null, money: amount, discrepancy: amount.neg() };
    return acted(refunded(state, returned, making, {}, 'orders/updated'));
  }
  const lines: LeftLine[] = [];
  for (const { id, units } of act.lines ?? []) {
    const line = unitsOf(state, id, units);
    if (typeof line === 'string') return cannot(line);
    lines.push(line);
  }
  if (lines.length === 0) return cannot('say how many units go back, or an amount');
  if (new Set(lines.map(({ id }) => id)).size < lines.length) return cannot('name each line once');
  const listed = worthOf(state, lines);
  const given = listed.compare(moneyLeft) > 0 ? moneyLeft : listed;
  const returned = { lines, shipping: null, money: given, discrepancy: listed.sub(given) };
  return acted(refunded(state, returned, making, {}, 'orders/updated'));
}

/** So many units of a line, or why not. The last ones are worth what is left. */
function unitsOf({ lines, money }: ShopifyOrderState, id: string, units: number): LeftLine | string {
  const line = lines.find((one) => one.id === id);
  if (line === undefined) return `no line ${id} has units on the order`;
  if (units > line.units) return `line ${id} has no more than ${line.units} units`;
  const share = new Fraction(units, line.units);
  const part = (amount: Fraction) => (units === line.units ? amount : money.round(amount.mul(share)));
  return { ...line, units, subtotal: part(line.subtotal), tax: part(line.tax) };
}

function exchanged(state: ShopifyOrderState, act: Extract<Act, { act: 'exchange' }>, making: Making): Acted {
  const { money } = state;
  const line = unitsOf(state, act.line, act.units);
  if (typeof line === 'string') return cannot(line);
  const price = money.round(new Fraction(parseDecimal(act.newPrice) ?? '0'));
  if (price.compare(0) <= 0) return cannot(`${act.newPrice} is no price: write it as 12.50`);
  const difference = worthOf(state, [line]).sub(price);
  const back = difference.compare(0) > 0 ? difference : ZERO;
  const due = difference.compare(0) < 0 ? difference.neg() : ZERO;
  const added = newLine(act.newTitle, money.text(price), making);
  const returned = { lines: [line], shipping: null, money: back, discrepancy: ZERO };
  const [refund, ...rest] = refunded(state, returned, making, {}, 'orders/updated');
  if (refund === undefined) return cannot('nothing goes back');
  const order = rest.at(-1)?.body as Fields;
  const paidStatus =
    textOf(order.financial_status) === 'refunded' ? 'partially_refunded' : (order.financial_status ?? null);
  const withLine = withNewLine(order, added, price, state);
  const edited = { topic: 'orders/edited', body: editBody(state, line, added, making) };
  const moved = rest.filter(({ topic }) => topic !== 'orders/updated');
  if (due.equals(0)) {
    const body = { ...withLine, financial_status: paidStatus };
    return acted([refund, ...moved, edited, { topic: 'orders/updated', body }]);
  }
  const later = { atMs: making.atMs + 1_000, base: making.base };
  return acted([
    refund,
    edited,
    {
      topic: 'orders/updated',
      body: { ...withLine, financial_status: 'partially_paid', total_outstanding: money.text(due) },
    },
    { topic: 'order_transactions/create', body: transactionBody(state, 'sale', due, later) },
    { topic: 'orders/updated', body: { ...withLine, financial_status: paidStatus, updated_at: instant(later) } },
  ]);
}

function newLine(title: string, price: string, { base }: Making): Fields {
  const id = base + 5;
  return {
    id: raw(id),
    admin_graphql_api_id: `gid://shopify/LineItem/${id}`,
    title,
    name: title,
    quantity: raw(1),
    current_quantity: raw(1),
    price,
    gift_card: false,
    taxable: true,
    total_discount: '0.00',
    discount_allocations: [],
    tax_lines: [],
    duties: [],
  };
}

/** What is on the order costs its price more. */
function withNewLine(order: Fields, line: Fields, price: Fraction, { money }: ShopifyOrderState): Fields {
  const more = (name: string) =>
    name in order ? { [name]: money.text(new Fraction(textOf(order[name]) || '0').add(price)) } : {};
  const items = Array.isArray(order.line_items) ? order.line_items : [];
  return {
    ...order,
    ...more('current_subtotal_price'),
    ...more('current_total_price'),
    line_items: [...items, line],
  };
}

/**
 * Ids and numbers of units alone, with the fields of Shopify's sample of the topic.
 * @see https://shopify.dev/docs/api/webhooks/latest
 * @see https://shopify.dev/changelog/new-committed_at-timestamp-added-to-orders-edited-webhook-payload
 */
function editBody({ order }: ShopifyOrderState, line: LeftLine, added: Fields, making: Making): Fields {
  return {
    order_edit: {
      id: raw(making.base + 6),
      app_id: null,
      created_at: instant(making),
      committed_at: instant(making),
      notify_customer: false,
      order_id: order.id ?? null,
      staff_note: '',
      user_id: null,
      line_items: {
        additions: [{ id: added.id ?? null, delta: raw(1) }],
        removals: [{ id: line.fields.id ?? null, delta: raw(line.units) }],
      },
      discounts: { line_item: { additions: [], removals: [] } },
      shipping_lines: { additions: [], removals: [] },
    },
  };
}
