import { toPromotionMessage } from '../../../src/aws/sqs/promotion-message.ts';
import type { PromotionQueue } from '../../../src/ports/promotion-queue.ts';
import type { ModelQueue } from './queue.ts';

/** The promotions queue over the model of a queue; it passes the same conformance suite as the one on SQS. */
export function createModelPromotionQueue(queue: Pick<ModelQueue, 'put'>): PromotionQueue {
  return {
    async send(messages, delaySeconds, signal) {
      signal.throwIfAborted();
      for (const message of messages) queue.put(toPromotionMessage(message), delaySeconds);
      return { failed: [] };
    },
  };
}
