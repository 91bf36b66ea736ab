import type Fraction from 'fraction.js';
import type { NotEntitledReason, OrderMoney } from './order-facts.ts';
import type { KnownFacts } from './order-record.ts';
import { type PointsGiven, pointsFor } from './points-for.ts';
import type { PinnedRule } from './points-rule.ts';
import { grossEligible, type KnownRefunds, type TakenBack, takenBack } from './refunds.ts';

/** An order's target, and what made it zero or fewer points than its money would give; `null` where nothing did. */
export interface Target {
  readonly points: number;
  readonly because: TargetReason | null;
  /** From the money of its claim to the points; `null` without a claim to any. */
  readonly steps: TargetSteps | null;
}

interface TargetSteps {
  readonly gross: Fraction;
  readonly back: TakenBack;
  /** `null` where all that earned went back, or nothing ever earned. */
  readonly given: (PointsGiven & { readonly net: Fraction }) | null;
}

export type TargetReason =
  | NotEntitledReason
  | NonNullable<PointsGiven['limitedBy']>
  | 'orderAwaited'
  | 'partlyPaid'
  | 'beforeAwardFrom'
  | 'nothingEligible';

/**
 * The money facts of an order that has a claim to points, or `null`. A partly paid order (one edited upward) has a claim
 * only if it was fully paid before, and to that amount.
 */
export function claimOf(facts: KnownFacts): OrderMoney | null {
  if (facts.standing === null || facts.standing.value.kind === 'notEntitled') return null;
  return facts.money?.value ?? null;
}

/** Computed last of these facts, which are never changed in place: an order is planned again after each answer, mostly of the same facts. */
const computed = new WeakMap<KnownFacts, { readonly pinned: PinnedRule; readonly points: number }>();

/** The order's target under its pinned rule; zero or more. */
export function targetPoints(facts: KnownFacts, pinned: PinnedRule): number {
  const known = computed.get(facts);
  if (known?.pinned === pinned) return known.points;
  const { points } = targetOf(facts, pinned);
  computed.set(facts, { pinned, points });
  return points;
}

/** The order's target under its pinned rule, with its reason. Without a rule the order was paid before `awardFrom`. */
export function targetOf(facts: KnownFacts, pinned: PinnedRule | null): Target {
  const money = claimOf(facts);
  if (money === null) return nothing(withoutClaim(facts));
  if (pinned === null || money.paidAtMs < pinned.awardFromMs) return nothing('beforeAwardFrom');
  const { tax } = pinned.rule;
  const gross = grossEligible(money, tax);
  const back = takenBack(money, refundsOf(facts), tax);
  const steps = { gross, back, given: null };
  // Stryker disable next-line OptionalChaining: an order with a claim has a standing
  if (facts.standing?.value.kind === 'returned') return nothing('nothingLeft', steps);
  if (gross.equals(0)) return nothing('nothingEligible', steps);
  // Stryker disable next-line ConditionalExpression: when everything is back, nothing is left that earns
  if (back.everything) return nothing('nothingLeft', steps);
  const net = gross.sub(back.eligible);
  const given = pointsFor({ paid: back.eligiblePaid, net }, pinned);
  return { points: given.points, because: given.limitedBy, steps: { gross, back, given: { ...given, net } } };
}

function nothing(because: TargetReason, steps: TargetSteps | null = null): Target {
  return { points: 0, because, steps };
}

function withoutClaim({ standing }: KnownFacts): TargetReason {
  if (standing === null) return 'orderAwaited';
  return standing.value.kind === 'notEntitled' ? standing.value.because : 'partlyPaid';
}

/** What is known of the order's refunds. */
export function refundsOf(facts: KnownFacts): KnownRefunds {
  return {
    listed: facts.listedRefunds?.value ?? null,
    collected: Object.values(facts.collectedRefunds),
    statuses: facts.transactionStatuses,
    unitsLeft: facts.unitsLeft?.value ?? {},
  };
}
