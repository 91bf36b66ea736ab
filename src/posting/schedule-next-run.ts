import { MAX_QUEUE_DELAY_MS } from '../ports/max-queue-delay.ts';
import type { PostingQueue } from '../ports/posting-queue.ts';
import type { Deadline } from '../shared/deadline.ts';
import { TIME } from '../shared/time-budgets.ts';
import type { PostingRun } from './post-entries.ts';

/**
 * Queues an order for its next attempt when this run ran out of time or was interrupted, or when it attempted an entry, was
 * kept from it, or recorded facts, and the next attempt is ready within minutes. The sweep finds all other orders by the
 * ledger's index, so that the queue never holds a growing number of messages for one order.
 * A failure to queue does not reject: the sweep finds the order.
 */
export async function scheduleNextRun(
  queue: PostingQueue,
  run: PostingRun & { readonly recordedMore: boolean },
  deadline: Deadline,
  onFailure: (error: unknown) => void,
): Promise<void> {
  const delayMs = delayUntilNextRun(run, deadline.now());
  if (delayMs === null || delayMs > MAX_QUEUE_DELAY_MS) return;
  try {
    const { failed } = await queue.send([run.record.key], Math.ceil(delayMs / 1000), deadline.signal);
    if (failed.length > 0) onFailure(new Error('the queue did not take the message'));
  } catch (error) {
    onFailure(error);
  }
}

function delayUntilNextRun(run: PostingRun & { readonly recordedMore: boolean }, nowMs: number): number | null {
  const { stop, results, recordedMore } = run;
  if (stop.kind === 'outOfTime') return 0;
  if (stop.kind === 'interrupted') return TIME.lease;
  const isOurs = stop.kind === 'blocked' || (stop.kind === 'wait' && (results.size > 0 || recordedMore));
  return isOurs && stop.untilMs !== null ? Math.max(0, stop.untilMs - nowMs) : null;
}
