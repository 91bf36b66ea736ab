import type { Containers } from './container.ts';
import type { Timeline } from './timeline.ts';

/** As deployed. @see `deploy/resources/schedule.yml` */
const EVERY_MS = 900_000;
/** After a change, the runs that may find it: once it is left to its webhook no longer, and again after a shop's trouble. */
const AFTER_MS = [2 * EVERY_MS, 3 * EVERY_MS, 8 * EVERY_MS] as const;
const HOUR_MS = 4 * EVERY_MS;
const LOOKS_AFTER_MS = [HOUR_MS + EVERY_MS, 3 * HOUR_MS, 6 * HOUR_MS] as const;
const DAY_MS = 86_400_000;

/** Starts reconciliation every fifteen minutes, leaving out the times at which it would find nothing new. */
export function createReconcileSchedule({
  timeline,
  containers,
}: {
  readonly timeline: Timeline;
  readonly containers: Containers;
}) {
  const planned = new Set<number>();
  let runs = 0;

  function run(): void {
    runs += 1;
    void containers.invoke('reconcile', `r${runs}`, {});
  }

  function plan(afterMs: number): void {
    const atMs = Math.ceil((timeline.now() + afterMs) / EVERY_MS) * EVERY_MS;
    if (planned.has(atMs)) return;
    planned.add(atMs);
    timeline.at(atMs, run);
  }

  return {
    /** An order was saved. */
    wake: () => AFTER_MS.forEach(plan),
    /** A webhook went away: the runs of which one looks, and sees that it did. */
    watch: () => LOOKS_AFTER_MS.forEach(plan),
    /** The faults are over: the newest changes are read, and a day later all of those before. */
    lookBack(): number {
      for (const ms of [EVERY_MS, 8 * EVERY_MS, DAY_MS + EVERY_MS, DAY_MS + 2 * EVERY_MS]) plan(ms);
      return timeline.now() + DAY_MS + 4 * EVERY_MS;
    },
  };
}
