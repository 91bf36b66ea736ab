import type { OrderRecord } from './order-record.ts';
import type { Store } from './store.ts';
import { claimOf } from './target-points.ts';
import { withoutPoints, zeroTable } from './zero-reason.ts';

/** An older order says nothing of how the store fares now, such as when a shop saves its whole past again. */
const FRESH_FOR_MS = 7 * 86_400_000;

/**
 * Whether an order earns points, told with the first facts that decide it: `false` for a reason that counts in the store's share of
 * skipped orders. `null` with all other facts, and of an order that was placed more than a week ago.
 */
export function firstJudgement(known: OrderRecord, planned: OrderRecord, store: Store, nowMs: number): boolean | null {
  if (isJudged(known) || !isJudged(planned) || planned.paymentAhead !== null) return null;
  if (nowMs - (planned.facts.identity?.createdAtMs ?? nowMs) > FRESH_FOR_MS) return null;
  const why = withoutPoints(planned, store);
  if (why === null) return true;
  return zeroTable[why.reason].counts ? false : null;
}

function isJudged({ facts, pinned }: OrderRecord): boolean {
  const standing = facts.standing?.value;
  const isSkipped = standing?.kind === 'notEntitled' && zeroTable[standing.because].counts;
  return pinned !== null || isSkipped || claimOf(facts) !== null;
}
