import { setTimeout as sleep } from 'node:timers/promises';
import { startSqsAndS3 } from '../../local/sqs-and-s3/start-sqs-and-s3.ts';
import { parsePromotionMessage } from '../../src/promotions/promotion-message.ts';
import { createSqsPromotionQueue } from '../../src/promotions/sqs-promotion-queue.ts';
import { parseDeliveryMessage } from '../../src/queue/delivery-message.ts';
import { parseSettleMessage } from '../../src/queue/settle-queue.ts';
import { createSqsDeliveryQueue } from '../../src/queue/sqs-delivery-queue.ts';
import { createSqsSettleQueue } from '../../src/queue/sqs-settle-queue.ts';
import { drain, sqsClient } from '../emulators/sqs.ts';
import { describePromotionQueue } from '../promotions/promotion-queue-conformance.ts';
import { describeDeliveryQueue } from './delivery-queue-conformance.ts';
import { describeSettleQueue } from './settle-queue-conformance.ts';

async function openSqs() {
  const sqs = await startSqsAndS3();
  const client = sqsClient(sqs.endpoint);
  return {
    options: { client, queueUrl: sqs.queueUrl },
    drained: () => drain(client, sqs.queueUrl),
    passTime: (ms: number) => sleep(ms),
    async close() {
      client.destroy();
      await sqs.close();
    },
  };
}

describeSettleQueue('SQS', async () => {
  const { options, drained, ...sqs } = await openSqs();
  return {
    ...sqs,
    queue: createSqsSettleQueue(options),
    receive: async () => (await drained()).flatMap((body) => parseSettleMessage(body) ?? []),
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

describePromotionQueue('SQS', async () => {
  const { options, drained, ...sqs } = await openSqs();
  return {
    ...sqs,
    queue: createSqsPromotionQueue(options),
    receive: async () => (await drained()).flatMap((body) => parsePromotionMessage(body) ?? []),
  };
});
