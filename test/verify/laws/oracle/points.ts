import type { Campaign, PointsRule } from '../../../../src/domain/points-rule.ts';
import type { Store } from '../../../../src/domain/store.ts';
import { compare, multiply, type Rational, rational, roundUnsigned } from './rational.ts';

/** "Rules and campaigns are chosen by `paidAt`, never by now": the newest rule that had begun. */
export function ruleAt(store: Store, paidAtMs: number): PointsRule | null {
  let chosen: PointsRule | null = null;
  for (const rule of store.rules) {
    if (rule.fromMs <= paidAtMs && (chosen === null || rule.fromMs > chosen.fromMs)) chosen = rule;
  }
  return chosen;
}

/** "Windows are `from ≤ paidAt < to`." */
export const campaignsAt = (store: Store, paidAtMs: number): readonly Campaign[] =>
  store.campaigns.filter(({ fromMs, toMs }) => fromMs <= paidAtMs && paidAtMs < toMs);

/** "the largest matching one, never stacked" */
export function multiplierAt(store: Store, paidAtMs: number): Rational | null {
  let largest: Rational | null = null;
  for (const campaign of campaignsAt(store, paidAtMs)) {
    const multiplier = rational(campaign.multiplier);
    if (largest === null || compare(multiplier, largest) > 0) largest = multiplier;
  }
  return largest;
}

/** "points = min(cap, round(net × rate × multiplier))", "one rounding, on the whole, never per refund". */
export function pointsFor(
  net: Rational,
  rule: PointsRule,
  multiplier: Rational | null,
): { points: number; capped: boolean } {
  const perUnit = rational(rule.pointsPerUnit);
  const exact = multiply(net, multiplier === null ? perUnit : multiply(perUnit, multiplier));
  const rounded = Number(roundUnsigned(exact, rule.rounding));
  const capped = rule.maximumPoints !== null && rounded > rule.maximumPoints;
  return { points: capped && rule.maximumPoints !== null ? rule.maximumPoints : rounded, capped };
}
