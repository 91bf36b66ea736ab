import type { ShopifyStore } from '../../../../src/domain/store.ts';
import { paymentCounted } from './arrival.ts';
import { field, text } from './json.ts';
import { nothing, type Target } from './outcome.ts';
import { FULLY_PAID, newest, type OrderBody, type ShopifyFacts } from './shopify-facts.ts';
import { goodsBack } from './shopify-goods-back.ts';
import { orderMoney, type RuleTax } from './shopify-order.ts';
import { eligibleLeft, eligiblePaidFor } from './shopify-paid-for-goods.ts';
import { type OrderWorth, targetOf } from './target.ts';

export function shopifyTarget(facts: ShopifyFacts, store: ShopifyStore): Target {
  // "*latest* (status, `current_quantity`, customer)"
  const latest = newest(facts.orders, () => true);
  // "A refund of an order that never comes had no award here, and takes nothing."
  if (latest === null) return nothing('no order');
  // "*latest fully paid* (lines, taxes, total, paidAt)"
  const paid = newest(facts.orders, (order) => FULLY_PAID.has(order.status));
  if (paid === null || !isDue(latest)) {
    // "or the platform says `refunded`, the target is exactly zero; `voided`, not due"
    return nothing(paid !== null && latest.status === 'refunded' ? 'all money back' : 'not due');
  }
  if (field(latest.json, 'test') === true && !store.allowTestOrders) return nothing('test order');
  // "Currency other than the store's → warning, no points."
  if (text(paid.json, 'currency') !== store.currency) return nothing('other currency');

  return targetOf(store, paidAtMs(facts, paid), ({ tax }) => worthOf(facts, paid, latest, tax));
}

/** "paidAt: Shopify has none: `processed_at`" */
export function paidAtMs(facts: ShopifyFacts, paid: OrderBody): number {
  const written = ({ json }: OrderBody): number => Date.parse(text(json, 'processed_at') ?? '');
  const naming = facts.orders.filter((order) => FULLY_PAID.has(order.status) && written(order) === written(paid));
  const arrivals = naming.map(({ firstArrivalMs }) => firstArrivalMs);
  return paymentCounted(written(paid), arrivals);
}

function worthOf(facts: ShopifyFacts, paid: OrderBody, latest: OrderBody, ruleTax: RuleTax): OrderWorth {
  const order = orderMoney(paid, ruleTax);
  const back = goodsBack(facts, order, latest.json);
  return {
    gross: order.eligible,
    net: eligibleLeft(order, back),
    forMinimum: eligiblePaidFor(order, back),
    allBack: back.all,
  };
}

/** "`partially_paid` (an order edited upward) starts no award; after one, the money facts of the newest fully paid body stand" */
const isDue = ({ status }: OrderBody): boolean =>
  status === 'paid' || status === 'partially_refunded' || status === 'partially_paid';
