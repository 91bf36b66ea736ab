import type { ShopifyStore } from '../../../src/configuration/store.ts';
import { field, type Json, list, text } from './json.ts';
import { nothing, type Target } from './outcome.ts';
import { add, compare, larger, multiply, type Rational, rational, subtract, sum, ZERO } from './rational.ts';
import { FULLY_PAID, newest, type OrderBody, type Pair, pair, type ShopifyFacts } from './shopify-facts.ts';
import { asTheRuleCountsTax, type OrderMoney, plus, refundedEligible, refundMoney } from './shopify-refunds.ts';
import { targetOf } from './target.ts';

export function shopifyTarget(facts: ShopifyFacts, store: ShopifyStore): Target {
  const standing = newest(facts.orders, () => true);
  // "A refund of an order that never comes had no award here, and takes nothing."
  if (standing === null) return nothing('no order');
  // "the money facts of the newest fully paid body stand"
  const money = newest(facts.orders, (order) => FULLY_PAID.has(order.status));
  if (money === null || !isDue(standing)) {
    // "either platform says `refunded` … So with `voided` and not due."
    return nothing(money !== null && standing.status === 'refunded' ? 'all money back' : 'not due');
  }
  if (field(standing.json, 'test') === true && !store.allowTestOrders) return nothing('test order');
  // "Currency other than the store's → warning, no points."
  if (text(money.json, 'currency') !== store.currency) return nothing('other currency');

  const order = { excluded: orderMoney(money, 'excluded'), included: orderMoney(money, 'included') };
  return targetOf(store, {
    // "paidAt: Shopify has none: `processed_at`"
    paidAtMs: Date.parse(text(money.json, 'processed_at') ?? ''),
    eligible: (rule) => order[rule.tax].eligible,
    refundedEligible: (rule) => refundedEligibleInAll(facts, order[rule.tax], rule.tax),
    allMoneyBack: isAllMoneyBack(facts, order.excluded),
  });
}

const refundedEligibleInAll = (facts: ShopifyFacts, order: OrderMoney, ruleTax: 'excluded' | 'included'): Rational =>
  sum([...facts.refunds.values()].map((refund) => refundedEligible(facts, refund, order, ruleTax)));

/** "`partially_paid` (an order edited upward) starts no award; after one, the money facts of the newest fully paid body stand" */
const isDue = ({ status }: OrderBody): boolean =>
  status === 'paid' || status === 'partially_refunded' || status === 'partially_paid';

/** "Σ refunds ≥ total paid", in whichever currency shows it. */
export function isAllMoneyBack(facts: ShopifyFacts, order: OrderMoney): boolean {
  let back: Pair = { shop: ZERO, presentment: ZERO };
  for (const refund of facts.refunds.values()) back = plus(back, refundMoney(facts, refund, order));
  return compare(back.shop, order.total.shop) >= 0 || compare(back.presentment, order.total.presentment) >= 0;
}

export function orderMoney(body: OrderBody, ruleTax: 'excluded' | 'included'): OrderMoney {
  const taxesIncluded = field(body.json, 'taxes_included') === true;
  const shopCurrency = text(body.json, 'currency') ?? '';
  const lines = list(body.json, 'line_items').map((line) => ({
    amount: lineAmount(line),
    tax: sum(list(line, 'tax_lines').map((tax) => amountIn(tax, 'price'))),
    giftCard: field(line, 'gift_card') === true,
  }));
  return {
    shopCurrency,
    presentmentCurrency: text(body.json, 'presentment_currency') ?? shopCurrency,
    taxesIncluded,
    total: pair(body.json, 'total_price_set'),
    // "line items after discounts; without shipping, taxes (a rule may take tax in), tips and gift-card products … Never below zero"
    eligible: larger(
      ZERO,
      sum(
        lines
          .filter((line) => !line.giftCard)
          .map(({ amount, tax }) => asTheRuleCountsTax(amount, tax, taxesIncluded, ruleTax)),
      ),
    ),
    // "goods total (all lines after discounts **with** their tax and gift cards, without shipping and tips)"
    shareBase: sum(lines.map(({ amount, tax }) => (taxesIncluded ? amount : add(amount, tax)))),
  };
}

/** "Amounts from original fields (`quantity`, …), never `current_*`" */
function lineAmount(line: Json): Rational {
  const gross = multiply(amountIn(line, 'price'), rational(text(line, 'quantity') ?? '0'));
  return subtract(gross, sum(list(line, 'discount_allocations').map((allocation) => amountIn(allocation, 'amount'))));
}

/** The plain amount fields are in shop currency. */
const amountIn = (json: Json, key: string): Rational => rational(text(json, key) ?? '0');
