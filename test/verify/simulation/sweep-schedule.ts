import type { ModelLedger } from '../../support/models/ledger.ts';
import type { Containers } from './container.ts';
import type { FaultPlan } from './fault-plan.ts';
import type { Timeline } from './timeline.ts';

/** As deployed. @see `deploy/resources/schedule.yml` */
const EVERY_MS = 300_000;

export interface SweepScheduleOptions {
  readonly timeline: Timeline;
  readonly faultPlan: FaultPlan;
  readonly ledger: ModelLedger;
  readonly containers: Containers;
}

/** Starts the sweep every five minutes, leaving out the times at which the ledger holds nothing that is due. */
export function createSweepSchedule({ timeline, faultPlan, ledger, containers }: SweepScheduleOptions): {
  wake(): void;
} {
  let sweeps = 0;
  let planned: { readonly atMs: number; readonly callOff: () => void } | null = null;

  function wake(): void {
    const dueAtMs = ledger.nextDueAtMs();
    if (dueAtMs === null) return;
    const atMs = Math.ceil(Math.max(dueAtMs, timeline.now() + 1) / EVERY_MS) * EVERY_MS;
    if (planned !== null && planned.atMs <= atMs) return;
    planned?.callOff();
    planned = { atMs, callOff: timeline.at(atMs, begin) };
  }

  function begin(): void {
    planned = null;
    const dueAtMs = ledger.nextDueAtMs();
    if (dueAtMs !== null && dueAtMs <= timeline.now()) {
      sweeps += 1;
      const id = `s${sweeps}`;
      // A sweep that throws is logged by Lambda, and the next one finds what it left.
      void containers.invoke('sweep', id, {});
      if (faultPlan.strikes('twoContainers', faultPlan.at(`${id}.twin`, 'sweep')))
        void containers.invoke('sweep', `${id}t`, {});
    }
    wake();
  }

  return { wake };
}
