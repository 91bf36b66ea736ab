import type { OrderMoney } from './order-facts.ts';
import type { KnownFacts } from './order-record.ts';
import { pointsFor } from './points-for.ts';
import type { PinnedRule } from './points-rule.ts';
import { grossEligible, takenBack } from './refunds.ts';

/**
 * The money facts of an order that has a claim to points, or `null`. A partly paid order (one edited upward) has a claim
 * only if it was fully paid before, and to that amount.
 */
export function claimOf(facts: KnownFacts): OrderMoney | null {
  if (facts.standing === null || facts.standing.value.kind === 'notEntitled') return null;
  return facts.money?.value ?? null;
}

/** The order's target under its pinned rule; zero or more. */
export function targetPoints(facts: KnownFacts, pinned: PinnedRule): number {
  const money = claimOf(facts);
  if (money === null || money.paidAtMs < pinned.awardFromMs) return 0;
  // Stryker disable next-line OptionalChaining: an order with a claim has a standing
  if (facts.standing?.value.kind === 'returned') return 0;
  const { tax } = pinned.rule;
  const back = takenBack(money, refundsOf(facts), tax);
  // Stryker disable next-line ConditionalExpression: when everything is back, nothing is left that earns
  if (back.everything) return 0;
  return pointsFor({ paid: back.eligiblePaid, net: grossEligible(money, tax).sub(back.eligible) }, pinned);
}

function refundsOf(facts: KnownFacts) {
  return {
    listed: facts.listedRefunds?.value ?? null,
    collected: Object.values(facts.collectedRefunds),
    statuses: facts.transactionStatuses,
    unitsLeft: facts.unitsLeft?.value ?? {},
  };
}
