import type { PromotionQueue } from '../../ports/promotion-queue.ts';
import { toPromotionMessage } from './promotion-message.ts';
import { type SqsQueueOptions, sendMessages } from './send-messages.ts';

/** The promotions queue on SQS. A message of a hundred awards has about ten kilobytes, at most 250. */
export function createSqsPromotionQueue(options: SqsQueueOptions): PromotionQueue {
  return {
    async send(messages, delaySeconds, signal) {
      const outgoing = messages.map((message) => ({ sent: message, body: toPromotionMessage(message) }));
      return { failed: await sendMessages(options, outgoing, delaySeconds, signal) };
    },
  };
}
