import type { AwardBatch } from '../domain/promotion/award-batch.ts';
import { MAX_QUEUE_DELAY_MS } from '../ports/max-queue-delay.ts';
import type { PromotionQueue } from '../ports/promotion-queue.ts';
import type { Deadline } from '../shared/deadline.ts';

/**
 * A function that dies between putting a batch back and the deletion of its own message leaves two copies, which would
 * multiply for as long as a failure lasts. After this many returns in a row without an award posted, half a day of 15-minute
 * delays, a person has to look.
 */
const MAX_RETURNS = 48;

/**
 * Puts the remainder of a batch back into the queue, after a delay in milliseconds. Rejects when the queue does not take it,
 * and when it was put back too often: its message then comes again, and ends as a dead letter.
 */
export async function putBack(
  queue: PromotionQueue,
  batch: AwardBatch,
  delayMs: number,
  { signal }: Pick<Deadline, 'signal'>,
): Promise<void> {
  if (batch.returns >= MAX_RETURNS) throw new Error('the awards were put back into the queue too often');
  const again = { kind: 'awards', batch: { ...batch, returns: batch.returns + 1 } } as const;
  const delaySeconds = Math.ceil(Math.min(MAX_QUEUE_DELAY_MS, Math.max(0, delayMs)) / 1000);
  const { failed } = await queue.send([again], delaySeconds, signal);
  if (failed.length > 0) throw new Error('the queue did not take the awards that are left');
}
