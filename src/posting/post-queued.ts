import { withoutStore } from '../domain/attempt.ts';
import { nextStep } from '../domain/next-step.ts';
import { type Outcome, outcome } from '../domain/outcome.ts';
import { explain } from '../domain/reasons.ts';
import { type LedgerRecord, nameOf, type RecordKey, withEntry } from '../domain/record.ts';
import type { Store } from '../domain/store.ts';
import { LedgerUnreachable } from '../ports/ledger-unreachable.ts';
import type { PostingQueue } from '../ports/posting-queue.ts';
import type { Deadline } from '../shared/deadline.ts';
import type { Versioned } from '../shared/optimistic-update.ts';
import { describeOutcome } from './describe-outcome.ts';
import { type PostingDependencies, postEntries } from './post-entries.ts';
import { reportRun } from './report-run.ts';
import { scheduleNextRun } from './schedule-next-run.ts';

export interface PostQueuedDependencies extends PostingDependencies {
  readonly stores: ReadonlyMap<string, Store>;
  readonly queue: PostingQueue;
}

/**
 * Posts the entries of one order or award that the queue names. Never rejects. `notRecorded` asks the queue to deliver the
 * message again; an unreachable ledger does not, because the sweep finds the order.
 */
export async function postQueued(
  dependencies: PostQueuedDependencies,
  key: RecordKey,
  deadline: Deadline,
): Promise<Outcome> {
  const store = dependencies.stores.get(key.store);
  try {
    const start = await dependencies.ledger.load(key, deadline.signal);
    if (start === null) return outcome('nothingToDo', 'noRecord', nameOf(key));
    if (store === undefined) return await waitForStore(dependencies, start, deadline);
    const run = await postEntries(dependencies, store, start, deadline);
    await scheduleNextRun(dependencies.queue, { ...run, recordedMore: false }, deadline, (error) =>
      dependencies.emit({ kind: 'warning', message: 'could not be queued; the sweep will find it', error }),
    );
    reportRun(dependencies.emit, run, deadline);
    return describeOutcome(run, store, null);
  } catch (error) {
    dependencies.emit({ kind: 'warning', message: 'settling was interrupted', error });
    if (deadline.signal.aborted)
      dependencies.emit({ kind: 'outOfTime', left: 'entries', count: null, store: key.store, order: nameOf(key) });
    if (error instanceof LedgerUnreachable) {
      const because = `${explain('ledgerUnreachable').because}; the sweep finds the order`;
      return outcome('deferred', { reason: 'ledgerUnreachable', because }, nameOf(key));
    }
    return outcome('notRecorded', 'settlingInterrupted', nameOf(key));
  }
}

/** A store missing in the configuration may come back. Its entry waits for as long as entries are retried, then it is parked. */
async function waitForStore(
  { ledger, retry }: PostQueuedDependencies,
  { record, version }: Versioned<LedgerRecord>,
  deadline: Deadline,
): Promise<Outcome> {
  const step = nextStep(record, deadline.now());
  const missing = explain('storeMissing');
  if (step.kind !== 'attempt') return outcome('nothingToDo', missing, nameOf(record.key));
  const entry = withoutStore(step.entry, retry.giveUpAfterMs, deadline.now());
  await ledger.save(withEntry(record, entry), version, deadline.signal);
  return entry.parked === null
    ? outcome('deferred', missing, nameOf(record.key))
    : outcome('parked', { ...missing, reason: entry.parked }, nameOf(record.key));
}
