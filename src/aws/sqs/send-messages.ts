import { MAX_QUEUE_DELAY_MS } from '../../ports/max-queue-delay.ts';
import { untilAborted } from '../../shared/until-aborted.ts';
import type { QueueClient } from './queue-client.ts';

export interface SqsQueueOptions {
  readonly client: QueueClient;
  readonly queueUrl: string;
}

/** A message's body, and what it was made of. */
export interface Outgoing<Sent> {
  readonly sent: Sent;
  readonly body: string;
}

/** SQS's limits of one call: ten messages and 1 MiB. */
const BATCH_SIZE = 10;
const BATCH_BYTES = 1_000_000;

/** Sends messages, as many at once as SQS takes. Returns those that were not queued; rejects when that is unknown. */
export async function sendMessages<Sent>(
  { client, queueUrl }: SqsQueueOptions,
  messages: readonly Outgoing<Sent>[],
  delaySeconds: number,
  signal: AbortSignal,
): Promise<Sent[]> {
  const delay = Math.min(Math.max(Math.ceil(delaySeconds), 0), MAX_QUEUE_DELAY_MS / 1000);
  const failed: Sent[] = [];
  for (const batch of batchesOf(messages)) {
    const entries = batch.map(({ body }, index) => ({ Id: String(index), MessageBody: body, DelaySeconds: delay }));
    const send = { QueueUrl: queueUrl, Entries: entries };
    const { Successful: successful = [] } = await untilAborted(signal, client.call('SendMessageBatch', send, signal));
    // A message that the reply does not list as successful was not queued.
    const queued = new Set(successful.map(({ Id }) => Id));
    failed.push(...batch.filter((_, index) => !queued.has(String(index))).map(({ sent }) => sent));
  }
  return failed;
}

function batchesOf<Sent>(messages: readonly Outgoing<Sent>[]): Outgoing<Sent>[][] {
  const batches: Outgoing<Sent>[][] = [];
  let bytes = 0;
  for (const message of messages) {
    const size = Buffer.byteLength(message.body);
    const last = batches.at(-1);
    bytes += size;
    if (last !== undefined && last.length < BATCH_SIZE && bytes <= BATCH_BYTES) {
      last.push(message);
      continue;
    }
    bytes = size;
    batches.push([message]);
  }
  return batches;
}
