import type { Store } from '../../../src/domain/store.ts';
import { type Statement, shopifyFactsOf } from './oracle/expected-outcome.ts';
import { type Json, list, text } from './oracle/json.ts';
import { minorUnit } from './oracle/minor-unit.ts';
import { multiplierAt, pointsFor, ruleAt } from './oracle/points.ts';
import { add, divide, larger, multiply, type Rational, rational, subtract, sum, ZERO } from './oracle/rational.ts';
import { newest, type OrderBody } from './oracle/shopify-facts.ts';
import { type OrderMoney, orderMoney } from './oracle/shopify-order.ts';
import { addToRefund, emptyRefund, pair, type Refund } from './oracle/shopify-refund-body.ts';
import { discrepancyOf } from './oracle/shopify-refunds.ts';
import { paidAtMs } from './oracle/shopify-target.ts';

/**
 * The points that an order can have at most, by Shopify's own books in its newest body, whatever the rule for refunds is: "*goods on the order now +
 * refund discrepancies = net payment for goods*". `null` where the body cannot tell. The slack, all upward: negative discrepancies are not taken off,
 * as `current_total_price` may hold them; nor is shipping's tax, nor shipping or tips once any of them came back; all of the payment earns as the best
 * line does; a minor unit for each line, and one point, are rounding.
 */
export function maxPointsPaidFor(store: Store, statements: readonly Statement[]): number | null {
  if (store.platform !== 'shopify') return null;
  const facts = shopifyFactsOf(statements);
  const latest = newest(facts.orders, () => true);
  if (latest === null || !isTold(latest, store.currency)) return null;
  const told = new Set(list(latest.json, 'refunds').map((refund) => text(refund, 'id')));
  if ([...facts.refunds.keys()].some((id) => !told.has(id))) return null;
  // Money that did not move after all may be missing in the newest body.
  if ([...facts.statuses.values()].some((seen) => seen.has('failure') || seen.has('error'))) return null;
  const paidAt = paidAtMs(facts, latest);
  const rule = ruleAt(store, paidAt);
  if (rule === null) return null;
  const order = orderMoney(latest, rule.tax);
  const rounding = multiply(rational(String(order.lines.length)), minorUnit(store.currency));
  const paid = larger(ZERO, add(paidForGoods(latest.json, order), rounding));
  return pointsFor(multiply(paid, bestShare(order)), rule, multiplierAt(store, paidAt)).points + 1;
}

function isTold({ json, status }: OrderBody, currency: string): boolean {
  return (
    (status === 'paid' || status === 'partially_refunded') &&
    text(json, 'currency') === currency &&
    text(json, 'presentment_currency') === currency &&
    text(json, 'current_total_price') !== null &&
    text(json, 'total_outstanding') !== null
  );
}

/** Net payment less what of it was not for goods. */
function paidForGoods(json: Json, order: OrderMoney): Rational {
  const refunds = list(json, 'refunds').map(readRefund);
  const kept = sum(refunds.map((refund) => larger(ZERO, discrepancyOf(refund))));
  const netPayment = subtract(add(amountIn(json, 'current_total_price'), kept), amountIn(json, 'total_outstanding'));
  const shippingStays = refunds.every(hasNoShipping);
  const tips = new Set(order.lines.filter(({ tip }) => tip).map(({ id }) => id));
  const tipStays = refunds.every(({ lines }) =>
    [...lines.values()].every(({ lineId, tip }) => !tip && !tips.has(lineId)),
  );
  const notForGoods = [
    shippingStays ? order.shipping.net : ZERO,
    tipStays ? amountIn(json, 'total_tip_received') : ZERO,
    pair(json, 'current_total_duties_set').shop,
    pair(json, 'current_total_additional_fees_set').shop,
  ];
  return subtract(netPayment, sum(notForGoods));
}

function readRefund(json: Json): Refund {
  const refund = emptyRefund();
  addToRefund(refund, json);
  return refund;
}

const hasNoShipping = ({ shippingLines, adjustments }: Refund): boolean =>
  shippingLines.size === 0 && [...adjustments.values()].every(({ kind }) => kind !== 'shipping_refund');

/** What a unit of money earns at most: of the line with the least tax in it. */
const bestShare = ({ lines }: OrderMoney): Rational =>
  lines
    .filter(({ worth }) => worth.n > 0n)
    .map(({ worth, eligible }) => divide(eligible, worth))
    .reduce(larger, ZERO);

const amountIn = (json: Json, key: string): Rational => rational(text(json, key) ?? '0');
