import { setTimeout as sleep } from 'node:timers/promises';
import { startSqsAndS3 } from '../../../local/sqs-and-s3/start-sqs-and-s3.ts';
import { parseDeliveryMessage, parseUnverifiedMessage } from '../../../src/aws/sqs/delivery-message.ts';
import { createSqsDeliveryQueue, createSqsUnverifiedQueue } from '../../../src/aws/sqs/delivery-queue.ts';
import { parsePostingMessage } from '../../../src/aws/sqs/posting-message.ts';
import { createSqsPostingQueue } from '../../../src/aws/sqs/posting-queue.ts';
import { parsePromotionMessage } from '../../../src/aws/sqs/promotion-message.ts';
import { createSqsPromotionQueue } from '../../../src/aws/sqs/promotion-queue.ts';
import { createQueueClient } from '../../../src/aws/sqs/queue-client.ts';
import { describeDeliveryQueue } from '../../support/conformance/delivery-queue.ts';
import { describePostingQueue } from '../../support/conformance/posting-queue.ts';
import { describePromotionQueue } from '../../support/conformance/promotion-queue.ts';
import { describeUnverifiedQueue } from '../../support/conformance/unverified-queue.ts';
import { drain, sqsClient } from '../../support/emulators/sqs.ts';

async function openSqs() {
  const sqs = await startSqsAndS3();
  const client = sqsClient(sqs.endpoint);
  return {
    options: { client: createQueueClient(client.config), queueUrl: sqs.queueUrl },
    drained: () => drain(client, sqs.queueUrl),
    passTime: (ms: number) => sleep(ms),
    async close() {
      client.destroy();
      await sqs.close();
    },
  };
}

describePostingQueue('SQS', async () => {
  const { options, drained, ...sqs } = await openSqs();
  return {
    ...sqs,
    queue: createSqsPostingQueue(options),
    receive: async () => (await drained()).flatMap((body) => parsePostingMessage(body) ?? []),
  };
});

describeDeliveryQueue('SQS', async () => {
  const { options, drained, ...sqs } = await openSqs();
  return {
    ...sqs,
    deliveries: createSqsDeliveryQueue(options),
    receive: async () => (await drained()).flatMap((body) => parseDeliveryMessage(body) ?? []),
  };
});

describeUnverifiedQueue('SQS', async () => {
  const { options, drained, ...sqs } = await openSqs();
  return {
    ...sqs,
    unverified: createSqsUnverifiedQueue(options),
    receive: async () => (await drained()).flatMap((body) => parseUnverifiedMessage(body) ?? []),
  };
});

describePromotionQueue('SQS', async () => {
  const { options, drained, ...sqs } = await openSqs();
  return {
    ...sqs,
    queue: createSqsPromotionQueue(options),
    receive: async () => (await drained()).flatMap((body) => parsePromotionMessage(body) ?? []),
  };
});
