import { withoutStore } from '../domain/attempt.ts';
import { nextStep } from '../domain/next-step.ts';
import { type Outcome, outcome } from '../domain/outcome.ts';
import { nameOf, type RecordKey, withEntry } from '../domain/record.ts';
import type { Store } from '../domain/store.ts';
import type { Versioned } from '../ports/ledger.ts';
import { LedgerUnreachable } from '../ports/ledger-unreachable.ts';
import type { SettleQueue } from '../ports/posting-queue.ts';
import type { Work } from '../shared/deadline.ts';
import { orderOutcome } from './describe-outcome.ts';
import { type SettleDependencies, settleRecord } from './post-entries.ts';
import { tellOfRun } from './report-run.ts';
import { continueLater } from './schedule-next-run.ts';

export interface SettleQueuedDependencies extends SettleDependencies {
  readonly stores: readonly Store[];
  readonly queue: SettleQueue;
}

/**
 * Settles one order or award that the queue names. Never rejects; `notRecorded` asks the queue to bring it again. A ledger that cannot
 * be reached does not: it knows what is due, and the sweep asks it.
 */
export async function settleQueued(
  dependencies: SettleQueuedDependencies,
  key: RecordKey,
  work: Work,
): Promise<Outcome> {
  const store = dependencies.stores.find(({ id }) => id === key.store);
  try {
    const start = await dependencies.ledger.load(key, work.signal);
    if (start === null) return outcome('nothingToDo', 'the ledger holds no such record', nameOf(key));
    if (store === undefined) return await waitForStore(dependencies, start, work);
    const run = await settleRecord(dependencies, store, start, work);
    await continueLater(dependencies.queue, { ...run, recordedMore: false }, work, (error) =>
      dependencies.tell({ kind: 'warning', message: 'could not be queued; the sweep will find it', error }),
    );
    tellOfRun(dependencies.tell, run, work);
    return orderOutcome(run, null);
  } catch (error) {
    dependencies.tell({ kind: 'warning', message: 'settling was interrupted', error });
    if (work.signal.aborted)
      dependencies.tell({ kind: 'outOfTime', left: 'entries', count: null, store: key.store, order: nameOf(key) });
    if (error instanceof LedgerUnreachable) {
      return outcome('deferred', 'the ledger cannot be reached; the sweep finds the order', nameOf(key));
    }
    return outcome('notRecorded', 'settling was interrupted; the queue brings the order again', nameOf(key));
  }
}

/** A store that a configuration left out may come back with the next one; after as long as an entry is tried, a person is told. */
async function waitForStore(
  { ledger, retry }: SettleQueuedDependencies,
  { record, version }: Versioned,
  work: Work,
): Promise<Outcome> {
  const step = nextStep(record, work.now());
  const gone = 'the store is not in ponte.config.ts';
  if (step.kind !== 'attempt') return outcome('nothingToDo', gone, nameOf(record.key));
  const entry = withoutStore(step.entry, retry.giveUpAfterMs, work.now());
  await ledger.save(withEntry(record, entry), version, work.signal);
  return outcome(entry.state === 'parked' ? 'parked' : 'deferred', gone, nameOf(record.key));
}
