import type { PostingQueue } from '../../ports/posting-queue.ts';
import { toPostingMessage } from './posting-message.ts';
import { type SqsQueueOptions, sendMessages } from './send-messages.ts';

/** The settle queue on SQS. A delay is at most fifteen minutes. */
export function createSqsPostingQueue(options: SqsQueueOptions): PostingQueue {
  return {
    async send(keys, delaySeconds, signal) {
      const messages = keys.map((key) => ({ sent: key, body: toPostingMessage(key) }));
      return { failed: await sendMessages(options, messages, delaySeconds, signal) };
    },
  };
}
