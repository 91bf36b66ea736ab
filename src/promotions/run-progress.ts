import { progressPartOf, sumsOf } from '../domain/promotion/progress.ts';
import type { AudienceCounts, RunRecord } from '../domain/promotion/run.ts';
import type { RunStore } from '../ports/run-store.ts';

/** How far a run came. */
export interface RunProgress extends ReturnType<typeof sumsOf> {
  readonly phase: RunRecord['phase'];
  readonly counts: AudienceCounts | null;
  /** The rows before this line are queued. */
  readonly queuedToLine: number;
  /** Every award is counted: posted, or in the ledger. */
  readonly isCounted: boolean;
  readonly isDone: boolean;
  /** When the last award was counted; `null` while the run is not done. */
  readonly doneAtMs: number | null;
}

const NOTHING = { applied: 0, alreadyApplied: 0, warned: 0, waiting: 0, parked: 0, uncollected: 0 };
/** Parts that are read at the same time. */
const MAX_CONCURRENT = 20;

/** Adds up the parts of a run's progress. The run is done when every award is counted and none waits for another attempt. */
export async function runProgress(runs: RunStore, record: RunRecord, signal: AbortSignal): Promise<RunProgress> {
  const { key, phase, counts, queuedToLine } = record;
  const numbers = Array.from({ length: progressPartOf(queuedToLine) + 1 }, (_, number) => number);
  const sums = { ...NOTHING };
  let lastAtMs = record.firedAtMs;
  for (let start = 0; start < numbers.length; start += MAX_CONCURRENT) {
    const some = numbers.slice(start, start + MAX_CONCURRENT);
    const parts = await Promise.all(some.map((number) => runs.loadProgress(key, number, signal)));
    for (const { record: progress } of parts.filter((loaded) => loaded !== null)) {
      for (const [name, sum] of Object.entries(sumsOf(progress))) sums[name as keyof typeof sums] += sum;
      lastAtMs = Math.max(lastAtMs, progress.lastAtMs);
    }
  }
  const counted = Object.values(sums).reduce((total, sum) => total + sum, 0);
  const isCounted = phase === 'queued' && counted === counts?.awards;
  const isDone = isCounted && sums.waiting === 0;
  return { phase, counts, queuedToLine, ...sums, isCounted, isDone, doneAtMs: isDone ? lastAtMs : null };
}
