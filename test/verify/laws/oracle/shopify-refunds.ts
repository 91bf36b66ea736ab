import {
  absolute,
  compare,
  divide,
  isZero,
  multiply,
  type Rational,
  rational,
  subtract,
  sum,
  ZERO,
} from './rational.ts';
import { effectiveStatus, type ShopifyFacts } from './shopify-facts.ts';
import type { OrderMoney } from './shopify-order.ts';
import type { Pair, Refund, Transaction } from './shopify-refund-body.ts';

/** *M* of one refund: "refund transactions with status success or pending, in the shop's currency"; the presentment beside it. */
export function refundMoney(facts: ShopifyFacts, refund: Refund, order: OrderMoney): Pair {
  const rate = rateOf(refund, order);
  let money: Pair = { shop: ZERO, presentment: ZERO };
  for (const [id, { amount, currency }] of refundTransactions(refund)) {
    const status = effectiveStatus(facts, id);
    if (status !== 'success' && status !== 'pending') continue;
    money = plus(money, inBoth(amount, currency ?? order.presentmentCurrency, order, rate));
  }
  return money;
}

/** "whose transactions all failed": it has some, and none of them moves money any more. */
export function hasFailed(facts: ShopifyFacts, refund: Refund): boolean {
  const statuses = refundTransactions(refund).map(([id]) => effectiveStatus(facts, id));
  return statuses.length > 0 && statuses.every((status) => status === 'failure' || status === 'error');
}

/** "A refund *without lines* that has transactions, all of them failed, did not happen, discrepancies included" */
export const didHappen = (facts: ShopifyFacts, refund: Refund): boolean =>
  refund.lines.size > 0 || !hasFailed(facts, refund);

/** *d*: "the signed sum of a refund's `refund_discrepancy` adjustments (amount + tax amount)" */
export const discrepancyOf = (refund: Refund): Rational =>
  sum(
    [...refund.adjustments.values()]
      .filter(({ kind }) => kind === 'refund_discrepancy')
      .flatMap(({ amount, tax }) => [amount.shop, tax.shop]),
  );

/** "duties, additional fees" of *O*; tips are lines. */
export function dutiesAndFees({ duties, totals }: Refund): Rational {
  const listed = [...duties.values()].map(({ shop }) => shop);
  const all = listed.length > 0 ? listed : [totals.get('total_duties_set')?.shop ?? ZERO];
  return sum([...all, totals.get('total_additional_fees_set')?.shop ?? ZERO]);
}

const refundTransactions = ({ transactions }: Refund): [string, Transaction][] =>
  [...transactions].filter(([, { kind }]) => kind === 'refund');

/** "a null currency is the order's presentment" */
function inBoth(amount: Rational, currency: string, order: OrderMoney, rate: Pair | null): Pair {
  if (rate === null || order.shopCurrency === order.presentmentCurrency) return { shop: amount, presentment: amount };
  return currency === order.shopCurrency
    ? { shop: amount, presentment: divide(multiply(amount, rate.presentment), rate.shop) }
    : { shop: divide(multiply(amount, rate.shop), rate.presentment), presentment: amount };
}

/** "the refund's own ratio from its largest amount, unless that is more than 25 % off the order's: then the order's" */
function rateOf(refund: Refund, { total }: OrderMoney): Pair | null {
  const own = ownRate(refund);
  if (!isRate(total)) return own;
  if (own === null) return total;
  const [ours, theirs] = [multiply(own.shop, total.presentment), multiply(total.shop, own.presentment)];
  const off = absolute(subtract(ours, theirs));
  return compare(multiply(off, rational('4')), theirs) > 0 ? total : own;
}

function ownRate(refund: Refund): Pair | null {
  let best: Pair | null = null;
  const pairs = [
    ...[...refund.lines.values()].map((line) => line.subtotal),
    ...[...refund.shippingLines.values()].map((line) => line.subtotal),
    ...[...refund.adjustments.values()].map((adjustment) => adjustment.amount),
    ...refund.duties.values(),
    ...refund.totals.values(),
  ];
  for (const { shop, presentment } of pairs) {
    const candidate = { shop: absolute(shop), presentment: absolute(presentment) };
    if (!isRate(candidate)) continue;
    if (best === null || compare(candidate.presentment, best.presentment) > 0) best = candidate;
  }
  return best;
}

/** With neither side zero. */
const isRate = ({ shop, presentment }: Pair): boolean => !isZero(shop) && !isZero(presentment);

const plus = (a: Pair, b: Pair): Pair => ({
  shop: sum([a.shop, b.shop]),
  presentment: sum([a.presentment, b.presentment]),
});
