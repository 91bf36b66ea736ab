import * as z from 'zod/mini';
import type { QueueClient } from './queue-client.ts';

/** How many messages a queue has. SQS counts approximately. */
export interface QueueDepth {
  readonly ready: number;
  /** Not to be received yet. */
  readonly delayed: number;
  /** Received, and not deleted yet. */
  readonly inFlight: number;
}

const attributes = z.object({
  Attributes: z.object({
    ApproximateNumberOfMessages: z.coerce.number(),
    ApproximateNumberOfMessagesDelayed: z.coerce.number(),
    ApproximateNumberOfMessagesNotVisible: z.coerce.number(),
  }),
});

/** Rejects when the queue cannot be asked. */
export async function queueDepth(
  { client, queueUrl: QueueUrl }: { readonly client: QueueClient; readonly queueUrl: string },
  signal: AbortSignal,
): Promise<QueueDepth> {
  const ask = {
    QueueUrl,
    AttributeNames: [
      'ApproximateNumberOfMessages',
      'ApproximateNumberOfMessagesDelayed',
      'ApproximateNumberOfMessagesNotVisible',
    ],
  } as const;
  const { Attributes: told } = attributes.parse(await client.call('GetQueueAttributes', ask, signal));
  return {
    ready: told.ApproximateNumberOfMessages,
    delayed: told.ApproximateNumberOfMessagesDelayed,
    inFlight: told.ApproximateNumberOfMessagesNotVisible,
  };
}
