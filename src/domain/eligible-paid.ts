import Fraction from 'fraction.js';
import { notNegative, share, smaller } from './decimal.ts';
import type { Worth } from './line-worth.ts';

const ZERO = new Fraction(0);

/** One refund: the worth of its lines, and its money. */
interface MoneyBack {
  readonly listed: Worth;
  /** Money of those lines that the shop kept. */
  readonly kept: Fraction;
  /** Negative for goodwill. */
  readonly discrepancy: Fraction;
  /** Money that went back for goods. */
  readonly money: Fraction;
}

/** Sums over the whole order; see `goodsBack`. */
interface WholeOrder {
  readonly money: Fraction;
  readonly gone: Worth;
  /** What went back beyond `gone`. */
  readonly extra: Worth;
}

/**
 * The eligible part of all money that went back for goods. Together with the goods still on the order it is what was once
 * paid, on which a minimum is judged. A refund's money counts as goodwill first, as far as its discrepancy says, then as its
 * own lines'. What remains counts as that of goods gone without money of their own, as after an edit, then as `extra`.
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
  // A refund of shipping without money has negative money for goods: the order's sum is then below that of the others.
  const asPaid = (part: Fraction) => (placed.gt(order.money) ? share(order.money, part, placed) : part);
  const unpaid = order.gone.all.sub(forLines);
  const rest = notNegative(order.money.sub(placed));
  const forUnpaid = smaller(rest, notNegative(unpaid));
  const forExtra = smaller(order.extra.all, asPaid(goodwill).add(rest).sub(forUnpaid));
  return asPaid(ofLines)
    .add(share(forUnpaid, order.gone.eligible.sub(ofLines), unpaid))
    .add(share(forExtra, order.extra.eligible, order.extra.all));
}
