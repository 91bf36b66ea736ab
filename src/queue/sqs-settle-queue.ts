import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { RecordKey } from '../ledger/ledger-record.ts';
import { untilAborted } from '../time/until-aborted.ts';
import { type SettleQueue, toSettleMessage } from './settle-queue.ts';

/** The queue to send to, and the client that may. */
export interface SqsSettleQueueOptions {
  readonly client: SQSClient;
  /** The SDK sends to this URL's host, whatever endpoint the client or the environment names. */
  readonly queueUrl: string;
}

/** SQS's own limits. */
const BATCH_SIZE = 10;
const LONGEST_DELAY_SECONDS = 900;

/** The settle queue on SQS. A delay is whole seconds, fifteen minutes at most: who waits longer is sent again when it comes too early. */
export function createSqsSettleQueue({ client, queueUrl }: SqsSettleQueueOptions): SettleQueue {
  async function sendBatch(keys: readonly RecordKey[], delaySeconds: number, signal: AbortSignal) {
    const entries = keys.map((key, index) => ({
      Id: String(index),
      MessageBody: toSettleMessage(key),
      DelaySeconds: delaySeconds,
    }));
    const batch = new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries: entries });
    const { Successful: successful = [] } = await untilAborted(signal, client.send(batch, { abortSignal: signal }));
    // What the reply does not call queued was not queued.
    const queued = new Set(successful.map(({ Id }) => Id));
    return keys.filter((_, index) => !queued.has(String(index)));
  }

  return {
    async send(keys, delaySeconds, signal) {
      const delay = Math.min(Math.max(Math.ceil(delaySeconds), 0), LONGEST_DELAY_SECONDS);
      const failed: RecordKey[] = [];
      for (let start = 0; start < keys.length; start += BATCH_SIZE) {
        failed.push(...(await sendBatch(keys.slice(start, start + BATCH_SIZE), delay, signal)));
      }
      return { failed };
    },
  };
}
