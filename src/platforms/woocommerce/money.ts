import type Fraction from 'fraction.js';
import { type Decimal, exact, parseDecimal, sum, toDecimal } from '../../domain/decimal.ts';
import type { OrderMoney } from '../../domain/order-facts.ts';
import type { WooCommerceOrder } from './order-schema.ts';

/**
 * The money of a paid order; `undefined` when a sum is larger than a `Decimal` may be.
 * Line totals are after coupons, without tax whatever `prices_include_tax` says, and not reduced by refunds. Negative fees are
 * discounts and count; other fees are not goods.
 */
export function moneyOf(order: WooCommerceOrder, paidAtMs: number): OrderMoney | undefined {
  // Stryker disable next-line ArrayDeclaration: an item without a total is no discount
  const discounts = (order.fee_lines ?? []).filter((fee) => exact(fee.total).compare(0) < 0);
  const goods = [...order.line_items, ...discounts];
  const eligible = amountOf(sum(goods.map((line) => line.total)));
  const eligibleTax = amountOf(sum(taxesOf(goods)));
  if (eligible === undefined || eligibleTax === undefined) return undefined;
  return {
    paidAtMs,
    total: order.total,
    currency: order.currency,
    presentment: { currency: order.currency, total: order.total },
    goods: { kind: 'sum', eligible, eligibleTax, shareBase: order.total },
  };
}

function taxesOf(lines: WooCommerceOrder['line_items']): Decimal[] {
  return lines.flatMap((line) => line.total_tax ?? []);
}

function amountOf(value: Fraction): Decimal | undefined {
  return parseDecimal(toDecimal(value));
}
