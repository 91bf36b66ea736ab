import { createServer } from 'node:http';
import type { SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type LocalSqsAndS3, startSqsAndS3 } from '../../../local/sqs-and-s3/start-sqs-and-s3.ts';
import { parsePromotionMessage } from '../../../src/aws/sqs/promotion-message.ts';
import { createSqsPromotionQueue } from '../../../src/aws/sqs/promotion-queue.ts';
import { createQueueClient } from '../../../src/aws/sqs/queue-client.ts';
import { customerId } from '../../../src/domain/order-facts.ts';
import type { PromotionMessage } from '../../../src/ports/promotion-queue.ts';
import { attribute, drain, sqsClient } from '../../support/emulators/sqs.ts';
import { batchWith } from '../../support/pinning.ts';

const { signal } = new AbortController();
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

const promotionQueue = () =>
  createSqsPromotionQueue({ client: createQueueClient(client.config), queueUrl: sqs.queueUrl });

/** Batches of one award each, whose lines tell them apart. */
function batches(count: number, text: string | null = null): PromotionMessage[] {
  return Array.from({ length: count }, (_, index) => {
    const award = { line: index + 1, customer: customerId('ana@example.com'), points: 10, text };
    return { kind: 'awards', batch: batchWith({ from: index + 1, to: index + 2, awards: [award] }) };
  });
}
const firstLines = (messages: readonly (PromotionMessage | undefined)[]) =>
  messages.map((message) => (message?.kind === 'awards' ? message.batch.from : Number.NaN)).toSorted((a, b) => a - b);

describe('over the wire', () => {
  test.each([0, 1, 10, 11, 25])('queues %i batches, whole', async (count) => {
    expect(await promotionQueue().send(batches(count, 'é'), 0, signal)).toStrictEqual({ failed: [] });
    const received = (await drain(client, sqs.queueUrl)).map(parsePromotionMessage);
    expect(firstLines(received)).toEqual(Array.from({ length: count }, (_, index) => index + 1));
    for (const message of received) expect(batches(count, 'é')).toContainEqual(message);
  });

  test('queues a trigger beside them', async () => {
    const trigger = { kind: 'trigger', trigger: { promotion: 'christmas', scheduledAtMs: 1_798_113_600_000 } } as const;
    await promotionQueue().send([trigger], 0, signal);
    expect((await drain(client, sqs.queueUrl)).map(parsePromotionMessage)).toStrictEqual([trigger]);
  });

  test('queues in several calls what is too large for one', async () => {
    const large = batches(10, 'x'.repeat(200_000));
    expect(await promotionQueue().send(large, 0, signal)).toStrictEqual({ failed: [] });
    expect(firstLines((await drain(client, sqs.queueUrl)).map(parsePromotionMessage))).toHaveLength(10);
  });

  test('shows a delayed message only in its time', async () => {
    await promotionQueue().send(batches(2), 1, signal);
    expect(await attribute(client, sqs.queueUrl, 'ApproximateNumberOfMessagesDelayed')).toBe('2');
    expect(await drain(client, sqs.queueUrl)).toEqual([]);
    await expect.poll(() => drain(client, sqs.queueUrl), { timeout: 5_000, interval: 200 }).toHaveLength(2);
  });

  test('rejects and queues nothing once the signal has aborted', async () => {
    await expect(promotionQueue().send(batches(1), 0, AbortSignal.abort())).rejects.toThrow();
    expect(await drain(client, sqs.queueUrl)).toEqual([]);
  });

  test('rejects for a queue that is not there', async () => {
    const queue = createSqsPromotionQueue({
      client: createQueueClient(client.config),
      queueUrl: `${sqs.endpoint}/000000000000/nobody`,
    });
    await expect(queue.send(batches(1), 0, signal)).rejects.toThrow();
  });
});

describe('with an SQS that answers as told', () => {
  test('names exactly the messages that were not taken', async () => {
    const { result } = await withStandIn(
      // The fourth is refused, the sixth is not named at all.
      ({ Entries: entries }) => ({
        Successful: entries
          .filter(({ Id }) => Id !== '3' && Id !== '5')
          .map(({ Id }) => ({ Id, MessageId: 'm', MD5OfMessageBody: 'ignored' })),
        Failed: [{ Id: '3', Code: 'InternalError', SenderFault: false }],
      }),
      (queue) => queue.send(batches(14), 0, signal),
    );
    expect(firstLines(result.failed)).toEqual([4, 6, 14]);
  });

  test.each([
    [3_600, 900],
    [900, 900],
    [0.2, 1],
    [0, 0],
    [-5, 0],
  ])('sends a delay of %f seconds as %i', async (asked, sent) => {
    const { seen } = await withStandIn(
      () => ({}),
      (queue) => queue.send(batches(1), asked, signal),
    );
    expect(seen).toMatchObject([{ Entries: [{ DelaySeconds: sent }] }]);
  });

  test('sends at most ten messages at once, and at most a megabyte', async () => {
    const { seen } = await withStandIn(
      () => ({}),
      (queue) => queue.send([...batches(12), ...batches(3, 'x'.repeat(400_000))], 0, signal),
    );
    expect(seen.map(({ Entries: entries }) => entries.length)).toEqual([10, 4, 1]);
    const bytes = seen.map(({ Entries: entries }) =>
      entries.reduce((sum, { MessageBody: body }) => sum + body.length, 0),
    );
    for (const size of bytes) expect(size).toBeLessThanOrEqual(2 ** 20);
  });
});

interface SentBatch {
  readonly Entries: readonly { readonly Id: string; readonly DelaySeconds: number; readonly MessageBody: string }[];
}

/** Runs with an SQS of our own: fauxqs never fails in part. */
async function withStandIn<Result>(
  answer: (batch: SentBatch) => object,
  run: (queue: ReturnType<typeof createSqsPromotionQueue>) => Promise<Result>,
) {
  const seen: SentBatch[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const batch: SentBatch = JSON.parse(Buffer.concat(chunks).toString());
    seen.push(batch);
    response.setHeader('content-type', 'application/x-amz-json-1.0');
    response.end(JSON.stringify(answer(batch)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('the stand-in listens on no port');
  const endpoint = `http://127.0.0.1:${address.port}`;
  const standIn = sqsClient(endpoint);
  try {
    const result = await run(
      createSqsPromotionQueue({ client: createQueueClient(standIn.config), queueUrl: `${endpoint}/000000000000/p` }),
    );
    return { seen, result };
  } finally {
    standIn.destroy();
    server.close();
    server.closeAllConnections();
  }
}
