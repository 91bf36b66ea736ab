import { randomBytes } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LocalDynamoDb, startDynamoDb } from '../../../local/dynamodb/start-dynamodb.ts';
import { nameOf, type RecordKey } from '../../../src/domain/record.ts';
import type { ParkedDelivery } from '../../../src/ports/ledger.ts';
import { RecordTooLarge } from '../../../src/ports/record-too-large.ts';
import { describeLedger } from '../../support/conformance/ledger.ts';
import { openLedger } from '../../support/emulators/dynamodb.ts';
import { startLosingProxy } from '../../support/emulators/losing-proxy.ts';
import { WOOCOMMERCE_ITEM_1 } from '../../support/items-of-version-1.ts';
import { orderKey, pendingEntry, recordWith } from '../../support/order-records.ts';

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

  test('an order has the keys of what waits for a person only while it does', async () => {
    const opened = await openLedger(dynamoDb.endpoint);
    const order = recordWith(orderKey(123));
    const refused = pendingEntry({ state: 'parked', parked: 'refused', parkedAtMs: 7 });
    await opened.ledger.save({ ...order, entries: [refused] }, 0, signal);
    const parked = await itemOf(opened, 'ORDER#acme#123');
    expect(parked).toMatchObject({ parkedKind: 'order', parkedAtMs: 7 });
    expect(parked).not.toHaveProperty('pendingShard');

    await opened.ledger.save({ ...order, entries: [pendingEntry()] }, 1, signal);
    const pending = await itemOf(opened, 'ORDER#acme#123');
    expect(pending).toMatchObject({ version: 2, pendingAtMs: 0 });
    for (const key of ['parkedKind', 'parkedAtMs']) expect(pending).not.toHaveProperty(key);
  });

  test('an order whose payment date is ahead waits for a person, and is due on its day', async () => {
    const opened = await openLedger(dynamoDb.endpoint);
    const ahead = { ...recordWith(orderKey(123)), paymentAhead: { sinceMs: 7, untilMs: 90 } };
    await opened.ledger.save(ahead, 0, signal);
    expect(await itemOf(opened, 'ORDER#acme#123')).toMatchObject({
      parkedKind: 'order',
      parkedAtMs: 7,
      pendingAtMs: 90,
    });
    expect((await opened.ledger.load(orderKey(123), signal))?.record).toStrictEqual(ahead);

    await opened.ledger.save({ ...ahead, paymentAhead: null }, 1, signal);
    const known = await itemOf(opened, 'ORDER#acme#123');
    for (const key of ['parkedKind', 'parkedAtMs', 'pendingAtMs', 'pendingShard']) {
      expect(known).not.toHaveProperty(key);
    }
  });

  test('that would be larger than DynamoDB takes is told from one that cannot be reached', async () => {
    const { ledger } = await openLedger(dynamoDb.endpoint);
    const large = recordWith(orderKey(123), [pendingEntry({ reason: randomBytes(500_000).toString('base64') })]);
    await expect(ledger.save(large, 0, signal)).rejects.toThrow(RecordTooLarge);
    expect(await ledger.load(orderKey(123), signal)).toBeNull();
    await ledger.save(recordWith(orderKey(123)), 0, signal);
    await expect(ledger.save(large, 1, signal)).rejects.toThrow(RecordTooLarge);
  });

  test('an attribute that this version does not know survives its saves', async () => {
    const opened = await openLedger(dynamoDb.endpoint);
    await opened.ledger.save(recordWith(orderKey(123), [pendingEntry()]), 0, signal);
    const item = { ...(await itemOf(opened, 'ORDER#acme#123')), mood: { of: 'a newer version' }, ttl: 7 };
    await opened.documents.send(new PutCommand({ TableName: opened.tableName, Item: item }));
    expect(await opened.ledger.save(recordWith(orderKey(123)), 1, signal)).toBe('saved');
    expect(await itemOf(opened, 'ORDER#acme#123')).toMatchObject({
      version: 2,
      record: '{"facts":[[]]}',
      mood: { of: 'a newer version' },
      ttl: 7,
    });
    expect(await opened.ledger.load(orderKey(123), signal)).toStrictEqual({
      record: recordWith(orderKey(123)),
      version: 2,
    });
  });

  test('an order of the first version is read, and saved as the third, in its attributes alone', async () => {
    const opened = await openLedger(dynamoDb.endpoint);
    const pk = 'ORDER#demo-woocommerce#18';
    const item = { ...WOOCOMMERCE_ITEM_1, pk, version: 4 };
    await opened.documents.send(new PutCommand({ TableName: opened.tableName, Item: item }));
    const key = { ...orderKey(18), store: 'demo-woocommerce' };
    const loaded = await opened.ledger.load(key, signal);
    expect(loaded).toMatchObject({ version: 4, record: { key, customer: 'noor.devries@example.com' } });
    expect(loaded && (await opened.ledger.save(loaded.record, 4, signal))).toBe('saved');
    expect(await itemOf(opened, pk)).toEqual({
      pk,
      version: 5,
      schemaVersion: 3,
      store: 'demo-woocommerce',
      order: '18',
      record: expect.anything(),
    });
    expect(await opened.ledger.load(key, signal)).toStrictEqual({ record: loaded?.record, version: 5 });
  });

  test('an order of a newer version than this is refused', async () => {
    const opened = await openLedger(dynamoDb.endpoint);
    await opened.ledger.save(recordWith(orderKey(123)), 0, signal);
    const newer = { ...(await itemOf(opened, 'ORDER#acme#123')), schemaVersion: 4 };
    await opened.documents.send(new PutCommand({ TableName: opened.tableName, Item: newer }));
    await expect(opened.ledger.load(orderKey(123), signal)).rejects.toThrow('cannot be read: schemaVersion');
  });

  test('due items of a kind that this version does not know are counted, and hide nothing behind them', async () => {
    const opened = await openLedger(dynamoDb.endpoint);
    await opened.ledger.save(recordWith(orderKey(123), [pendingEntry({ notBeforeMs: 20 })]), 0, signal);
    for (const shard of ['0', '1', '7']) {
      const item = { pk: `GIFT#acme#${shard}`, version: 1, pendingShard: shard, pendingAtMs: 5 };
      await opened.documents.send(new PutCommand({ TableName: opened.tableName, Item: item }));
    }
    expect(await opened.ledger.ready(50, null, signal)).toEqual({
      keys: [orderKey(123)],
      unreadable: 3,
      oldestAtMs: 5,
      next: null,
    });
  });

  test('a record that no longer reads is refused without quoting it', async () => {
    const opened = await openLedger(dynamoDb.endpoint);
    await opened.ledger.save(recordWith(orderKey(123)), 0, signal);
    const item = await itemOf(opened, 'ORDER#acme#123');
    const broken = { ...item, record: '{"customer":"ana@example.com"}' };
    await opened.documents.send(new PutCommand({ TableName: opened.tableName, Item: broken }));

    const failure = await opened.ledger.load(orderKey(123), signal).catch(String);
    expect(failure).toContain('facts');
    expect(failure).not.toMatch(/ana|123/);
  });

  test('a record larger than an item is refused, not taken for a conflict', async () => {
    const { ledger } = await openLedger(dynamoDb.endpoint);
    const large = recordWith(orderKey(1), [pendingEntry({ reason: randomBytes(450_000).toString('base64') })]);
    await expect(ledger.save(large, 0, signal)).rejects.toThrow();
  });

  test('a write whose reply is lost looks like a conflict when the client sends it again, and is there', async () => {
    const proxy = await startLosingProxy(dynamoDb.endpoint, 'UpdateItem');
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
    reason: 'unreadable',
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
      reason: 'unreadable',
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
    await expect(ledger.ready(1, 'garbage', signal)).rejects.toThrow('page token');
    await expect(
      ledger.ready(1, Buffer.from('{"shard":8,"after":null}').toString('base64url'), signal),
    ).rejects.toThrow();
  });

  test('a shard gives its oldest first', async () => {
    const { ledger } = await openLedger(dynamoDb.endpoint, 100);
    const ids = [9, 8, 7, 6, 5, 4, 3, 2, 1, 10, 11, 12];
    for (const id of ids) await ledger.save(recordWith(orderKey(id), [pendingEntry({ notBeforeMs: id })]), 0, signal);

    const { keys, next } = await ledger.ready(12, null, signal);
    const idOf = (key: RecordKey | undefined) => (key === undefined ? 0 : Number(nameOf(key)));
    const falls = keys.filter((key, index) => idOf(key) < idOf(keys[index - 1]));
    expect(keys).toHaveLength(ids.length);
    expect(next).toBeNull();
    expect(falls.length).toBeLessThan(8);
  });
});
