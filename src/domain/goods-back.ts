import Fraction from 'fraction.js';
import { exact, larger, notNegative, share, smaller } from './decimal.ts';
import { eligibleMoneyBack } from './eligible-paid.ts';
import { type Tax, type Worth, worthOfLine } from './line-worth.ts';
import { minorUnit } from './minor-unit.ts';
import type { CollectedRefund, ItemisedGoods, OrderLine, OrderMoney, UnitsLeft } from './order-facts.ts';
import { isAllFailed, moneyBack, type Statuses, shippingBack } from './refund-money.ts';

/** What is known of a Shopify order's lines and refunds. */
export interface ItemisedOrder {
  readonly money: OrderMoney & { readonly goods: ItemisedGoods };
  readonly refunds: readonly CollectedRefund[];
  readonly statuses: Statuses;
  readonly unitsLeft: UnitsLeft;
}

/** What left an order, or was given back for what stays on it. */
export interface GoodsBack {
  /** The part of it that was eligible. */
  readonly eligible: Fraction;
  /** All goods are back: the order earns nothing. */
  readonly everything: boolean;
  /** The eligible part of what was ever paid for goods, on which a minimum is judged; zero when everything is back. */
  readonly eligiblePaid: Fraction;
}

/** The same with the steps that lead to it, for whoever explains it. */
export interface ItemisedBack extends GoodsBack {
  readonly kind: 'lines';
  /** Without tips. */
  readonly goods: readonly GoodsLine[];
  /** Those that count, by id. */
  readonly refunds: readonly BookedRefund[];
  /** What left the order. */
  readonly gone: Fraction;
  /** The same with goodwill, as Shopify's books have it. */
  readonly books: Fraction;
  /** What went back for goods. */
  readonly money: Fraction;
  /** All goods that the order ever had. */
  readonly everBought: Fraction;
  /** The largest of the three, at most all goods. */
  readonly back: Fraction;
  /** What went back beyond `gone`. Not asked for when everything is back. */
  readonly extra: { readonly amount: Fraction; readonly isRounding: boolean } | null;
}

/** A line of goods, and how many of its units left the order. */
export interface GoodsLine extends Worth {
  readonly id: string;
  readonly units: number;
  /** Units that refunds list. */
  readonly listed: number;
  readonly gone: { readonly units: number; readonly worth: Worth };
}

/** One of the order's lines. `listed` counts its units that refunds list so far. */
interface Line extends Worth {
  readonly isTip: boolean;
  readonly units: number;
  listed: number;
}

/** A refund in the terms of Shopify's books. */
export interface BookedRefund {
  readonly id: string;
  /** Worth of the units that it lists, without tips. */
  readonly listed: Worth;
  /** The part of `listed` whose lines the order's body does not have. */
  readonly foreign: Fraction;
  readonly discrepancy: Fraction;
  /** The part of `listed` whose money the shop kept. */
  readonly kept: Fraction;
  /** Money that went back for goods. */
  readonly money: Fraction;
  /** All money that went back, and what of it was for shipping, duties, fees and tips. `null` where all of it failed. */
  readonly sent: { readonly all: Fraction; readonly shipping: Fraction; readonly besides: Fraction } | null;
}

/** Smaller differences are rounding errors of quotients, which have thirty decimals. */
const EPSILON = new Fraction(1n, 10n ** 20n);
const ZERO = new Fraction(0);

/**
 * Points are for the goods that are on the order, at what was paid for them. Shopify's books balance: goods on the order +
 * discrepancies = net payment for goods. The sum is over the whole order, because the lines of an edit or an exchange and
 * their money may stand in different refunds, or in none. `gone` is what left the order, `books` the same with goodwill,
 * `money` what went back for goods. The largest of the three counts.
 * @see docs/how-it-works.md#what-a-refund-takes-back
 */
export function goodsBack(order: ItemisedOrder, tax: Tax): ItemisedBack {
  const lines = linesOf(order.money.goods, tax);
  const refunds = inOrder(order.refunds)
    .filter((refund) => !isNothing(refund, order.statuses))
    .map((refund) => booked(refund, lines, order));
  const total = (pick: (refund: BookedRefund) => Fraction) =>
    refunds.reduce((sum, refund) => sum.add(pick(refund)), ZERO);

  const goods = [...lines]
    .filter(([, line]) => !line.isTip)
    .map(([id, line]) => goodsLine(id, line, order.unitsLeft[id]));
  const foreign = total((refund) => refund.foreign);
  const all = worthOfAll(goods);
  const left = worthOfAll(goods.map((line) => line.gone.worth));

  const listedAndGone = left.all.add(foreign);
  const gone = listedAndGone.sub(total(({ kept }) => kept));
  const books = gone.add(total(({ discrepancy }) => notNegative(discrepancy.neg())));
  const money = notNegative(total((refund) => refund.money));
  const everBought = all.all.add(foreign);
  const back = smaller(larger(gone, larger(books, money)), everBought);
  const steps = { kind: 'lines', goods, refunds, gone, books, money, everBought, back } as const;
  if (everBought.sub(back).lt(EPSILON)) {
    return { ...steps, eligible: notNegative(all.eligible), everything: true, eligiblePaid: ZERO, extra: null };
  }

  const eligibleGone = left.eligible.sub(total(({ kept, listed }) => share(kept, listed.eligible, listed.all)));
  const isRounding = back.sub(gone).lte(tolerance(order)) && !refunds.some(({ discrepancy }) => discrepancy.lt(0));
  const extra = isRounding ? ZERO : back.sub(gone);
  const eligibleExtra = share(extra, all.eligible.sub(eligibleGone), everBought.sub(gone));
  const eligible = eligibleGone.add(eligibleExtra);
  const moneyBack = eligibleMoneyBack(refunds, {
    money,
    gone: { all: gone, eligible: eligibleGone },
    extra: { all: extra, eligible: eligibleExtra },
  });
  return {
    ...steps,
    eligible,
    everything: false,
    eligiblePaid: all.eligible.sub(eligible).add(moneyBack),
    extra: { amount: back.sub(gone), isRounding },
  };
}

