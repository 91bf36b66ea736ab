import type Fraction from 'fraction.js';
import type { PinnedRule, Rounding } from './points-rule.ts';

/** Decimals to which a product of a quotient with thirty decimals is exact. */
const EXACT_DECIMALS = 20;

/** How an amount of money became points. */
export interface PointsGiven {
  readonly points: number;
  /** What lowered them: all of them for the first two. */
  readonly because: 'belowMinimum' | 'nothingLeft' | 'capped' | null;
  /** Before rounding. */
  readonly multiplied: Fraction;
  /** Before the cap. */
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
  if (amounts.paid.round(EXACT_DECIMALS).lt(rule.minimumOrder)) return { ...steps, points: 0, because: 'belowMinimum' };
  if (amounts.net.lte(0)) return { ...steps, points: 0, because: 'nothingLeft' };
  const isCapped = rule.maximumPoints !== null && rule.maximumPoints < rounded;
  return isCapped
    ? { ...steps, points: rule.maximumPoints ?? 0, because: 'capped' }
    : { ...steps, points: rounded, because: null };
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
