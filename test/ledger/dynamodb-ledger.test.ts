import { gunzipSync } from 'node:zlib';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LocalDynamoDb, startDynamoDb } from '../../local/dynamodb/start-dynamodb.ts';
import type { ParkedDelivery } from '../../src/ledger/ledger.ts';
import { nameOf, type RecordKey } from '../../src/ledger/ledger-record.ts';
import { openLedger } from '../emulators/dynamodb.ts';
import { startLosingProxy } from '../emulators/losing-proxy.ts';
import { describeLedger } from './ledger-conformance.ts';
import { orderKey, pendingEntry, recordWith } from './order-records.ts';

const signal = new AbortController().signal;
let dynamoDb: LocalDynamoDb;
beforeAll(async () => {
  dynamoDb = await startDynamoDb();
});
afterAll(() => dynamoDb.close());

describeLedger('dynalite', () => openLedger(dynamoDb.endpoint));

describe('DynamoDB items', () => {
  async function itemOf(opened: Awaited<ReturnType<typeof openLedger>>, pk: string) {
    const { Item: item } = await opened.documents.send(new GetCommand({ TableName: opened.tableName, Key: { pk } }));
    return item;
  }

  test('an order has the index keys only while an entry waits', async () => {
    const opened = await openLedger(dynamoDb.endpoint);
    await opened.ledger.save(recordWith(orderKey(123), [pendingEntry({ notBeforeMs: 5 })]), 0, signal);
    expect(await itemOf(opened, 'ORDER#acme#123')).toMatchObject({
      store: 'acme',
      order: '123',
      version: 1,
      pendingAtMs: 5,
      pendingShard: expect.stringMatching(/^[0-7]$/),
    });

    await opened.ledger.save(recordWith(orderKey(123), [pendingEntry({ state: 'applied' })]), 1, signal);
    const applied = await itemOf(opened, 'ORDER#acme#123');
    expect(applied).not.toHaveProperty('pendingAtMs');
    expect(applied).not.toHaveProperty('pendingShard');
  });

  test('a record that no longer reads is refused without quoting it', async () => {
    const opened = await openLedger(dynamoDb.endpoint);
    await opened.ledger.save(recordWith(orderKey(123)), 0, signal);
    const item = await itemOf(opened, 'ORDER#acme#123');
    const broken = { ...item, facts: '{"customer":"ana@example.com"}' };
    await opened.documents.send(new PutCommand({ TableName: opened.tableName, Item: broken }));

    const failure = await opened.ledger.load(orderKey(123), signal).catch(String);
    expect(failure).toContain('facts');
    expect(failure).not.toMatch(/ana|123/);
  });

  test('a record larger than an item is refused, not taken for a conflict', async () => {
    const { ledger } = await openLedger(dynamoDb.endpoint);
    const large = recordWith(orderKey(1), [pendingEntry({ reason: 'x'.repeat(410_000) })]);
    await expect(ledger.save(large, 0, signal)).rejects.toThrow();
  });

  test('a write whose reply is lost looks like a conflict when the client sends it again, and is there', async () => {
    const proxy = await startLosingProxy(dynamoDb.endpoint, 'PutItem');
    const opened = await openLedger(proxy.endpoint);
    const record = recordWith(orderKey(1), [pendingEntry()]);
    expect(await opened.ledger.save(record, 0, signal)).toBe('conflict');
    expect(await opened.ledger.load(record.key, signal)).toStrictEqual({ record, version: 1 });
    await opened.close();
    await proxy.close();
  });

  test('a call under way ends when the signal aborts', async () => {
    const proxy = await startLosingProxy(dynamoDb.endpoint, 'GetItem', 'hang');
    const opened = await openLedger(proxy.endpoint);
    await expect(opened.ledger.load(orderKey(1), AbortSignal.timeout(50))).rejects.toThrow();
    await opened.close();
    await proxy.close();
  });

  const delivery: ParkedDelivery = {
    store: 'acme',
    topic: 'orders/paid',
    signature: null,
    receivedAtMs: 1_700_000_000_000,
    because: 'not JSON',
    body: Buffer.from('abc'),
  };
  /** SHA-256 of "abc", as published with the algorithm. */
  const parkedKey = 'PARKED#acme#ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';

  test('a parked delivery is kept whole, and as it first came', async () => {
    const opened = await openLedger(dynamoDb.endpoint);
    await opened.ledger.parkDelivery(delivery, signal);
    await opened.ledger.parkDelivery(
      { ...delivery, topic: null, signature: null, receivedAtMs: 1, because: 'again' },
      signal,
    );

    const item = await itemOf(opened, parkedKey);
    expect(item).toMatchObject({
      store: 'acme',
      topic: 'orders/paid',

      receivedAtMs: 1_700_000_000_000,
      because: 'not JSON',
    });
    expect(gunzipSync(item?.bodyGzip).toString()).toBe('abc');
  });

  test('a large but compressible delivery is parked, one that does not fit is refused', async () => {
    const { ledger } = await openLedger(dynamoDb.endpoint);
    await ledger.parkDelivery({ ...delivery, body: new Uint8Array(5 * 1024 * 1024) }, signal);
    const noise = new Uint8Array(500_000);
    for (let start = 0; start < noise.length; start += 50_000)
      crypto.getRandomValues(noise.subarray(start, start + 50_000));
    await expect(ledger.parkDelivery({ ...delivery, body: noise }, signal)).rejects.toThrow(RangeError);
  });

  test('a page token of another maker is refused', async () => {
    const { ledger } = await openLedger(dynamoDb.endpoint);
    await expect(ledger.due(1, 'garbage', signal)).rejects.toThrow('page token');
    await expect(
      ledger.due(1, Buffer.from('{"shard":8,"after":null}').toString('base64url'), signal),
    ).rejects.toThrow();
  });

  test('a shard gives its oldest first', async () => {
    const { ledger } = await openLedger(dynamoDb.endpoint, 100);
    const ids = [9, 8, 7, 6, 5, 4, 3, 2, 1, 10, 11, 12];
    for (const id of ids) await ledger.save(recordWith(orderKey(id), [pendingEntry({ notBeforeMs: id })]), 0, signal);

    const { keys, next } = await ledger.due(12, null, signal);
    const idOf = (key: RecordKey | undefined) => (key === undefined ? 0 : Number(nameOf(key)));
    const falls = keys.filter((key, index) => idOf(key) < idOf(keys[index - 1]));
    expect(keys).toHaveLength(ids.length);
    expect(next).toBeNull();
    expect(falls.length).toBeLessThan(8);
  });
});
