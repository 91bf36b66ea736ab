import {
  add,
  compare,
  divide,
  isZero,
  larger,
  multiply,
  type Rational,
  smaller,
  subtract,
  sum,
  ZERO,
} from './rational.ts';
import type { GoodsBack, RefundedGoods } from './shopify-goods-back.ts';
import type { OrderMoney } from './shopify-order.ts';

/** "eligible − refunded eligible, floored at zero": what is still there, at what was paid for it. */
export function eligibleLeft(order: OrderMoney, back: GoodsBack): Rational {
  const extra = multiply(back.extra, back.shareOfExtra);
  return larger(ZERO, subtract(order.eligible, add(back.eligibleGone, extra)));
}

/**
 * "judged, Shopify, on the eligible share of what was paid for goods, all goods − goods back + *money*". What is still there counts with its own
 * eligible value, money that went back with the eligible share of what it went back for: a refund's with that of its lines, goodwill (d < 0) with
 * that of *extra*, and the rest with that of lines gone without money of their own, then of *extra*.
 */
export function eligiblePaidFor(order: OrderMoney, back: GoodsBack): Rational {
  const parts = back.refunds.map(attributed);
  const goodwill = sum(parts.map((part) => part.goodwill));
  const forLines = sum(parts.map((part) => part.lines));
  const ofLines = sum(parts.map((part) => part.eligible));
  const placed = add(goodwill, forLines);
  // Where shipping came back without money of its own, less went back for goods than the refunds say one by one.
  const scale = compare(placed, back.money) > 0 ? divide(back.money, placed) : { n: 1n, d: 1n };

  const rest = larger(ZERO, subtract(back.money, placed));
  const unpaid = subtract(back.lines, forLines);
  const forUnpaid = smaller(rest, larger(ZERO, unpaid));
  const ofUnpaid = isZero(forUnpaid) ? ZERO : divide(multiply(forUnpaid, subtract(back.eligibleGone, ofLines)), unpaid);

  const forExtra = smaller(back.extra, add(multiply(goodwill, scale), subtract(rest, forUnpaid)));
  const ofExtra = multiply(forExtra, back.shareOfExtra);
  return sum([eligibleLeft(order, back), multiply(ofLines, scale), ofUnpaid, ofExtra]);
}

/** What one refund's own money went back for. */
function attributed({ goods, discrepancy, kept, money }: RefundedGoods) {
  const paid = larger(ZERO, money);
  const goodwill = smaller(paid, larger(ZERO, subtract(ZERO, discrepancy)));
  const lines = smaller(subtract(paid, goodwill), subtract(goods.worth, kept));
  const eligible = isZero(goods.worth) ? ZERO : divide(multiply(goods.eligible, lines), goods.worth);
  return { goodwill, lines, eligible };
}
