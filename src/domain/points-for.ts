import type Fraction from 'fraction.js';
import type { PinnedRule, Rounding } from './points-rule.ts';

/** Decimals to which a product of a quotient with thirty decimals is exact. */
const EXACT_DECIMALS = 20;

/** Points, and what made them zero or fewer than the rate says; `null` where nothing did. */
export interface PointsGiven {
  readonly points: number;
  readonly limitedBy: 'belowMinimum' | 'nothingLeft' | 'tooSmall' | 'capped' | null;
  /** What the money gives before rounding, and after it: neither the minimum nor the cap is in these. */
  readonly multiplied: Fraction;
  readonly rounded: number;
}

/**
 * The points that a rule gives for an amount of money. `paid` is judged against the minimum; `net` is what refunds left of it.
 * Rounded once, on the whole. Capped after rounding, so that a capped order loses nothing until its net falls under the cap.
 */
export function pointsFor(amounts: { paid: Fraction; net: Fraction }, pinned: PinnedRule): PointsGiven {
  const { rule, campaign } = pinned;
  const multiplied = amounts.net
    .mul(rule.pointsPerUnit)
    .mul(campaign?.multiplier ?? '1')
    .round(EXACT_DECIMALS);
  const rounded = wholeNumber(multiplied, rule.rounding);
  const steps = { multiplied, rounded };
  if (amounts.paid.round(EXACT_DECIMALS).lt(rule.minimumOrder)) {
    return { ...steps, points: 0, limitedBy: 'belowMinimum' };
  }
  if (amounts.net.lte(0)) return { ...steps, points: 0, limitedBy: 'nothingLeft' };
  if (rule.maximumPoints !== null && rounded > rule.maximumPoints) {
    return { ...steps, points: rule.maximumPoints, limitedBy: 'capped' };
  }
  return { ...steps, points: rounded, limitedBy: rounded === 0 ? 'tooSmall' : null };
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
