import { PurgeQueueCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { demoShopify } from '../../local/demo-stores.ts';
import type { Fault } from '../../sandbox/faults.ts';
import { createSqsUnverifiedQueue } from '../../src/aws/sqs/delivery-queue.ts';
import { createQueueClient } from '../../src/aws/sqs/queue-client.ts';
import { sign } from '../../src/platforms/hmac-signature.ts';
import { shopifyBytes } from '../fixtures/load.ts';
import { signedBody, startTestPlatform, type TestPlatform } from '../support/test-platform.ts';

let platform: TestPlatform;
beforeAll(async () => {
  platform = await startTestPlatform();
});
beforeEach(() => platform.sandbox.core.setFaults([]));
afterAll(() => platform.stop());

/** A paid WooCommerce order of 10.00: ten points. */
async function pay(id: string, email: string) {
  const body = {
    id: Number(id),
    status: 'processing',
    currency: 'EUR',
    total: '10.00',
    date_modified_gmt: '2026-05-01T10:00:00',
    date_paid_gmt: '2026-05-01T10:00:00',
    line_items: [{ total: '10.00', total_tax: '0.00' }],
    refunds: [],
    billing: { email },
  };
  return platform.send(signedBody('woocommerce', JSON.stringify(body)));
}

const changesOf = (email: string) => platform.sandbox.core.state().changes.filter(({ customer }) => customer === email);

const ILLNESSES: readonly [string, Fault][] = [
  ['answers 503', { kind: 'status', status: 503 }],
  ['asks to wait', { kind: 'status', status: 429, retryAfter: '1' }],
  ['breaks the connection before it adds', { kind: 'cut' }],
  ['breaks the connection after it added', { kind: 'cut', when: 'after' }],
  ['answers half a JSON text', { kind: 'badJson' }],
  ['shows the page of a proxy', { kind: 'badGateway' }],
];

test('every illness of the API defers, heals within seconds, and counts once', async () => {
  const ids = ILLNESSES.map((_, index) => String(100 + index));
  for (const [index, [, fault]] of ILLNESSES.entries()) {
    platform.sandbox.core.setFaults([{ ...fault, operation: 'change' }]);
    const answer = await pay(ids[index] ?? '', `ill${index}@example.com`);
    expect(answer).toMatchObject({ status: 202, outcome: { severity: 'warning', outcome: 'deferred' } });
  }
  platform.sandbox.core.setFaults([]);
  for (const [index, id] of ids.entries()) {
    expect((await platform.settled.until(id, 15_000))?.severity).toBe('success');
    expect(await platform.balance(`ill${index}@example.com`)).toBe(10);
    expect(changesOf(`ill${index}@example.com`)).toHaveLength(1);
  }
});

test('an API that hangs does not keep the shop waiting', async () => {
  platform.sandbox.core.setFaults([{ kind: 'hang', operation: 'change', times: 1 }]);
  const begunAtMs = Date.now();
  expect(await pay('110', 'slow@example.com')).toMatchObject({ status: 202 });
  expect(Date.now() - begunAtMs).toBeLessThan(4_500);
  expect((await platform.settled.until('110', 15_000))?.outcome).toBe('applied');
  expect(await platform.balance('slow@example.com')).toBe(10);
});

test('what the queue lost, the sweep finds', async () => {
  platform.sandbox.core.setFaults([{ kind: 'status', status: 503, operation: 'change', times: 1 }]);
  expect(await pay('111', 'lost@example.com')).toMatchObject({ status: 202 });
  const { queueUrl } = platform;
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const client = new SQSClient({ region: 'us-east-1', endpoint: new URL(queueUrl).origin, credentials });
  await client.send(new PurgeQueueCommand({ QueueUrl: queueUrl }));
  client.destroy();
  expect((await platform.settled.until('111', 15_000))?.outcome).toBe('applied');
  expect(changesOf('lost@example.com')).toMatchObject([{ points: 10 }]);
  expect(platform.lines.filter((line) => line.startsWith('sweep')).join('\n')).toMatch(/"queued":1/);
});

test('what waits to be verified is taken from its own queue', async () => {
  const queueUrl = platform.queueUrl.replace('ponte-settle', 'ponte-unverified');
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const client = new SQSClient({ region: 'us-east-1', endpoint: new URL(queueUrl).origin, credentials });
  const body = shopifyBytes('orders-paid');
  const signature = sign(body, demoShopify.webhookSecret);
  const about = { store: demoShopify.id, topic: 'orders/paid', tries: 0, parkedPk: null };
  const times = { receivedAtMs: Date.now(), sentAtMs: Date.now() };
  await createSqsUnverifiedQueue({ client: createQueueClient(client.config), queueUrl }).keep(
    { ...about, ...times, signature, body },
    0,
    new AbortController().signal,
  );
  client.destroy();
  expect((await platform.settled.until('6100000000001', 15_000))?.outcome).toBe('applied');
});

test('many deliveries of one order at once count once', async () => {
  const answers = await Promise.all(Array.from({ length: 12 }, () => pay('112', 'burst@example.com')));
  expect(answers.filter(({ status }) => status >= 400)).toEqual([]);
  expect(changesOf('burst@example.com')).toMatchObject([{ points: 10 }]);
});
