import { setTimeout as sleep } from 'node:timers/promises';
import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { SQSEvent } from 'aws-lambda';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { InvocationResult } from '../../../local/lambda/execution-environment.ts';
import { startQueuePoller } from '../../../local/queue-poller.ts';
import { type LocalSqsAndS3, startSqsAndS3 } from '../../../local/sqs-and-s3/start-sqs-and-s3.ts';
import { sqsClient } from '../../support/emulators/sqs.ts';

let sqs: LocalSqsAndS3;
let client: SQSClient;
let stop: (() => Promise<void>) | undefined;
beforeEach(async () => {
  sqs = await startSqsAndS3({ visibilityTimeoutSeconds: 1 });
  client = sqsClient(sqs.endpoint);
});
afterEach(async () => {
  await stop?.();
  client.destroy();
  await sqs.close();
});

/** Sends the texts and polls with this function; `seen` is every text that it was given. */
async function poll(texts: readonly string[], invoke: (event: SQSEvent, time: number) => InvocationResult) {
  for (const text of texts) await client.send(new SendMessageCommand({ QueueUrl: sqs.queueUrl, MessageBody: text }));
  const seen: string[] = [];
  const times = new Map<string, number>();
  stop = startQueuePoller({
    client,
    queueUrl: sqs.queueUrl,
    batchSize: 5,
    log: () => undefined,
    invoke: async (event) => {
      seen.push(...event.Records.map(({ body }) => body));
      const body = event.Records[0]?.body ?? '';
      times.set(body, (times.get(body) ?? 0) + 1);
      return invoke(event, times.get(body) ?? 0);
    },
  });
  return seen;
}

const done = (failures: readonly string[] = []): InvocationResult => ({
  kind: 'returned',
  value: { batchItemFailures: failures.map((itemIdentifier) => ({ itemIdentifier })) },
});
const twoSeconds = () => sleep(2_000);

test('brings what Lambda documents, and deletes what was not given back', async () => {
  let first: SQSEvent | undefined;
  const seen = await poll(['{"order":"1"}'], (event) => {
    first = event;
    return done();
  });
  await twoSeconds();
  expect(seen).toEqual(['{"order":"1"}']);
  expect(first?.Records).toMatchObject([
    {
      body: '{"order":"1"}',
      attributes: { ApproximateReceiveCount: '1', SentTimestamp: expect.stringMatching(/^\d{13}$/) },
      eventSource: 'aws:sqs',
      eventSourceARN: 'arn:aws:sqs:us-east-1:000000000000:ponte-settle',
      awsRegion: 'us-east-1',
    },
  ]);
});

test('what was given back comes again, and nothing else', async () => {
  const seen = await poll(['good', 'bad'], ({ Records }) =>
    done(
      Records.filter(({ body, attributes }) => body === 'bad' && attributes.ApproximateReceiveCount === '1').map(
        ({ messageId }) => messageId,
      ),
    ),
  );
  await vi.waitFor(() => expect(seen.filter((body) => body === 'bad')).toHaveLength(2), 5_000);
  expect(seen.filter((body) => body === 'good')).toHaveLength(1);
});

test.each<[string, InvocationResult]>([
  ['that fails', { kind: 'failed', because: 'made up' }],
  ['that names an unknown message', done(['nobody'])],
])('a function %s gives its whole batch back', async (_, result) => {
  const seen = await poll(['one'], (_event, time) => (time === 1 ? result : done()));
  await vi.waitFor(() => expect(seen).toEqual(['one', 'one']), 5_000);
});
