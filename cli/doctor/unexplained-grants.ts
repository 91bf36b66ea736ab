import type { OrderRecord } from '../../src/domain/order-record.ts';
import type { HistoryItem } from '../../src/ports/loyalty-api.ts';

/** After an order's points, a grant for the same purchase comes within this time: a shop may have it wait for the delivery. */
const NEAR_MS = 14 * 86_400_000;

/**
 * Grants near a customer's awarded orders that are none of Ponte's, by their points alone: those of the ledger's entries explain one
 * grant each.
 */
export function unexplainedGrants(orders: readonly OrderRecord[], history: readonly HistoryItem[]): HistoryItem[] {
  const awards = orders.flatMap(({ entries }) =>
    entries.filter(({ state, points }) => state === 'applied' && points > 0),
  );
  const known = awards.map(({ points }) => points);
  return history.filter(({ points, atMs, isCanceled }) => {
    if (points <= 0 || isCanceled) return false;
    const at = known.indexOf(points);
    if (at >= 0) {
      known.splice(at, 1);
      return false;
    }
    return awards.some(({ firstAttemptAtMs }) => Math.abs(atMs - (firstAttemptAtMs ?? Number.NaN)) <= NEAR_MS);
  });
}
