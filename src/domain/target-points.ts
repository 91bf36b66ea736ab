import type Fraction from 'fraction.js';
import type { OrderMoney } from './order-facts.ts';
import type { KnownFacts } from './order-record.ts';
import { type PointsGiven, pointsFor } from './points-for.ts';
import type { PinnedRule } from './points-rule.ts';
import { grossEligible, type KnownRefunds, type TakenBack, takenBack } from './refunds.ts';

/**
 * The money facts of an order that has a claim to points, or `null`. A partly paid order (one edited upward) has a claim
 * only if it was fully paid before, and to that amount.
 */
export function claimOf(facts: KnownFacts): OrderMoney | null {
  if (facts.standing === null || facts.standing.value.kind === 'notEntitled') return null;
  return facts.money?.value ?? null;
}

/** An order's target, and how it came about. */
export type Target =
  | { readonly points: 0; readonly kind: 'noClaim' }
  | { readonly points: 0; readonly kind: 'beforeAwardFrom'; readonly money: OrderMoney }
  /** According to the platform refunded in full. */
  | ({ readonly points: 0; readonly kind: 'returned' } & Amounts)
  /** By what left the order. */
  | ({ readonly points: 0; readonly kind: 'everythingBack' } & Amounts)
  | ({
      readonly points: number;
      readonly kind: 'given';
      readonly net: Fraction;
      readonly given: PointsGiven;
    } & Amounts);

interface Amounts {
  readonly money: OrderMoney;
  readonly gross: Fraction;
  readonly back: TakenBack;
}

/** The order's target under its pinned rule; zero or more. */
export function targetPoints(facts: KnownFacts, pinned: PinnedRule): number {
  return targetOf(facts, pinned).points;
}

/** The same with the steps that lead to it. */
export function targetOf(facts: KnownFacts, pinned: PinnedRule): Target {
  const money = claimOf(facts);
  if (money === null) return { points: 0, kind: 'noClaim' };
  if (money.paidAtMs < pinned.awardFromMs) return { points: 0, kind: 'beforeAwardFrom', money };
  const { tax } = pinned.rule;
  const back = takenBack(money, refundsOf(facts), tax);
  const gross = grossEligible(money, tax);
  const steps = { money, gross, back };
  // Stryker disable next-line OptionalChaining: an order with a claim has a standing
  if (facts.standing?.value.kind === 'returned') return { ...steps, points: 0, kind: 'returned' };
  // Stryker disable next-line ConditionalExpression: when everything is back, nothing is left that earns
  if (back.everything) return { ...steps, points: 0, kind: 'everythingBack' };
  const net = gross.sub(back.eligible);
  const given = pointsFor({ paid: back.eligiblePaid, net }, pinned);
  return { ...steps, points: given.points, kind: 'given', net, given };
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
