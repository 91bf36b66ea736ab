import { nextStep } from '../domain/next-step.ts';
import { pendingSinceMs } from '../domain/pending-since.ts';
import { isAnswered } from '../domain/post-result.ts';
import { nameOf } from '../domain/record.ts';
import type { Emit } from '../ports/telemetry.ts';
import { type Deadline, remainingMs } from '../shared/deadline.ts';
import { TIME } from '../shared/time-budgets.ts';
import type { PostingRun } from './post-entries.ts';

/**
 * Emits `entryLeft` for the entry at which a run ended, if the run attempted it or could have, and `outOfTime` when the time
 * ran out.
 */
export function reportRun(emit: Emit, { record, stop, results }: PostingRun, deadline: Deadline): void {
  const step = nextStep(record, Number.NEGATIVE_INFINITY);
  if (step.kind !== 'wait') return;
  const { entry, untilMs } = step;
  const nowMs = deadline.now();
  const result = results.get(entry.number) ?? null;
  if (result === null && stop.kind === 'wait') return;
  emit({
    kind: 'entryLeft',
    store: record.key.store,
    order: nameOf(record.key),
    entry: entry.number,
    attempts: entry.attempts,
    result: result?.kind ?? null,
    status: result?.code.status ?? null,
    errorCode: result?.code.errorCode ?? null,
    ageMs: Math.max(0, nowMs - pendingSinceMs(record, entry)),
    nextInMs: Math.max(0, untilMs - nowMs),
  });
  const gaveUp =
    stop.kind === 'outOfTime' || stop.kind === 'interrupted' || (result !== null && !isAnswered(result.code));
  if (gaveUp && remainingMs(deadline) < TIME.leastForAttempt) {
    const count = record.entries.filter(({ state }) => state === 'pending').length;
    emit({ kind: 'outOfTime', left: 'entries', count, store: record.key.store, order: nameOf(record.key) });
  }
}
