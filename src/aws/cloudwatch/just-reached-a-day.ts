const DAY_MS = 86_400_000;
/** Two sweeps begin in this time. */
const WITHIN_MS = 600_000;

/** Whether an age reached a whole number of days within the last two sweeps, so that an alarm repeats once a day. */
export function hasJustReachedADay(ageMs: number): boolean {
  return ageMs >= DAY_MS && ageMs % DAY_MS < WITHIN_MS;
}
