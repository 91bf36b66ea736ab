import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { ChangeMessageVisibilityCommand } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startSqsAndS3 } from '../../../local/sqs-and-s3/start-sqs-and-s3.ts';
import { createS3AudienceFiles } from '../../../src/aws/s3/audience-files.ts';
import { createSqsPostingQueue } from '../../../src/aws/sqs/posting-queue.ts';
import { createQueueClient } from '../../../src/aws/sqs/queue-client.ts';
import { s3Client } from '../../support/emulators/s3.ts';
import { attribute, drain, receive, sqsClient } from '../../support/emulators/sqs.ts';
import { orderKey } from '../../support/order-records.ts';

const signal = new AbortController().signal;
let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'ponte-sqs-'));
});
afterEach(() => rm(dataDir, { recursive: true }));

test('messages, the redrive policy and a new visibility timeout survive restarts', async () => {
  for (const run of [1, 2, 3]) {
    const sqs = await startSqsAndS3({ dataDir, visibilityTimeoutSeconds: run * 10 });
    const client = sqsClient(sqs.endpoint);
    expect(await attribute(client, sqs.queueUrl, 'ApproximateNumberOfMessages')).toBe(String(run - 1));
    expect(await attribute(client, sqs.queueUrl, 'VisibilityTimeout')).toBe(String(run * 10));
    expect(await attribute(client, sqs.queueUrl, 'RedrivePolicy')).toContain('ponte-settle-dead-letters');
    // What rests there until it can be verified comes again after an hour, a hundred times.
    expect(await attribute(client, sqs.unverifiedQueueUrl, 'VisibilityTimeout')).toBe('3600');
    expect(JSON.parse((await attribute(client, sqs.unverifiedQueueUrl, 'RedrivePolicy')) ?? '')).toEqual({
      deadLetterTargetArn: expect.stringMatching(/:ponte-unverified-dead-letters$/),
      maxReceiveCount: 150,
    });
    await createSqsPostingQueue({ client: createQueueClient(client.config), queueUrl: sqs.queueUrl }).send(
      [orderKey(run)],
      0,
      signal,
    );
    client.destroy();
    await sqs.close();
  }
});

test('what is in the bucket survives restarts, as a file that a person can read', async () => {
  const bucketDir = join(dataDir, 's3');
  for (const run of [1, 2, 3]) {
    const s3 = await startSqsAndS3({ dataDir, bucketDir });
    const client = s3Client(s3.endpoint);
    const files = createS3AudienceFiles({ client, bucket: s3.audienceBucket });
    expect((await files.newest('reports/vip.csv', signal))?.bytes ?? null).toBe(run === 1 ? null : run - 1);
    await files.write('reports/vip.csv', 'x'.repeat(run), signal);
    expect(await readFile(join(bucketDir, 'buckets/audiences/objects/reports/vip.csv.data'), 'utf8')).toHaveLength(run);
    client.destroy();
    await s3.close();
  }
});

test('a message received five times in vain goes to the dead letters', async () => {
  const sqs = await startSqsAndS3();
  const client = sqsClient(sqs.endpoint);
  await createSqsPostingQueue({ client: createQueueClient(client.config), queueUrl: sqs.queueUrl }).send(
    [orderKey(1)],
    0,
    signal,
  );
  for (let time = 1; time <= 5; time += 1) {
    const [message] = await receive(client, sqs.queueUrl);
    expect(message?.Attributes?.ApproximateReceiveCount).toBe(String(time));
    await client.send(
      new ChangeMessageVisibilityCommand({
        QueueUrl: sqs.queueUrl,
        ReceiptHandle: message?.ReceiptHandle,
        VisibilityTimeout: 0,
      }),
    );
  }
  expect(await receive(client, sqs.queueUrl)).toStrictEqual([]);
  expect(await drain(client, sqs.deadLetterQueueUrl)).toStrictEqual(['{"store":"acme","order":"1"}']);
  client.destroy();
  await sqs.close();
});

const elsewhere = Object.values(networkInterfaces())
  .flatMap((addresses) => addresses ?? [])
  .find(({ internal, family }) => !internal && family === 'IPv4')?.address;

test.skipIf(elsewhere === undefined)('other machines are turned away', async () => {
  const sqs = await startSqsAndS3();
  const port = Number(new URL(sqs.endpoint).port);
  const answer = await new Promise<string>((resolve) => {
    const socket = connect(port, elsewhere, () => socket.write('GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n'));
    socket.once('data', (data) => resolve(`answered: ${data}`));
    socket.once('error', () => resolve('refused'));
    socket.once('close', () => resolve('refused'));
  });
  expect(answer).toBe('refused');
  expect((await fetch(`${sqs.endpoint}/health`)).status).toBe(200);
  await sqs.close();
});
