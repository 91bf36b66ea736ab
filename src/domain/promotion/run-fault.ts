import type { Promotion } from './promotion.ts';

/** Longer than EventBridge Scheduler tries to deliver, and than a person takes to put a file right. */
const LATEST_MS = 7 * 86_400_000;
/** Clocks differ. */
const EARLIEST_MS = 5 * 60_000;

/** Why a promotion cannot be fired now for this time, in words; `null` when it can. */
export function runFault(promotion: Promotion, scheduledAtMs: number, nowMs: number): string | null {
  const at = new Date(scheduledAtMs).toISOString();
  if (scheduledAtMs > nowMs + EARLIEST_MS) return `${at} is still to come`;
  if (scheduledAtMs < nowMs - LATEST_MS) return `${at} lies more than seven days in the past`;
  if (promotion.untilMs !== null && scheduledAtMs >= promotion.untilMs) {
    return `the promotion ended at ${new Date(promotion.untilMs).toISOString()}`;
  }
  return null;
}
