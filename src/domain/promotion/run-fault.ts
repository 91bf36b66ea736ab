import type { Promotion } from './promotion.ts';

/** Longer than EventBridge Scheduler retries, and than a person takes to correct a file. */
const LATEST_MS = 7 * 86_400_000;
/** Tolerance for clocks that differ. */
const EARLIEST_MS = 5 * 60_000;

/** Why a promotion cannot run now for this scheduled time, in words; `null` when it can. */
export function runFault(promotion: Promotion, scheduledAtMs: number, nowMs: number): string | null {
  const at = new Date(scheduledAtMs).toISOString();
  if (scheduledAtMs > nowMs + EARLIEST_MS) return `${at} is still to come`;
  if (scheduledAtMs < nowMs - LATEST_MS) return `${at} lies more than seven days in the past`;
  if (promotion.untilMs !== null && scheduledAtMs >= promotion.untilMs) {
    return `the promotion ended at ${new Date(promotion.untilMs).toISOString()}`;
  }
  return null;
}
