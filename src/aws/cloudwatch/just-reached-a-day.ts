const DAY_MS = 86_400_000;
/** Two sweeps are begun in this time. */
const WITHIN_MS = 600_000;

/** Whether an age has reached a whole number of days within the last two sweeps, so that what waits is told of once a day. */
export function hasJustReachedADay(ageMs: number): boolean {
  return ageMs >= DAY_MS && ageMs % DAY_MS < WITHIN_MS;
}
