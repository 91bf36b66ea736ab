import type { DeliveryQueue } from '../../ports/delivery-queue.ts';
import type { UnverifiedQueue } from '../../ports/unverified-queue.ts';
import { untilAborted } from '../../shared/until-aborted.ts';
import { toDeliveryMessage, toUnverifiedMessage } from './delivery-message.ts';
import type { SqsQueueOptions } from './send-messages.ts';

/** Puts deliveries into the settle queue, which encrypts them and deletes them after 14 days. */
export function createSqsDeliveryQueue(options: SqsQueueOptions): DeliveryQueue {
  return {
    keep: (delivery, delaySeconds, signal) =>
      sendMessage(options, () => toDeliveryMessage(delivery), delaySeconds, signal),
  };
}

/** Keeps deliveries in the queue of those that nobody could verify yet. */
export function createSqsUnverifiedQueue(options: SqsQueueOptions): UnverifiedQueue {
  return {
    keep: (delivery, delaySeconds, signal) =>
      sendMessage(options, () => toUnverifiedMessage(delivery), delaySeconds, signal),
  };
}

async function sendMessage(
  { client, queueUrl }: SqsQueueOptions,
  write: () => string,
  delaySeconds: number,
  signal: AbortSignal,
): Promise<void> {
  signal.throwIfAborted();
  const send = { QueueUrl: queueUrl, MessageBody: write(), DelaySeconds: delaySeconds };
  await untilAborted(signal, client.call('SendMessage', send, signal));
}
