import { nextStep } from '../domain/next-step.ts';
import { pendingSinceMs } from '../domain/pending-since.ts';
import { isAnswered } from '../domain/post-result.ts';
import { nameOf } from '../domain/record.ts';
import type { Tell } from '../ports/telemetry.ts';
import { remainingMs, type Work } from '../shared/deadline.ts';
import { LEAST_TIME_MS, type SettleRun } from './post-entries.ts';

/**
 * Tells of the entry at which a run ended, if it is one that the run tried or could have tried; and when it was the time
 * that ran out, that what is pending is left to a later run.
 */
export function tellOfRun(tell: Tell, { record, stop, results }: SettleRun, work: Work): void {
  const step = nextStep(record, Number.NEGATIVE_INFINITY);
  if (step.kind !== 'wait') return;
  const { entry } = step;
  const result = results.get(entry.number) ?? null;
  if (result === null && stop.kind === 'wait') return;
  tell({
    kind: 'entryLeft',
    store: record.key.store,
    order: nameOf(record.key),
    entry: entry.number,
    attempts: entry.attempts,
    result: result?.kind ?? null,
    status: result?.code.status ?? null,
    errorCode: result?.code.errorCode ?? null,
    ageMs: Math.max(0, work.now() - pendingSinceMs(record, entry)),
  });
  const gaveUp =
    stop.kind === 'outOfTime' || stop.kind === 'interrupted' || (result !== null && !isAnswered(result.code));
  if (gaveUp && remainingMs(work) < LEAST_TIME_MS) {
    const count = record.entries.filter(({ state }) => state === 'pending').length;
    tell({ kind: 'outOfTime', left: 'entries', count, store: record.key.store, order: nameOf(record.key) });
  }
}
