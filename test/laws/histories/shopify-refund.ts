import type { Random } from './random.ts';
import {
  lineNet,
  moneyOf,
  refundedMoney,
  type ShopifyOrder,
  type ShopifyRefund,
  shopTotalOf,
  totalOf,
} from './shopify-order.ts';

type Lines = ShopifyRefund['lines'];
type Transaction = ShopifyRefund['transactions'][number];

interface Sketch {
  readonly lines?: Lines;
  /** Shipping given back, and how the body tells it. */
  readonly shipping?: { readonly price: number; readonly tax: number; readonly told: 'lines' | 'adjustment' | 'both' };
  readonly money: number;
}

export type RefundKind =
  | 'lines'
  | 'lines and shipping'
  | 'shipping'
  | 'money'
  | 'lines without money'
  | 'lines above money'
  | 'worthless line'
  | 'the rest'
  | 'like the last'
  | 'nothing';

const KINDS: readonly [readonly [number, RefundKind], ...(readonly [number, RefundKind])[]] = [
  [10, 'lines'],
  [3, 'lines and shipping'],
  [3.5, 'shipping'],
  [4, 'money'],
  [3, 'lines without money'],
  [2, 'lines above money'],
  [1, 'worthless line'],
  [5, 'the rest'],
  [5, 'like the last'],
  [1.5, 'nothing'],
];

/** A new refund of the order, of any of the kinds that real bodies show. */
export function makeRefund(random: Random, order: ShopifyOrder, nextId: () => string): ShopifyRefund {
  const left = Math.max(0, totalOf(order) - refundedMoney(order));
  const { lines = [], shipping, money } = sketch(random, order, random.weighted(KINDS), left, nextId);
  const shippingLines: ShopifyRefund['shippingLines'][number][] = [];
  const adjustments: ShopifyRefund['adjustments'][number][] = [];
  if (shipping && shipping.told !== 'adjustment') {
    shippingLines.push({ id: nextId(), subtotal: shipping.price, tax: shipping.tax });
  }
  if (shipping && shipping.told !== 'lines') {
    adjustments.push({ id: nextId(), kind: 'shipping_refund', amount: -shipping.price, tax: -shipping.tax });
  }
  const returned = Math.min(money, left);
  const said = linesMoney(order, lines) + (shipping ? shippingMoney(order, shipping) : 0);
  if (said !== returned && random.chance(0.8)) {
    adjustments.push({ id: nextId(), kind: 'refund_discrepancy', amount: said - returned, tax: 0 });
  }
  return {
    id: nextId(),
    createdMs: order.updatedMs,
    lines,
    shippingLines,
    adjustments,
    transactions: transactions(random, order, returned, nextId),
  };
}

function sketch(random: Random, order: ShopifyOrder, kind: RefundKind, left: number, nextId: () => string): Sketch {
  const lines = (): Lines => someLines(random, order, nextId);
  const shipping = {
    price: order.shipping.price,
    tax: order.shipping.tax,
    told: random.pick<'lines' | 'adjustment' | 'both'>(['lines', 'adjustment', 'both']),
  };
  switch (kind) {
    case 'lines': {
      const chosen = lines();
      return { lines: chosen, money: Math.max(0, linesMoney(order, chosen) + slip(random, chosen.length)) };
    }
    case 'lines and shipping': {
      const chosen = lines();
      const money = linesMoney(order, chosen) + shippingMoney(order, shipping);
      return { lines: chosen, shipping, money: Math.max(0, money + slip(random, chosen.length)) };
    }
    case 'shipping':
      return order.shipping.price === 0 ? { money: 0 } : { shipping, money: shippingMoney(order, shipping) };
    case 'money':
      return { money: random.int(1, Math.max(1, left)) };
    case 'lines without money':
      return { lines: lines(), money: 0 };
    case 'lines above money': {
      const chosen = lines();
      return { lines: chosen, money: Math.round(linesMoney(order, chosen) * random.pick([0.25, 0.5, 0.9])) };
    }
    case 'worthless line': {
      const [line] = order.lines;
      if (!line) return { money: 0 };
      return {
        lines: [{ id: nextId(), of: line, quantity: 1, subtotal: 0, tax: 0 }],
        money: Math.round(left * random.pick([0.1, 0.5])),
      };
    }
    case 'the rest':
      return random.chance(0.5) ? { money: left } : { lines: lines(), money: left };
    case 'like the last': {
      const last = order.refunds.at(-1);
      if (!last) return { money: Math.ceil(left / 3) };
      return { lines: last.lines.map((line) => ({ ...line, id: nextId() })), money: moneyOf(last) };
    }
    case 'nothing':
      return { money: 0 };
  }
}

function someLines(random: Random, order: ShopifyOrder, nextId: () => string): Lines {
  const lines: Lines[number][] = [];
  for (const line of order.lines) {
    if (line.quantity === 0 || (lines.length > 0 && random.chance(0.5))) continue;
    const quantity = random.int(1, line.quantity);
    const share = quantity / line.quantity;
    lines.push({
      id: nextId(),
      of: line,
      quantity,
      subtotal: Math.round(lineNet(line) * share),
      tax: Math.round(line.tax * share),
    });
  }
  return lines;
}

/** Money beside what the lines say, by minor units: mostly none, sometimes just inside or just outside the tolerance. */
function slip(random: Random, lines: number): number {
  const size = random.weighted([
    [6, 0],
    [1, 1],
    [1.5, lines],
    [1.5, lines + 1],
  ]);
  return random.chance(0.5) ? size : -size;
}

const linesMoney = (order: ShopifyOrder, lines: Lines): number =>
  lines.reduce((sum, { subtotal, tax }) => sum + subtotal + (order.taxesIncluded ? 0 : tax), 0);

const shippingMoney = (order: ShopifyOrder, { price, tax }: { price: number; tax: number }): number =>
  price + (order.taxesIncluded ? 0 : tax);

function transactions(random: Random, order: ShopifyOrder, money: number, nextId: () => string): Transaction[] {
  if (money === 0) return [];
  const sameCurrency = order.shop.code === order.presentment.code;
  const one = (amount: number): Transaction => {
    const currency = random.weighted<Transaction['currency']>([
      [8, 'presentment'],
      [1, 'null'],
      [sameCurrency ? 0 : 2.5, 'shop'],
    ]);
    const isWhole = currency === 'shop' && amount === totalOf(order);
    return {
      id: nextId(),
      kind: 'refund',
      status: random.weighted([
        [12, 'success'],
        [8, 'pending'],
        [1, 'failure'],
        [0.5, 'error'],
      ]),
      amount,
      currency,
      shopAmount: isWhole ? shopTotalOf(order) : null,
    };
  };
  const first = random.chance(0.15) && money > 1 ? random.int(1, money - 1) : money;
  const split = first === money ? [one(money)] : [one(first), one(money - first)];
  const voided: Transaction = { ...one(money), kind: 'void', status: 'success' };
  return random.chance(0.03) ? [...split, voided] : split;
}
