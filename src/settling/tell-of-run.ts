import type { Tell } from '../events/event.ts';
import { nameOf } from '../ledger/ledger-record.ts';
import { nextStep } from '../ledger/next-step.ts';
import { pendingSinceMs } from '../ledger/pending-since.ts';
import { isAnswered } from '../points-api/reply-result.ts';
import { remainingMs, type Work } from '../time/work.ts';
import { LEAST_TIME_MS, type SettleRun } from './settle-record.ts';

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
