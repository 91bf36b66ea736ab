import { isUnderWay, plannedEndMs, waitsForAPerson } from '../domain/promotion/run.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { RunStore } from '../ports/run-store.ts';
import type { Emit } from '../ports/telemetry.ts';
import { runProgress } from '../promotions/run-progress.ts';
import type { Deadline } from '../shared/deadline.ts';

export interface WaitingDependencies {
  readonly ledger: Ledger;
  readonly runs: RunStore;
  readonly emit: Emit;
}

/** How long the oldest of each kind has waited, in milliseconds; 0 where nothing waits, `null` where it could not be measured. */
export interface Waiting {
  readonly parkedMs: number | null;
  /** Beyond `plannedEndMs`. */
  readonly runsOverdueMs: number | null;
}

/** A run's message can wait in its queue for so long. */
const RUN_LASTS_MS = 14 * 86_400_000;

/** Measures what waits outside the queues. Never rejects: what cannot be read is `null`, with a warning. */
export async function measureWaiting(dependencies: WaitingDependencies, deadline: Deadline): Promise<Waiting> {
  const { ledger, emit } = dependencies;
  const nowMs = deadline.now();
  const orNull = (measured: Promise<number>) =>
    measured.catch((error: unknown) => {
      emit({ kind: 'warning', message: 'what waits could not be measured', error });
      return null;
    });
  const recordsMs = ledger.parkedSinceMs(deadline.signal).then((sinceMs) => nowMs - (sinceMs ?? nowMs));
  const runs = measureRuns(dependencies, deadline);
  const parkedMs = Promise.all([recordsMs, runs]).then(([records, { stoppedMs }]) => Math.max(records, stoppedMs));
  const overdueMs = runs.then((measured) => measured.overdueMs);
  const [parked, runsOverdueMs] = await Promise.all([orNull(parkedMs), orNull(overdueMs)]);
  return { parkedMs: parked, runsOverdueMs };
}

async function measureRuns({ runs }: WaitingDependencies, deadline: Deadline) {
  const nowMs = deadline.now();
  let stoppedMs = 0;
  let overdueMs = 0;
  for (const run of await runs.open(nowMs - RUN_LASTS_MS, deadline.signal)) {
    if (waitsForAPerson(run)) stoppedMs = Math.max(stoppedMs, nowMs - run.firedAtMs);
    if (!isUnderWay(run)) continue;
    const { isCounted } = await runProgress(runs, run, deadline.signal);
    if (isCounted) await runs.close(run.key, deadline.signal);
    else overdueMs = Math.max(overdueMs, nowMs - plannedEndMs(run));
  }
  return { stoppedMs, overdueMs };
}
