import { GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LocalDynamoDb, startDynamoDb } from '../../../local/dynamodb/start-dynamodb.ts';
import { readRun } from '../../../src/aws/dynamodb/stored-run.ts';
import { NO_PROGRESS } from '../../../src/domain/promotion/progress.ts';
import type { RunRecord } from '../../../src/domain/promotion/run.ts';
import { LedgerUnreachable } from '../../../src/ports/ledger-unreachable.ts';
import { describeRunStore } from '../../support/conformance/run-store.ts';
import { openRunStore } from '../../support/emulators/dynamodb.ts';
import { startLosingProxy } from '../../support/emulators/losing-proxy.ts';
import { keyOf, runWith } from '../../support/promotion-runs.ts';

const { signal } = new AbortController();
let dynamoDb: LocalDynamoDb;
beforeAll(async () => {
  dynamoDb = await startDynamoDb();
});
afterAll(() => dynamoDb.close());

describeRunStore('dynalite', () => openRunStore(dynamoDb.endpoint));

describe('items', () => {
  const counts = { rows: 3, awards: 2, points: 20, bad: 0, duplicates: 1, otherDays: 0 };

  /** What the index lists of runs, after this one was saved. */
  async function listedAfter(...records: readonly RunRecord[]) {
    const { shelf, documents, tableName, close } = await openRunStore(dynamoDb.endpoint);
    for (const [version, record] of records.entries()) await shelf.save(record, version, signal);
    const { Items: items = [] } = await documents.send(
      new QueryCommand({
        TableName: tableName,
        IndexName: 'parked',
        KeyConditionExpression: 'parkedKind = :kind',
        ExpressionAttributeValues: { ':kind': 'occurrence' },
      }),
    );
    await close();
    return items.map(({ pk, parkedAtMs }) => [pk, parkedAtMs]);
  }

  test.each<[string, Partial<RunRecord>]>([
    ['does not go on', { because: 'the file is missing' }],
    ['has rows that cannot be used', { phase: 'queued', counts: { ...counts, bad: 1 } }],
  ])('one that %s is listed for a person, since it was fired', async (_, changes) => {
    expect(await listedAfter(runWith(changes))).toEqual([
      ['OCCURRENCE#christmas#20261224T120000Z', Date.UTC(2026, 11, 24, 12)],
    ]);
  });

  test.each<[string, Partial<RunRecord>]>([
    ['goes on', { counts }],
    ['was dismissed', { because: 'the file is missing', dismissedAtMs: 5 }],
  ])('one that %s is not, though it was before', async (_, changes) => {
    expect(await listedAfter(runWith({ because: 'the file is missing' }), runWith(changes))).toEqual([]);
  });

  test('an attribute that this version does not know survives its saves, of runs and of parts of the progress', async () => {
    const { shelf, documents, tableName, close } = await openRunStore(dynamoDb.endpoint);
    await shelf.save(runWith({ because: 'the file is missing' }), 0, signal);
    await shelf.saveProgress(keyOf(24), 1, NO_PROGRESS, 0, signal);
    const pks = ['OCCURRENCE#christmas#20261224T120000Z', 'TALLY#christmas#20261224T120000Z#1'];
    const itemOf = async (pk: string) =>
      (await documents.send(new GetCommand({ TableName: tableName, Key: { pk } }))).Item;
    for (const pk of pks) {
      await documents.send(new PutCommand({ TableName: tableName, Item: { ...(await itemOf(pk)), mood: 'merry' } }));
    }
    expect(await shelf.save(runWith(), 1, signal)).toBe('saved');
    expect(await shelf.saveProgress(keyOf(24), 1, { ...NO_PROGRESS, applied: 1 }, 1, signal)).toBe('saved');
    for (const pk of pks) expect(await itemOf(pk)).toMatchObject({ version: 2, mood: 'merry' });
    expect(await shelf.load(keyOf(24), signal)).toStrictEqual({ record: runWith(), version: 2 });
    await close();
  });

  test('reads for a person what the store wrote, and refuses what it cannot read', async () => {
    const { shelf, documents, tableName, close } = await openRunStore(dynamoDb.endpoint);
    const record = runWith({ because: 'the file is missing' });
    await shelf.save(record, 0, signal);
    const Key = { pk: 'OCCURRENCE#christmas#20261224T120000Z' };
    const { Item: item } = await documents.send(new GetCommand({ TableName: tableName, Key }));
    expect(readRun(item)).toStrictEqual(record);
    const newer = { ...item, stored: JSON.stringify({ ...record, mood: 'merry' }) };
    expect(() => readRun(newer)).toThrow();
    await documents.send(new PutCommand({ TableName: tableName, Item: newer }));
    await expect(shelf.load(keyOf(24), signal)).rejects.toThrow();
    await close();
  });
});

describe('when the table answers badly', () => {
  test('a write whose reply is lost looks like a conflict, and is there', async () => {
    const proxy = await startLosingProxy(dynamoDb.endpoint, 'UpdateItem');
    const { shelf, close } = await openRunStore(proxy.endpoint);
    expect(await shelf.save(runWith(), 0, signal)).toBe('conflict');
    expect(await shelf.load(keyOf(24), signal)).toStrictEqual({ record: runWith(), version: 1 });
    await close();
    await proxy.close();
  });

  test('a run is enlisted once, though the reply was lost', async () => {
    const proxy = await startLosingProxy(dynamoDb.endpoint, 'UpdateItem');
    const { shelf, close } = await openRunStore(proxy.endpoint);
    await shelf.enlist(keyOf(24), signal);
    expect(await shelf.list('christmas', signal)).toStrictEqual([keyOf(24)]);
    await close();
    await proxy.close();
  });

  test('one that cannot be reached is unreachable', async () => {
    const proxy = await startLosingProxy(dynamoDb.endpoint, 'GetItem', 'hang');
    const { shelf, close } = await openRunStore(proxy.endpoint);
    await expect(shelf.load(keyOf(24), AbortSignal.timeout(50))).rejects.toBeInstanceOf(LedgerUnreachable);
    await close();
    await proxy.close();
  });
});
