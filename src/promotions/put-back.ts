import type { AwardBatch } from '../domain/promotion/award-batch.ts';
import { MAX_QUEUE_DELAY_MS } from '../ports/max-queue-delay.ts';
import type { PromotionQueue } from '../ports/promotion-queue.ts';
import type { Deadline } from '../shared/deadline.ts';

/**
 * A function that dies between putting a batch back and having its own message deleted leaves two of it, so that batches would
 * multiply for as long as a trouble lasts. After half a day of quarters of an hour it is for a person.
 */
const MAX_RETURNS = 48;

/**
 * Puts what is left of a batch back into the queue, for later. Rejects when the queue does not take it, and when it was put
 * back too often: then its message comes again, and in the end to the dead letters.
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
