import { setTimeout as sleep } from 'node:timers/promises';
import { startSqs } from '../../local/sqs/start-sqs.ts';
import { parseSettleMessage } from '../../src/queue/settle-queue.ts';
import { createSqsSettleQueue } from '../../src/queue/sqs-settle-queue.ts';
import { drain, sqsClient } from '../emulators/sqs.ts';
import { describeSettleQueue } from './settle-queue-conformance.ts';

describeSettleQueue('SQS', async () => {
  const sqs = await startSqs();
  const client = sqsClient(sqs.endpoint);
  return {
    queue: createSqsSettleQueue({ client, queueUrl: sqs.queueUrl }),
    receive: async () => (await drain(client, sqs.queueUrl)).flatMap((body) => parseSettleMessage(body) ?? []),
    passTime: (ms) => sleep(ms),
    async close() {
      client.destroy();
      await sqs.close();
    },
  };
});
