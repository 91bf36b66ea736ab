import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { untilAborted } from '../time/until-aborted.ts';
import { toPromotionMessage } from './promotion-message.ts';
import type { PromotionMessage, PromotionQueue } from './promotion-queue.ts';

/** SQS's own limits: ten messages at once, and fifteen minutes. A hundred awards are some ten kilobytes, of 1 MiB at once. */
const BATCH_SIZE = 10;
const LONGEST_DELAY_SECONDS = 900;

/** The promotions queue on SQS. */
export function createSqsPromotionQueue({
  client,
  queueUrl,
}: {
  readonly client: SQSClient;
  /** The SDK sends to this URL's host, whatever endpoint the client or the environment names. */
  readonly queueUrl: string;
}): PromotionQueue {
  async function sendBatch(messages: readonly PromotionMessage[], delaySeconds: number, signal: AbortSignal) {
    const entries = messages.map((message, index) => ({
      Id: String(index),
      MessageBody: toPromotionMessage(message),
      DelaySeconds: delaySeconds,
    }));
    const batch = new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries: entries });
    const { Successful: successful = [] } = await untilAborted(signal, client.send(batch, { abortSignal: signal }));
    // What the reply does not call queued was not queued.
    const queued = new Set(successful.map(({ Id }) => Id));
    return messages.filter((_, index) => !queued.has(String(index)));
  }

  return {
    async send(messages, delaySeconds, signal) {
      const delay = Math.min(Math.max(Math.ceil(delaySeconds), 0), LONGEST_DELAY_SECONDS);
      const failed: PromotionMessage[] = [];
      for (let start = 0; start < messages.length; start += BATCH_SIZE) {
        failed.push(...(await sendBatch(messages.slice(start, start + BATCH_SIZE), delay, signal)));
      }
      return { failed };
    },
  };
}
