import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LocalDynamoDb, startDynamoDb } from '../../local/dynamodb/start-dynamodb.ts';
import { javaIsThere, startDynamoDbLocal } from '../../local/dynamodb/start-dynamodb-local.ts';
import { type LocalSqs, startSqs } from '../../local/sqs/start-sqs.ts';
import { createDynamoDbParkedShelf } from '../../src/ledger/dynamodb-parked-shelf.ts';
import type { Entry } from '../../src/ledger/entry.ts';
import type { ParkedDelivery } from '../../src/ledger/ledger.ts';
import type { Parked } from '../../src/ledger/parked-shelf.ts';
import { createSqsSettleQueue } from '../../src/queue/sqs-settle-queue.ts';
import { parkedId } from '../../src/redriving/parked-line.ts';
import { foresee, type RedriveDependencies, redrive } from '../../src/redriving/redrive.ts';
import { shopifyPlatform } from '../../src/shopify/shopify-platform.ts';
import { dynamoDbClient, openLedger } from '../emulators/dynamodb.ts';
import { drain, sqsClient } from '../emulators/sqs.ts';
import { shopifyBytes } from '../fixtures/load.ts';
import { orderKey, pendingEntry, recordWith } from '../ledger/order-records.ts';
import { demoStore } from '../shopify/demo-store.ts';

const NOW_MS = Date.parse('2026-12-01T12:00:00Z');
const signal = new AbortController().signal;
const work = { now: () => NOW_MS, deadlineAtMs: NOW_MS + 60_000, signal };

const refused = (changes: Partial<Entry> = {}) =>
  pendingEntry({ state: 'parked', parked: 'refused', parkedAtMs: NOW_MS - 60_000, attempts: 1, ...changes });
const unread = (body: Uint8Array): ParkedDelivery => {
  return { store: demoStore.id, topic: 'orders/paid', receivedAtMs: NOW_MS - 1, because: 'no id', body };
};

const engines = [{ name: 'dynalite', start: startDynamoDb }];
if (await javaIsThere()) engines.push({ name: 'DynamoDB Local', start: startDynamoDbLocal });

describe.each(engines)('what is parked, in $name', ({ start }) => {
  let dynamoDb: LocalDynamoDb;
  let sqs: LocalSqs;
  const closers: (() => unknown)[] = [];
  beforeAll(async () => {
    dynamoDb = await start();
    sqs = await startSqs();
  });
  afterAll(async () => {
    for (const close of closers) await close();
    await sqs.close();
    await dynamoDb.close();
  });

  async function open() {
    const { ledger, tableName, close } = await openLedger(dynamoDb.endpoint);
    const client = DynamoDBDocumentClient.from(dynamoDbClient(dynamoDb.endpoint));
    const messages = sqsClient(sqs.endpoint);
    closers.push(
      close,
      () => client.destroy(),
      () => messages.destroy(),
    );
    const dependencies: RedriveDependencies = {
      ledger,
      shelf: createDynamoDbParkedShelf({ client, tableName }),
      queue: createSqsSettleQueue({ client: messages, queueUrl: sqs.queueUrl }),
      stores: [demoStore],
      platforms: [shopifyPlatform],
    };
    const parked = async () => {
      const found: Parked[] = [];
      for await (const one of dependencies.shelf.list(signal)) found.push(one);
      return found;
    };
    const queued = () => drain(messages, sqs.queueUrl);
    return { dependencies, ledger, parked, queued };
  }

  test('is listed, orders first and the longest waiting first; what waits for no person is not', async () => {
    const { ledger, parked } = await open();
    await ledger.save(recordWith(orderKey(1), [refused({ parkedAtMs: NOW_MS })]), 0, signal);
    await ledger.save(recordWith(orderKey(2), [refused({ parkedAtMs: NOW_MS - 9 })]), 0, signal);
    await ledger.save(recordWith(orderKey(3), [pendingEntry()]), 0, signal);
    await ledger.save(recordWith(orderKey(4), [pendingEntry({ state: 'applied' })]), 0, signal);
    await ledger.parkDelivery(unread(Buffer.from('{}')), signal);
    const found = await parked();
    expect(found.map(parkedId)).toEqual([
      'acme/2',
      'acme/1',
      expect.stringMatching(/^demo-shopify\/body-[\da-f]{12}$/),
    ]);
    expect(found.at(-1)).toEqual({ kind: 'delivery', delivery: unread(Buffer.from('{}')) });
  });

  test('an order goes through again under its own key, and is listed no longer', async () => {
    const { dependencies, ledger, parked, queued } = await open();
    await ledger.save(recordWith(orderKey(1), [refused()]), 0, signal);
    const [one] = await parked();
    if (one === undefined) throw new Error('nothing is parked');
    expect(await redrive(dependencies, one, work)).toEqual({ kind: 'redriven', order: '1' });
    expect(await queued()).toEqual([JSON.stringify(orderKey(1))]);
    expect(await parked()).toEqual([]);
    const record = (await ledger.load(orderKey(1), signal))?.record;
    expect(record?.entries).toMatchObject([{ state: 'pending', changeKey: refused().changeKey, notBeforeMs: NOW_MS }]);
    expect((await ledger.due(NOW_MS, null, signal)).keys).toEqual([orderKey(1)]);

    expect(await redrive(dependencies, one, work)).toEqual({ kind: 'cleared', because: 'it is parked no longer' });
    expect(await queued()).toEqual([]);
  });

  test('an order of more points than the API takes stays', async () => {
    const { dependencies, ledger, parked, queued } = await open();
    await ledger.save(recordWith(orderKey(1), [refused({ parked: 'pointsOutOfRange' })]), 0, signal);
    const [one] = await parked();
    if (one === undefined) throw new Error('nothing is parked');
    expect(await redrive(dependencies, one, work)).toMatchObject({ kind: 'leftParked' });
    expect(await parked()).toEqual([one]);
    expect(await queued()).toEqual([]);
  });

  test('a body that can be read now becomes its order, and is taken away', async () => {
    const { dependencies, ledger, parked, queued } = await open();
    await ledger.parkDelivery(unread(shopifyBytes('orders-paid')), signal);
    const [one] = await parked();
    if (one === undefined) throw new Error('nothing is parked');
    expect(foresee(dependencies, one, NOW_MS).kind).toBe('facts');
    expect(await redrive(dependencies, one, work)).toEqual({ kind: 'redriven', order: '6100000000001' });
    expect(await parked()).toEqual([]);
    expect(await queued()).toHaveLength(1);
    expect(await ledger.load({ ...orderKey('6100000000001'), store: demoStore.id }, signal)).not.toBeNull();
  });

  test.each([
    ['is no JSON still', Buffer.from('{'), {}, { kind: 'leftParked', because: 'the body is not JSON' }],
    ['has fields amiss still', Buffer.from('{"id":1}'), {}, { kind: 'leftParked' }],
    ['has lost its store', shopifyBytes('orders-paid'), { stores: [] }, { kind: 'leftParked' }],
    ['says nothing of points', shopifyBytes('order-transactions-create-sale'), {}, { kind: 'cleared' }],
  ])('a body that %s is not guessed at', async (_, body, changes, expected) => {
    const { dependencies, ledger, parked, queued } = await open();
    await ledger.parkDelivery(unread(body), signal);
    const [one] = await parked();
    if (one === undefined) throw new Error('nothing is parked');
    expect(await redrive({ ...dependencies, ...changes }, one, work)).toMatchObject(expected);
    expect(await parked()).toHaveLength(expected.kind === 'leftParked' ? 1 : 0);
    expect(await queued()).toEqual([]);
  });
});
