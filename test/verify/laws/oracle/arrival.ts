/** "Others' clocks and ids are checked, not believed." */

/** When a body says it was written, and when it was first heard of: infinitely late where nobody wrote it down. */
export interface Dated {
  readonly observedAtMs: number;
  readonly firstArrivalMs: number;
}

const MINUTE_MS = 60_000;
const AHEAD_MS = 10 * MINUTE_MS;
const DAY_MS = 24 * 60 * MINUTE_MS;

/**
 * "`observedAt` more than 10 minutes after the arrival …; two such bodies are ordered by their own `observedAt`, against any other body the *first*
 * arrival counts". Negative when `a` is the older.
 */
export function compareTimes(a: Dated, b: Dated): number {
  if (isAhead(a) === isAhead(b)) return a.observedAtMs - b.observedAtMs;
  return isAhead(a) ? a.firstArrivalMs - b.observedAtMs : a.observedAtMs - b.firstArrivalMs;
}

/** Of the body's own time, by the arrival that counts. */
export const isAhead = ({ observedAtMs, firstArrivalMs }: Dated): boolean => observedAtMs - firstArrivalMs > AHEAD_MS;

/** "A payment date at most 24 h after the arrival counts as the arrival": the first of all bodies that name it, as a later one pins no other rule. */
export function paymentCounted(paidAtMs: number, firstArrivalsMs: readonly number[]): number {
  const arrivedMs = Math.min(...firstArrivalsMs);
  return paidAtMs > arrivedMs && paidAtMs - arrivedMs <= DAY_MS ? arrivedMs : paidAtMs;
}
