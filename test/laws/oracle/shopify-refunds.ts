import { minorUnit } from './minor-unit.ts';
import {
  absolute,
  add,
  compare,
  divide,
  isZero,
  larger,
  multiply,
  type Rational,
  rational,
  subtract,
  sum,
  ZERO,
} from './rational.ts';
import { effectiveStatus, type Pair, type Refund, type ShopifyFacts } from './shopify-facts.ts';

/** What the order says that a refund's arithmetic needs. */
export interface OrderMoney {
  readonly shopCurrency: string;
  readonly presentmentCurrency: string;
  readonly taxesIncluded: boolean;
  readonly total: Pair;
  readonly eligible: Rational;
  readonly shareBase: Rational;
}

/** "Money of a Shopify refund = its refund `transactions` with status success or pending", here in both currencies. */
export function refundMoney(facts: ShopifyFacts, refund: Refund, order: OrderMoney): Pair {
  const rate = ownRate(refund) ?? order.total;
  let money: Pair = { shop: ZERO, presentment: ZERO };
  for (const [id, { kind, amount, currency }] of refund.transactions) {
    const status = effectiveStatus(facts, id);
    if (kind !== 'refund' || (status !== 'success' && status !== 'pending')) continue;
    money = plus(money, inBoth(amount, currency ?? order.presentmentCurrency, order, rate));
  }
  return money;
}

/** "the refund's own presentment ratio, else the order's; a null currency is the order's presentment" */
function inBoth(amount: Rational, currency: string, order: OrderMoney, rate: Pair): Pair {
  if (order.shopCurrency === order.presentmentCurrency) return { shop: amount, presentment: amount };
  return currency === order.shopCurrency
    ? { shop: amount, presentment: divide(multiply(amount, rate.presentment), rate.shop) }
    : { shop: divide(multiply(amount, rate.shop), rate.presentment), presentment: amount };
}

/** Of the refund's own amounts the one that states the ratio best: the largest, with neither side zero. */
function ownRate(refund: Refund): Pair | null {
  let best: Pair | null = null;
  const pairs = [
    ...[...refund.lines.values()].map((line) => line.subtotal),
    ...[...refund.shippingLines.values()].map((line) => line.subtotal),
    ...[...refund.adjustments.values()].map((adjustment) => adjustment.amount),
  ];
  for (const { shop, presentment } of pairs) {
    const candidate = { shop: absolute(shop), presentment: absolute(presentment) };
    if (isZero(candidate.shop) || isZero(candidate.presentment)) continue;
    if (best === null || compare(candidate.presentment, best.presentment) > 0) best = candidate;
  }
  return best;
}

/** "`refund_shipping_lines`, else `shipping_refund` adjustments, never both" */
export function shippingReturned(refund: Refund, taxesIncluded: boolean): Pair {
  let shipping: Pair = { shop: ZERO, presentment: ZERO };
  if (refund.shippingLines.size > 0) {
    for (const line of refund.shippingLines.values()) {
      shipping = plus(shipping, taxesIncluded ? line.subtotal : plus(line.subtotal, line.tax));
    }
    return shipping;
  }
  for (const adjustment of refund.adjustments.values()) {
    if (adjustment.kind !== 'shipping_refund') continue;
    shipping = plus(shipping, unsigned(adjustment.amount));
    if (!taxesIncluded) shipping = plus(shipping, unsigned(adjustment.tax));
  }
  return shipping;
}

/** "Goods part = money − shipping returned. A shipping-only refund takes back nothing." */
export function goodsPart(facts: ShopifyFacts, refund: Refund, order: OrderMoney): Pair {
  const money = refundMoney(facts, refund, order);
  const shipping = shippingReturned(refund, order.taxesIncluded);
  return {
    shop: larger(ZERO, subtract(money.shop, shipping.shop)),
    presentment: larger(ZERO, subtract(money.presentment, shipping.presentment)),
  };
}

/** "Σ subtotal + tax, or on taxes-included shops Σ subtotal", in presentment currency */
export function linesSay(refund: Refund, order: OrderMoney): Rational {
  return sum(
    [...refund.lines.values()].map(({ subtotal, tax }) =>
      order.taxesIncluded ? subtotal.presentment : add(subtotal.presentment, tax.presentment),
    ),
  );
}

/** "within one minor unit a line, compared in presentment currency" */
export function linesAgree(refund: Refund, goods: Pair, order: OrderMoney): boolean {
  const tolerance = multiply(rational(String(refund.lines.size)), minorUnit(order.presentmentCurrency));
  return compare(absolute(subtract(linesSay(refund, order), goods.presentment)), tolerance) <= 0;
}

/** "when lines agree … the refunded non-gift lines' subtotals, tax as the rule says; otherwise goods part × eligible ÷ goods total" */
export function refundedEligible(
  facts: ShopifyFacts,
  refund: Refund,
  order: OrderMoney,
  ruleTax: 'excluded' | 'included',
): Rational {
  const goods = goodsPart(facts, refund, order);
  if (linesAgree(refund, goods, order)) {
    return sum(
      [...refund.lines.values()]
        .filter((line) => !line.giftCard)
        .map(({ subtotal, tax }) => asTheRuleCountsTax(subtotal.shop, tax.shop, order.taxesIncluded, ruleTax)),
    );
  }
  // "(… zero → nothing)"
  return isZero(order.shareBase) ? ZERO : divide(multiply(goods.shop, order.eligible), order.shareBase);
}

export function asTheRuleCountsTax(
  amount: Rational,
  tax: Rational,
  taxesIncluded: boolean,
  ruleTax: 'excluded' | 'included',
): Rational {
  if (taxesIncluded) return ruleTax === 'included' ? amount : subtract(amount, tax);
  return ruleTax === 'included' ? add(amount, tax) : amount;
}

export const plus = (a: Pair, b: Pair): Pair => ({
  shop: add(a.shop, b.shop),
  presentment: add(a.presentment, b.presentment),
});

const unsigned = (a: Pair): Pair => ({ shop: absolute(a.shop), presentment: absolute(a.presentment) });
