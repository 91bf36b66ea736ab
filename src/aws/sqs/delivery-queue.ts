import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { DeliveryQueue } from '../../ports/delivery-queue.ts';
import { untilAborted } from '../../shared/until-aborted.ts';
import { toDeliveryMessage } from './delivery-message.ts';

/** Puts deliveries into the settle queue, which encrypts them and deletes them after 14 days. */
export function createSqsDeliveryQueue({
  client,
  queueUrl,
}: {
  readonly client: SQSClient;
  /** The SDK sends to this URL's host, whatever endpoint the client or the environment names. */
  readonly queueUrl: string;
}): DeliveryQueue {
  return {
    async keep(delivery, delaySeconds, signal) {
      signal.throwIfAborted();
      const MessageBody = toDeliveryMessage(delivery);
      const send = new SendMessageCommand({ QueueUrl: queueUrl, MessageBody, DelaySeconds: delaySeconds });
      await untilAborted(signal, client.send(send, { abortSignal: signal }));
    },
  };
}
