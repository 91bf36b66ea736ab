import type Fraction from 'fraction.js';
import type { PinnedRule, Rounding } from './points-rule.ts';

/** Decimals to which a product of a quotient with thirty decimals is exact. */
const EXACT_DECIMALS = 20;

/** Points, and what made them zero or fewer than the rate says; `null` where nothing did. */
export interface PointsGiven {
  readonly points: number;
  readonly limitedBy: 'belowMinimum' | 'nothingLeft' | 'tooSmall' | 'capped' | null;
}

/**
 * The points that a rule gives for an amount of money. `paid` is judged against the minimum; `net` is what refunds left of it.
 * Rounded once, on the whole. Capped after rounding, so that a capped order loses nothing until its net falls under the cap.
 */
export function pointsFor(amounts: { paid: Fraction; net: Fraction }, pinned: PinnedRule): PointsGiven {
  const { rule, campaign } = pinned;
  if (amounts.paid.round(EXACT_DECIMALS).lt(rule.minimumOrder)) return { points: 0, limitedBy: 'belowMinimum' };
  if (amounts.net.lte(0)) return { points: 0, limitedBy: 'nothingLeft' };
  const multiplied = amounts.net.mul(rule.pointsPerUnit).mul(campaign?.multiplier ?? '1');
  const points = wholeNumber(multiplied.round(EXACT_DECIMALS), rule.rounding);
  if (rule.maximumPoints !== null && points > rule.maximumPoints) {
    return { points: rule.maximumPoints, limitedBy: 'capped' };
  }
  return { points, limitedBy: points === 0 ? 'tooSmall' : null };
}

function wholeNumber(value: Fraction, rounding: Rounding): number {
  switch (rounding) {
    case 'floor':
      return value.floor().valueOf();
    case 'half-up':
      return value.add('0.5').floor().valueOf();
    case 'ceil':
      return value.ceil().valueOf();
    // Stryker disable next-line ConditionalExpression: unreachable
    default:
      return rounding satisfies never;
  }
}
