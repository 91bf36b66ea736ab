import { MAX_QUEUE_DELAY_MS } from '../ports/max-queue-delay.ts';
import type { PostingQueue } from '../ports/posting-queue.ts';
import type { Deadline } from '../shared/deadline.ts';
import { TIME } from '../shared/time-budgets.ts';
import type { PostingRun } from './post-entries.ts';

/**
 * Queues an order for its next attempt when this run is the one to say so: it ran out of time, it tried or was kept from
 * trying and has to try again within minutes, it recorded something new, or it does not know how far it came. Everything
 * else that waits is found by the sweep, because the ledger's index knows when it is due; so the queue never holds a growing
 * number of messages for one order.
 * A failure to queue is no failure of the work: the sweep finds it, too.
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
