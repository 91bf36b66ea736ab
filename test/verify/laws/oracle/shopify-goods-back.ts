import type { Json } from './json.ts';
import { minorUnit } from './minor-unit.ts';
import {
  add,
  compare,
  divide,
  isZero,
  larger,
  multiply,
  type Rational,
  rational,
  smaller,
  subtract,
  sum,
  ZERO,
} from './rational.ts';
import type { ShopifyFacts } from './shopify-facts.ts';
import type { OrderMoney } from './shopify-order.ts';
import { discrepancyOf, dutiesAndFees, hasFailed, refundMoney } from './shopify-refunds.ts';
import { shippingReturned } from './shopify-shipping.ts';
import { type Listed, unitsGone } from './shopify-units.ts';

/** What one refund takes back of the goods. */
export interface RefundedGoods extends Listed {
  /** *d*, "signed, at most L" */
  readonly discrepancy: Rational;
  /** "kept = max(0, min(d, L − its own money for goods))" */
  readonly kept: Rational;
  /** M − S − O of this refund; negative where shipping came back without money. */
  readonly money: Rational;
}

export interface GoodsBack {
  readonly refunds: readonly RefundedGoods[];
  /** "what left the order" */
  readonly lines: Rational;
  /** "what went back for goods" */
  readonly money: Rational;
  readonly extra: Rational;
  /** Of what left, "those units' own eligible value". */
  readonly eligibleGone: Rational;
  /** What of one unit of *extra* earned. */
  readonly shareOfExtra: Rational;
  readonly all: boolean;
}

/** "points are for the goods that are on the order, at what was paid for them", "Over the whole order, in one sum". */
export function goodsBack(facts: ShopifyFacts, order: OrderMoney, latest: Json): GoodsBack {
  const { listed, unlisted } = unitsGone(facts, order, latest);
  const refunds = listed.map((one) => refundedGoods(facts, one, order));
  // "lines = Σ (L − kept) + U", "books = Σ (L − d) + U", "money = M − S − O", "*money* is never below 0"
  const lines = add(sum(refunds.map(({ goods, kept }) => subtract(goods.worth, kept))), unlisted.worth);
  // A positive *d* counts in the books as far as money was kept: one for money on its way says nothing of goodwill elsewhere.
  const books = add(lines, sum(refunds.map(({ discrepancy }) => larger(ZERO, subtract(ZERO, discrepancy)))));
  const money = larger(ZERO, sum(refunds.map((refund) => refund.money)));
  // Goods that were never paid in full were on the order, too, where a refund lists them.
  const allGoods = add(order.allGoods, sum(refunds.map(({ foreign }) => foreign)));
  // "goods back = max(lines, books, money), at most all goods; extra = goods back − lines"
  const back = smaller(allGoods, larger(lines, larger(books, money)));
  // "(so they count in proportion, (L − kept) ÷ L)"
  const eligibleGone = add(sum(refunds.map(eligibleThatLeft)), unlisted.eligible);
  const left = subtract(allGoods, lines);
  return {
    refunds,
    lines,
    money,
    extra: extraThatCounts(larger(ZERO, subtract(back, lines)), refunds, order),
    eligibleGone,
    // "extra × (eligible − eligible gone) ÷ (all goods − lines)"
    shareOfExtra: left.n > 0n ? divide(larger(ZERO, subtract(order.eligible, eligibleGone)), left) : ZERO,
    all: compare(back, allGoods) >= 0,
  };
}

function refundedGoods(facts: ShopifyFacts, one: Listed, order: OrderMoney): RefundedGoods {
  const { refund, goods, tips } = one;
  const discrepancy = smaller(discrepancyOf(refund), goods.worth);
  // "S and O of a refund whose transactions all failed are 0"
  const failed = hasFailed(facts, refund);
  const other = failed ? ZERO : add(dutiesAndFees(refund), tips);
  const received = subtract(refundMoney(facts, refund, order).shop, other);
  // "what the refund's own money leaves beside its lines, M − O − (L − d) of that refund"
  const left = subtract(received, subtract(goods.worth, discrepancy));
  const money = failed ? received : subtract(received, shippingReturned(refund, order, left));
  const kept = larger(ZERO, smaller(discrepancy, subtract(goods.worth, money)));
  return { ...one, discrepancy, kept, money };
}

/** "(so they count in proportion, (L − kept) ÷ L)" */
const eligibleThatLeft = ({ goods, kept }: RefundedGoods): Rational =>
  isZero(goods.worth) ? goods.eligible : divide(multiply(goods.eligible, subtract(goods.worth, kept)), goods.worth);

/** "An *extra* of at most a minor unit for each unit-bearing line that refunds list is rounding and counts as nothing, unless a refund has d < 0." */
function extraThatCounts(extra: Rational, refunds: readonly RefundedGoods[], { shopCurrency }: OrderMoney): Rational {
  const lines = refunds.reduce((count, one) => count + one.lines, 0);
  const rounding = multiply(rational(String(lines)), minorUnit(shopCurrency));
  const goodwill = refunds.some(({ discrepancy }) => discrepancy.n < 0n);
  return !goodwill && compare(extra, rounding) <= 0 ? ZERO : extra;
}
