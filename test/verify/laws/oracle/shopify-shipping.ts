import {
  absolute,
  add,
  compare,
  divide,
  larger,
  multiply,
  negate,
  type Rational,
  subtract,
  sum,
  ZERO,
} from './rational.ts';
import type { OrderMoney } from './shopify-order.ts';
import type { Refund } from './shopify-refund-body.ts';

/**
 * *S*: "`refund_shipping_lines`, else minus the **signed** sum of `shipping_refund` adjustments …, never both". `left` is what the refund's own
 * money leaves beside its lines: "Of the possible readings … take the one nearest to [it]; at a tie the larger."
 */
export function shippingReturned(refund: Refund, { shipping }: OrderMoney, left: Rational): Rational {
  const adjustments = [...refund.adjustments.values()].filter(({ kind }) => kind === 'shipping_refund');
  const lines = [...refund.shippingLines.values()];
  const amount =
    lines.length > 0
      ? sum(lines.map(({ subtotal }) => subtotal.shop))
      : negate(sum(adjustments.map((adjustment) => adjustment.amount.shop)));
  // "(amount; with the line's tax; with the adjustment's; with the order's shipping tax)"
  const taxes = [
    ZERO,
    sum(lines.map(({ tax }) => tax.shop)),
    negate(sum(adjustments.map(({ tax }) => tax.shop))),
    // "The order's shipping tax counts in proportion to the shipping returned."
    shipping.net.n > 0n ? divide(multiply(shipping.tax, amount), shipping.net) : ZERO,
  ];
  return taxes.map((tax) => add(amount, tax)).reduce((best, reading) => nearer(best, reading, left));
}

function nearer(a: Rational, b: Rational, to: Rational): Rational {
  const order = compare(absolute(subtract(a, to)), absolute(subtract(b, to)));
  if (order === 0) return larger(a, b);
  return order < 0 ? a : b;
}
