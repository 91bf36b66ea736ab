import type { Store } from '../../../src/configuration/store.ts';
import type { PointsRule } from '../../../src/points/points-rule.ts';
import { nothing, type Target } from './outcome.ts';
import { campaignsAt, multiplierAt, pointsFor, ruleAt } from './points.ts';
import { compare, larger, type Rational, rational, smaller, subtract, ZERO } from './rational.ts';

/** What is left to decide once an order is known to be due: its money, as the chosen rule counts tax. */
export interface DueOrder {
  readonly paidAtMs: number;
  readonly eligible: (rule: PointsRule) => Rational;
  readonly refundedEligible: (rule: PointsRule) => Rational;
  readonly allMoneyBack: boolean;
}

const DAY_MS = 86_400_000;

export function targetOf(store: Store, order: DueOrder): Target {
  // "an order with `paidAt` before the store's `awardFrom` (required) is never due"
  if (order.paidAtMs < store.awardFromMs) return nothing('before the start');
  const rule = ruleAt(store, order.paidAtMs);
  if (rule === null) return nothing('no rule');
  const multiplier = multiplierAt(store, order.paidAtMs);
  const gross = order.eligible(rule);
  const terms = {
    // "`holdDays` (until paidAt + holdDays nothing is posted)"
    holdUntilMs: order.paidAtMs + rule.holdDays * DAY_MS,
    capped: pointsFor(gross, rule, multiplier).capped,
    held: rule.holdDays > 0,
    campaigns: campaignsAt(store, order.paidAtMs).length,
  };
  // "When all the money is back …, all of the eligible amount is back: the target is exactly zero."
  if (order.allMoneyBack) return { ...terms, target: 0, verdict: 'all money back' };
  // "minimum order (judged once, on the gross eligible amount)"
  if (compare(gross, rational(rule.minimumOrder)) < 0) return { ...terms, target: 0, verdict: 'below minimum' };
  // "points(pinned rule, eligible − refunded eligible, floored at zero)", "all refunds together never exceed the eligible amount"
  const net = larger(ZERO, subtract(gross, smaller(order.refundedEligible(rule), gross)));
  return { ...terms, target: pointsFor(net, rule, multiplier).points, verdict: 'awarded' };
}
