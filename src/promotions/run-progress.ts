import { sumsOf, tallyOf } from '../domain/promotion/progress.ts';
import type { AudienceCounts, OccurrenceRecord } from '../domain/promotion/run.ts';
import type { OccurrenceShelf } from '../ports/run-store.ts';

/** How far an occurrence came. */
export interface OccurrenceProgress extends ReturnType<typeof sumsOf> {
  readonly phase: OccurrenceRecord['phase'];
  readonly counts: AudienceCounts | null;
  /** The rows before this line are queued. */
  readonly queuedToLine: number;
  readonly isDone: boolean;
  /** When the last award came out; `null` while it is not done. */
  readonly doneAtMs: number | null;
}

const NOTHING = { applied: 0, alreadyApplied: 0, warned: 0, waiting: 0, parked: 0, uncollected: 0 };
/** Read side by side. */
const AT_ONCE = 20;

/** Adds up an occurrence's tallies. It is done when every award was counted and nothing of it waits but for a person. */
export async function occurrenceProgress(
  shelf: OccurrenceShelf,
  record: OccurrenceRecord,
  signal: AbortSignal,
): Promise<OccurrenceProgress> {
  const { key, phase, counts, queuedToLine } = record;
  const numbers = Array.from({ length: tallyOf(queuedToLine) + 1 }, (_, number) => number);
  const sums = { ...NOTHING };
  let lastAtMs = record.firedAtMs;
  for (let start = 0; start < numbers.length; start += AT_ONCE) {
    const some = numbers.slice(start, start + AT_ONCE);
    const tallies = await Promise.all(some.map((number) => shelf.loadTally(key, number, signal)));
    for (const { tally } of tallies.filter((tallied) => tallied !== null)) {
      for (const [name, sum] of Object.entries(sumsOf(tally))) sums[name as keyof typeof sums] += sum;
      lastAtMs = Math.max(lastAtMs, tally.lastAtMs);
    }
  }
  const counted = Object.values(sums).reduce((total, sum) => total + sum, 0);
  const isDone = phase === 'queued' && counted === counts?.awards && sums.waiting === 0;
  return { phase, counts, queuedToLine, ...sums, isDone, doneAtMs: isDone ? lastAtMs : null };
}