/** Sorted by id. A unit that two refunds list thus belongs to the same one in any order of arrival. */
function inOrder(refunds: readonly CollectedRefund[]): CollectedRefund[] {
  // Stryker disable next-line EqualityOperator: no two refunds have one id
  return [...refunds].sort((one, other) => one.id.length - other.id.length || (one.id < other.id ? -1 : 1));
}

/** A refund of money alone whose transactions all failed. Units that left the order are gone whatever becomes of their money. */
function isNothing(refund: CollectedRefund, statuses: Statuses): boolean {
  return refund.lines.length === 0 && isAllFailed(refund, statuses);
}

function linesOf(goods: ItemisedGoods, tax: Tax): Map<string, Line> {
  const asLine = (line: OrderLine): Line => ({
    ...worthOfLine(line, goods, tax),
    isTip: line.kind === 'tip',
    units: line.units,
    listed: 0,
  });
  return new Map(goods.lines.map((line) => [line.id, asLine(line)]));
}

/** Counts the units that the refund lists into `lines`, so that no two refunds take back the same unit. */
function booked(refund: CollectedRefund, lines: ReadonlyMap<string, Line>, order: ItemisedOrder): BookedRefund {
  const { goods } = order.money;
  let listed: Worth = { all: ZERO, eligible: ZERO };
  let foreign = ZERO;
  let tips = ZERO;
  for (const { line: id, units, isTip, amount, tax } of refund.lines) {
    const line = lines.get(id);
    const own = goods.taxesIncluded ? exact(amount) : exact(amount).add(tax);
    const worth = line === undefined ? { all: own, eligible: ZERO } : worthOfUnits(line, listMore(line, units));
    if (line?.isTip ?? isTip) {
      tips = tips.add(worth.all);
      continue;
    }
    listed = { all: listed.all.add(worth.all), eligible: listed.eligible.add(worth.eligible) };
    if (line === undefined) foreign = foreign.add(own);
  }
  const discrepancy = smaller(exact(refund.discrepancy), listed.all);
  const sent = isAllFailed(refund, order.statuses) ? null : moneySent(refund, listed.all.sub(discrepancy), tips, order);
  // Shipping, duties, fees and tips never earned.
  const money = sent === null ? ZERO : sent.all.sub(sent.besides).sub(sent.shipping);
  const kept = notNegative(smaller(discrepancy, listed.all.sub(money)));
  return { id: refund.id, listed, foreign, discrepancy, kept, money, sent };
}

function moneySent(refund: CollectedRefund, booksSay: Fraction, tips: Fraction, order: ItemisedOrder) {
  const besides = exact(refund.duties).add(tips);
  const all = moneyBack(refund, order.statuses, order.money);
  const shipping = shippingBack(refund, order.money.goods, all.sub(besides).sub(booksSay));
  return { all, shipping, besides };
}

/** Counts units of the line as listed, at most all of them. Returns how many it counted. */
function listMore(line: Line, units: number): number {
  const more = Math.min(units, line.units - line.listed);
  line.listed += more;
  return more;
}

function goodsLine(id: string, line: Line, left: number | undefined): GoodsLine {
  const { all, eligible, units, listed } = line;
  const gone = unitsGone(line, left);
  return { id, all, eligible, units, listed, gone: { units: gone, worth: worthOfUnits(line, gone) } };
}

/** The units that refunds list, or more where fewer are left on the order: an edit may write no refund. */
function unitsGone({ units, listed }: Line, left: number | undefined): number {
  return left === undefined ? listed : Math.max(listed, units - left);
}

function worthOfUnits(line: Line, units: number): Worth {
  const part = new Fraction(units);
  const whole = new Fraction(line.units);
  return { all: share(part, line.all, whole), eligible: share(part, line.eligible, whole) };
}

function worthOfAll(worths: readonly Worth[]): Worth {
  let all = ZERO;
  let eligible = ZERO;
  for (const worth of worths) {
    all = all.add(worth.all);
    eligible = eligible.add(worth.eligible);
  }
  return { all, eligible };
}

/** Shopify rounds amounts line by line: a minor unit for each line that a refund lists. */
function tolerance({ money, refunds }: ItemisedOrder): Fraction {
  const listed = refunds.reduce((count, { lines }) => count + lines.filter(({ units }) => units > 0).length, 0);
  return minorUnit(money.currency).mul(listed);
}
