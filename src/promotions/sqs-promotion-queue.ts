import { type SqsQueueOptions, sendMessages } from '../queue/send-messages.ts';
import { toPromotionMessage } from './promotion-message.ts';
import type { PromotionQueue } from './promotion-queue.ts';

/** The promotions queue on SQS. A hundred awards are some ten kilobytes, 250 at most. */
export function createSqsPromotionQueue(options: SqsQueueOptions): PromotionQueue {
  return {
    async send(messages, delaySeconds, signal) {
      const outgoing = messages.map((message) => ({ sent: message, body: toPromotionMessage(message) }));
      return { failed: await sendMessages(options, outgoing, delaySeconds, signal) };
    },
  };
}
