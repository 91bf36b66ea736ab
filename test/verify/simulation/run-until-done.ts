import type { Timeline } from './timeline.ts';

/** Lets time pass until the work is done. Rejects as it does, and when nothing more happens before. */
export async function runUntilDone(timeline: Timeline, deadline: Promise<void>): Promise<void> {
  let ended = false;
  let failure: unknown = null;
  deadline.then(
    () => {
      ended = true;
    },
    (error: unknown) => {
      ended = true;
      failure = error;
    },
  );
  if (!(await timeline.run(Number.POSITIVE_INFINITY, () => ended))) throw new Error('the simulation stands still');
  if (failure !== null) throw failure;
}
