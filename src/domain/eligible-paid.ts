import Fraction from 'fraction.js';
import { notNegative, share, smaller } from './decimal.ts';
import type { Worth } from './line-worth.ts';

const ZERO = new Fraction(0);

/** One refund, as far as its money says what it went back for. */
interface MoneyBack {
  readonly listed: Worth;
  readonly kept: Fraction;
  readonly discrepancy: Fraction;
  readonly money: Fraction;
}

/** What went back over the whole order; see `goodsBack`. */
interface WholeOrder {
  readonly money: Fraction;
  readonly gone: Worth;
  /** Beside what is gone, and the part of it that earned. */
  readonly extra: Worth;
}

/**
 * The part that earned of all money that went back for goods: what is still on the order and this together were once paid, and
 * are what a minimum is judged on. A refund's money went back for its own lines, or was goodwill; what money is left over went
 * back for goods that are gone without money of their own, as after an edit, and then for nothing in particular.
 */
export function eligibleMoneyBack(refunds: readonly MoneyBack[], order: WholeOrder): Fraction {
  let forLines = ZERO;
  let ofLines = ZERO;
  let goodwill = ZERO;
  for (const { listed, kept, discrepancy, money } of refunds) {
    const paid = notNegative(money);
    const given = smaller(paid, notNegative(discrepancy.neg()));
    const part = smaller(paid.sub(given), listed.all.sub(kept));
    goodwill = goodwill.add(given);
    forLines = forLines.add(part);
    ofLines = ofLines.add(share(part, listed.eligible, listed.all));
  }
  const placed = goodwill.add(forLines);
  // Shipping that came back without money of its own leaves less for goods than the refunds say one by one.
  const asPaid = (part: Fraction) => (placed.gt(order.money) ? share(order.money, part, placed) : part);
  const unpaid = order.gone.all.sub(forLines);
  const rest = notNegative(order.money.sub(placed));
  const forUnpaid = smaller(rest, notNegative(unpaid));
  const forExtra = smaller(order.extra.all, asPaid(goodwill).add(rest).sub(forUnpaid));
  return asPaid(ofLines)
    .add(share(forUnpaid, order.gone.eligible.sub(ofLines), unpaid))
    .add(share(forExtra, order.extra.eligible, order.extra.all));
}
