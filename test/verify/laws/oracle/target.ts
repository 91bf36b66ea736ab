import type { PointsRule } from '../../../../src/domain/points-rule.ts';
import type { Store } from '../../../../src/domain/store.ts';
import { nothing, type Target } from './outcome.ts';
import { campaignsAt, multiplierAt, pointsFor, ruleAt } from './points.ts';
import { compare, type Rational, rational } from './rational.ts';

/** The money of an order that is due, as the chosen rule counts tax. */
export interface OrderWorth {
  /** The eligible amount before anything went back. */
  readonly gross: Rational;
  /** "eligible − refunded eligible, floored at zero" */
  readonly net: Rational;
  /** What the rule's minimum order is judged on. */
  readonly forMinimum: Rational;
  /** Then "the target is exactly zero", whatever rounding leaves. */
  readonly allBack: boolean;
}

const DAY_MS = 86_400_000;

export function targetOf(store: Store, paidAtMs: number, worthUnder: (rule: PointsRule) => OrderWorth): Target {
  // "an order with `paidAt` before the store's `awardFrom` (required) is never due"
  if (paidAtMs < store.awardFromMs) return nothing('before the start');
  const rule = ruleAt(store, paidAtMs);
  if (rule === null) return nothing('no rule');
  const multiplier = multiplierAt(store, paidAtMs);
  const { gross, net, forMinimum, allBack } = worthUnder(rule);
  const terms = {
    // "`holdDays` (until paidAt + holdDays nothing is posted)"
    paidAtMs,
    holdUntilMs: paidAtMs + rule.holdDays * DAY_MS,
    capped: pointsFor(gross, rule, multiplier).capped,
    held: rule.holdDays > 0,
    campaigns: campaignsAt(store, paidAtMs).length,
  };
  if (allBack) return { ...terms, target: 0, verdict: 'all money back' };
  if (compare(forMinimum, rational(rule.minimumOrder)) < 0) return { ...terms, target: 0, verdict: 'below minimum' };
  return { ...terms, target: pointsFor(net, rule, multiplier).points, verdict: 'awarded' };
}
