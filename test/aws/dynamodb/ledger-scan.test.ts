import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type LocalDynamoDb, startDynamoDb } from '../../../local/dynamodb/start-dynamodb.ts';
import { parseRecordPk, recordPk } from '../../../src/aws/dynamodb/item-keys.ts';
import { createDynamoDbLedgerScan } from '../../../src/aws/dynamodb/ledger-scan.ts';
import { noFacts } from '../../../src/domain/merge-facts.ts';
import type { LedgerScan, ScannedItem } from '../../../src/ports/ledger-scan.ts';
import { awardKey, awardWith } from '../../support/award-records.ts';
import { openLedger } from '../../support/emulators/dynamodb.ts';
import { orderKey, pendingEntry, recordWith } from '../../support/order-records.ts';

const { signal } = new AbortController();
let dynamoDb: LocalDynamoDb;
let table: Awaited<ReturnType<typeof openLedger>>;
let scan: LedgerScan;
beforeAll(async () => {
  dynamoDb = await startDynamoDb();
});
afterAll(() => dynamoDb.close());
beforeEach(async () => {
  table = await openLedger(dynamoDb.endpoint);
  scan = createDynamoDbLedgerScan(table);
  return () => table.close();
});

async function pks(records: ReturnType<LedgerScan['records']>): Promise<string[]> {
  const all: string[] = [];
  for await (const { pk } of records) all.push(pk);
  return all;
}

async function items(): Promise<ScannedItem[]> {
  const all: ScannedItem[] = [];
  for await (const item of scan.items(signal)) all.push(item);
  return all;
}

const put = (item: Record<string, unknown>) =>
  table.documents.send(new PutCommand({ TableName: table.tableName, Item: item }));

/** An order whose entries do not fit into its item: three kilobytes of texts that no compression makes small. */
function longOrder(salt: string) {
  const entries = Array.from({ length: 40 }, (_, index) => {
    const noise = Array.from({ length: 12 }, (_, at) => (Math.sin(index * 12 + at + salt.length) * 1e9).toString(36));
    return pendingEntry({ number: index + 1, state: 'applied', reason: noise.join(''), customerReason: salt });
  });
  return { ...recordWith(orderKey(9), entries), facts: noFacts };
}

describe('orders and awards', () => {
  test('are found once, over as many pages as it takes; what cannot be read is told', async () => {
    // A page of DynamoDB is a megabyte.
    const long = pendingEntry({ reason: 'x'.repeat(100_000) });
    for (let index = 1; index <= 25; index += 1)
      await table.ledger.save(recordWith(orderKey(index), [long]), 0, signal);
    await table.ledger.save(awardWith(awardKey(1), [pendingEntry()]), 0, signal);
    await put({ pk: 'ACCOUNT#acme', version: 1 });
    await put({ pk: 'ORDER#acme#999', version: 1, schemaVersion: 99 });
    const read: string[] = [];
    const unread: string[] = [];
    for await (const { pk, record } of scan.records(null, signal)) (record === null ? unread : read).push(pk);
    const orders = Array.from({ length: 25 }, (_, index) => `ORDER#acme#${index + 1}`);
    expect(read.toSorted()).toEqual([recordPk(awardKey(1)), ...orders].toSorted());
    expect(unread).toEqual(['ORDER#acme#999']);
  });

  test('after any of them, the others follow in the same order', async () => {
    for (let index = 1; index <= 6; index += 1) await table.ledger.save(recordWith(orderKey(index)), 0, signal);
    const all = await pks(scan.records(null, signal));
    for (const [at, pk] of all.entries()) {
      expect(await pks(scan.records(parseRecordPk(pk) ?? null, signal))).toEqual(all.slice(at + 1));
    }
  });
});

describe('items', () => {
  test('are read as what they are, and what cannot be read as its texts', async () => {
    const body = Buffer.from('{"email":"ana@example.com"}');
    const parked = { store: 'acme', topic: null, signature: null, receivedAtMs: 5, body } as const;
    await table.ledger.parkDelivery({ ...parked, reason: 'unreadable', because: 'it is odd' }, signal);
    await table.ledger.save(awardWith(awardKey(1), [pendingEntry()]), 0, signal);
    await put({ pk: 'STORE#acme', activity: '{"refusals":1}', version: 1 });
    await put({ pk: 'ORDER#acme#999', version: 1, schemaVersion: 99, record: 'of ana@example.com' });
    await put({ pk: 'OCCURRENCE#x#y', version: 1, stored: '{"by":"a newer one"}' });
    const found = Object.fromEntries((await items()).map((item) => [item.pk.split('#')[0], item]));
    expect(found).toMatchObject({
      PARKED: { kind: 'delivery', delivery: { store: 'acme', receivedAtMs: 5, body } },
      AWARD: { kind: 'record', version: 1, record: { customer: 'ana@example.com' } },
      STORE: { kind: 'other', isLegible: true, content: { activity: '{"refusals":1}' } },
      ORDER: { kind: 'other', isLegible: false, content: { record: 'of ana@example.com' } },
      OCCURRENCE: { kind: 'other', isLegible: false },
    });
  });

  test('are pages of an order, too; one is removed once its order no longer names it', async () => {
    await table.ledger.save(longOrder('first'), 0, signal);
    const pages = async () => (await items()).filter(({ kind }) => kind === 'page');
    const [first] = await pages();
    if (first === undefined) throw new Error('the order has no page');
    expect(first).toMatchObject({ content: { entries: expect.any(Array) } });
    expect(await scan.removePage(first.pk, signal)).toBe('named');
    await table.ledger.save(longOrder('second'), 1, signal);
    expect(await pages()).toHaveLength(2);
    expect(await scan.removePage(first.pk, signal)).toBe('removed');
    const left = await pages();
    expect(left).toHaveLength(1);
    expect(left[0]?.pk).not.toBe(first.pk);
    expect(await table.ledger.load(orderKey(9), signal)).toMatchObject({ record: longOrder('second') });
    expect(await scan.removePage('ORDER#acme#9', signal)).toBe('named');
  });
});
