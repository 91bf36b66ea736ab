import { createServer } from 'node:http';
import type { SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type LocalSqsAndS3, startSqsAndS3 } from '../../../local/sqs-and-s3/start-sqs-and-s3.ts';
import { parsePostingMessage } from '../../../src/aws/sqs/posting-message.ts';
import { createSqsPostingQueue } from '../../../src/aws/sqs/posting-queue.ts';
import { createQueueClient } from '../../../src/aws/sqs/queue-client.ts';
import { nameOf } from '../../../src/domain/record.ts';
import { attribute, drain, sqsClient } from '../../support/emulators/sqs.ts';
import { orderKey } from '../../support/order-records.ts';

const signal = new AbortController().signal;
let sqs: LocalSqsAndS3;
let client: SQSClient;
beforeAll(async () => {
  sqs = await startSqsAndS3();
  client = sqsClient(sqs.endpoint);
});
afterEach(() => drain(client, sqs.queueUrl));
afterAll(async () => {
  client.destroy();
  await sqs.close();
});

const keys = (count: number) => Array.from({ length: count }, (_, index) => orderKey(index + 1));
const postingQueue = () => createSqsPostingQueue({ client: createQueueClient(client.config), queueUrl: sqs.queueUrl });

test.each([0, 1, 10, 11, 25])('queues %i orders, one message each', async (count) => {
  expect(await postingQueue().send(keys(count), 0, signal)).toStrictEqual({ failed: [] });
  const received = (await drain(client, sqs.queueUrl)).map(parsePostingMessage);
  expect(received).toHaveLength(count);
  expect(new Set(received.map((key) => key && nameOf(key)))).toStrictEqual(
    new Set(keys(count).map(({ order }) => order)),
  );
});

test('a delayed message is not seen before its time', async () => {
  await postingQueue().send(keys(2), 1, signal);
  expect(await attribute(client, sqs.queueUrl, 'ApproximateNumberOfMessagesDelayed')).toBe('2');
  expect(await drain(client, sqs.queueUrl)).toStrictEqual([]);
  await expect.poll(() => drain(client, sqs.queueUrl), { timeout: 5_000, interval: 200 }).toHaveLength(2);
});

test('an aborted send rejects and queues nothing', async () => {
  await expect(postingQueue().send(keys(1), 0, AbortSignal.abort())).rejects.toThrow();
  expect(await drain(client, sqs.queueUrl)).toStrictEqual([]);
});

test('a queue that is not there rejects', async () => {
  const queue = createSqsPostingQueue({
    client: createQueueClient(client.config),
    queueUrl: `${sqs.endpoint}/000000000000/nobody`,
  });
  await expect(queue.send(keys(1), 0, signal)).rejects.toThrow();
});

test.each([
  [3_600, 900],
  [900, 900],
  [0.2, 1],
  [0, 0],
  [-5, 0],
])('a delay of %f seconds is sent as %i', async (asked, sent) => {
  const { seen } = await withStandIn(
    () => ({}),
    (queue) => queue.send(keys(1), asked, signal),
  );
  expect(seen).toMatchObject([{ Entries: [{ DelaySeconds: sent }] }]);
});

test('names exactly the orders that SQS did not take', async () => {
  const { result } = await withStandIn(
    ({ Entries: entries }) => ({
      Successful: entries
        .filter(({ Id }) => Id !== '3' && Id !== '5')
        .map(({ Id }) => ({ Id, MessageId: 'm', MD5OfMessageBody: 'ignored' })),
      // The one with id 5 is not named at all.
      Failed: entries
        .filter(({ Id }) => Id === '3')
        .map(({ Id }) => ({ Id, Code: 'InternalError', SenderFault: false })),
    }),
    (queue) => queue.send(keys(14), 0, signal),
  );
  expect(result.failed.map(nameOf)).toStrictEqual(['4', '6', '14']);
});

interface Batch {
  readonly Entries: readonly { readonly Id: string; readonly DelaySeconds: number }[];
}

/** Runs with an SQS of our own that answers as told: fauxqs never fails in part. */
async function withStandIn<Result>(
  answer: (batch: Batch) => object,
  run: (queue: ReturnType<typeof createSqsPostingQueue>) => Promise<Result>,
) {
  const seen: Batch[] = [];
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk) => {
      text += chunk;
    });
    request.on('end', () => {
      const batch: Batch = JSON.parse(text);
      seen.push(batch);
      response.setHeader('content-type', 'application/x-amz-json-1.0');
      response.end(JSON.stringify(answer(batch)));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('the stand-in listens on no port');
  const endpoint = `http://127.0.0.1:${address.port}`;
  const standIn = sqsClient(endpoint);
  try {
    const result = await run(
      createSqsPostingQueue({ client: createQueueClient(standIn.config), queueUrl: `${endpoint}/000000000000/settle` }),
    );
    return { seen, result };
  } finally {
    standIn.destroy();
    server.close();
    server.closeAllConnections();
  }
}
