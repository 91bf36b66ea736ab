import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { untilAborted } from '../time/until-aborted.ts';
import { toPromotionMessage } from './promotion-message.ts';
import type { PromotionMessage, PromotionQueue } from './promotion-queue.ts';

/** SQS's own limits: ten messages and 1 MiB at once, and fifteen minutes. A hundred awards are some ten kilobytes, 250 at most. */
const BATCH_SIZE = 10;
const BATCH_BYTES = 1_000_000;
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
  async function sendBatch(batch: readonly Written[], delaySeconds: number, signal: AbortSignal) {
    const entries = batch.map(({ body }, index) => ({
      Id: String(index),
      MessageBody: body,
      DelaySeconds: delaySeconds,
    }));
    const send = new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries: entries });
    const { Successful: successful = [] } = await untilAborted(signal, client.send(send, { abortSignal: signal }));
    // What the reply does not call queued was not queued.
    const queued = new Set(successful.map(({ Id }) => Id));
    return batch.filter((_, index) => !queued.has(String(index))).map(({ message }) => message);
  }

  return {
    async send(messages, delaySeconds, signal) {
      const delay = Math.min(Math.max(Math.ceil(delaySeconds), 0), LONGEST_DELAY_SECONDS);
      const failed: PromotionMessage[] = [];
      for (const batch of batchesOf(messages)) failed.push(...(await sendBatch(batch, delay, signal)));
      return { failed };
    },
  };
}

interface Written {
  readonly message: PromotionMessage;
  readonly body: string;
}

/** As many messages together as SQS takes in one call. */
function batchesOf(messages: readonly PromotionMessage[]): Written[][] {
  const batches: Written[][] = [];
  let bytes = 0;
  for (const message of messages) {
    const body = toPromotionMessage(message);
    const size = Buffer.byteLength(body);
    const last = batches.at(-1);
    bytes += size;
    if (last !== undefined && last.length < BATCH_SIZE && bytes <= BATCH_BYTES) {
      last.push({ message, body });
      continue;
    }
    bytes = size;
    batches.push([{ message, body }]);
  }
  return batches;
}
