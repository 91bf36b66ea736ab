import type { Store } from '../configuration/store.ts';
import type { OrderKey } from '../ledger/order-record.ts';
import { type Outcome, outcome } from '../outcomes/outcome.ts';
import type { SettleQueue } from '../queue/settle-queue.ts';
import type { Work } from '../time/work.ts';
import { continueLater } from './continue-later.ts';
import { orderOutcome } from './order-outcome.ts';
import { type SettleDependencies, settleOrder } from './settle-order.ts';

export interface SettleQueuedDependencies extends SettleDependencies {
  readonly stores: readonly Store[];
  readonly queue: SettleQueue;
  /** Told of what went wrong without being lost. */
  readonly warn: (message: string, error: unknown) => void;
}

/** Settles one order that the queue names. Never rejects; `notRecorded` asks the queue to bring it again. */
export async function settleQueued(
  dependencies: SettleQueuedDependencies,
  key: OrderKey,
  work: Work,
): Promise<Outcome> {
  const store = dependencies.stores.find(({ id }) => id === key.store);
  if (store === undefined) return outcome('notRecorded', 'the store is no longer in ponte.config.ts', key.order);
  try {
    const start = await dependencies.ledger.load(key, work.signal);
    if (start === null) return outcome('nothingToDo', 'the ledger holds no such order', key.order);
    const run = await settleOrder(dependencies, store, start, work);
    await continueLater(dependencies.queue, run, work, (error) =>
      dependencies.warn('could not be queued; the sweep will find it', error),
    );
    return orderOutcome(run, null);
  } catch (error) {
    dependencies.warn('settling was interrupted', error);
    return outcome('notRecorded', 'settling was interrupted; the queue brings the order again', key.order);
  }
}
