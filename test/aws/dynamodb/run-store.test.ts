import { GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LocalDynamoDb, startDynamoDb } from '../../../local/dynamodb/start-dynamodb.ts';
import { javaIsThere, startDynamoDbLocal } from '../../../local/dynamodb/start-dynamodb-local.ts';
import { createDynamoDbOccurrenceShelf } from '../../../src/aws/dynamodb/run-store.ts';
import { readOccurrence } from '../../../src/aws/dynamodb/stored-run.ts';
import { NOTHING_COUNTED } from '../../../src/domain/promotion/progress.ts';
import type { OccurrenceRecord } from '../../../src/domain/promotion/run.ts';
import { LedgerUnreachable } from '../../../src/ports/ledger-unreachable.ts';
import { describeOccurrenceShelf } from '../../support/conformance/run-store.ts';
import { openLedger } from '../../support/emulators/dynamodb.ts';
import { startLosingProxy } from '../../support/emulators/losing-proxy.ts';
import { inABox } from '../../support/loud.ts';
import { keyOf, occurrenceWith } from '../../support/promotion-runs.ts';

const { signal } = new AbortController();
let dynamoDb: LocalDynamoDb;
beforeAll(async () => {
  dynamoDb = await startDynamoDb();
});
afterAll(() => dynamoDb.close());

async function openShelf(endpoint: string) {
  const { documents, tableName, close } = await openLedger(endpoint);
  return { shelf: createDynamoDbOccurrenceShelf({ client: documents, tableName }), documents, tableName, close };
}

describeOccurrenceShelf('dynalite', () => openShelf(dynamoDb.endpoint));

const NO_JAVA = "Java 17 is not on the path: the occurrence shelf was not tested on AWS's DynamoDB Local";
if (await javaIsThere()) {
  describe('with Java', () => {
    let local: LocalDynamoDb;
    beforeAll(async () => {
      local = await startDynamoDbLocal();
    });
    afterAll(() => local.close());

    describeOccurrenceShelf('DynamoDB Local', () => openShelf(local.endpoint));
  });
} else {
  console.warn(inABox(NO_JAVA));
  test('occurrence shelf: DynamoDB Local', (context) => context.skip(NO_JAVA));
}

describe('items', () => {
  const counts = { rows: 3, awards: 2, points: 20, bad: 0, duplicates: 1, otherDays: 0 };

  /** What the index lists of occurrences, after this one was saved. */
  async function listedAfter(...records: readonly OccurrenceRecord[]) {
    const { shelf, documents, tableName, close } = await openShelf(dynamoDb.endpoint);
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

  test.each<[string, Partial<OccurrenceRecord>]>([
    ['does not go on', { because: 'the file is missing' }],
    ['has rows that cannot be used', { phase: 'queued', counts: { ...counts, bad: 1 } }],
  ])('one that %s is listed for a person, since it was fired', async (_, changes) => {
    expect(await listedAfter(occurrenceWith(changes))).toEqual([
      ['OCCURRENCE#christmas#20261224T120000Z', Date.UTC(2026, 11, 24, 12)],
    ]);
  });

  test.each<[string, Partial<OccurrenceRecord>]>([
    ['goes on', { counts }],
    ['was dismissed', { because: 'the file is missing', dismissedAtMs: 5 }],
  ])('one that %s is not, though it was before', async (_, changes) => {
    expect(await listedAfter(occurrenceWith({ because: 'the file is missing' }), occurrenceWith(changes))).toEqual([]);
  });

  test('an attribute that this version does not know survives its saves, of occurrences and of tallies', async () => {
    const { shelf, documents, tableName, close } = await openShelf(dynamoDb.endpoint);
    await shelf.save(occurrenceWith({ because: 'the file is missing' }), 0, signal);
    await shelf.saveTally(keyOf(24), 1, NOTHING_COUNTED, 0, signal);
    const pks = ['OCCURRENCE#christmas#20261224T120000Z', 'TALLY#christmas#20261224T120000Z#1'];
    const itemOf = async (pk: string) =>
      (await documents.send(new GetCommand({ TableName: tableName, Key: { pk } }))).Item;
    for (const pk of pks) {
      await documents.send(new PutCommand({ TableName: tableName, Item: { ...(await itemOf(pk)), mood: 'merry' } }));
    }
    expect(await shelf.save(occurrenceWith(), 1, signal)).toBe('saved');
    expect(await shelf.saveTally(keyOf(24), 1, { ...NOTHING_COUNTED, applied: 1 }, 1, signal)).toBe('saved');
    for (const pk of pks) expect(await itemOf(pk)).toMatchObject({ version: 2, mood: 'merry' });
    expect(await shelf.load(keyOf(24), signal)).toStrictEqual({ record: occurrenceWith(), version: 2 });
    await close();
  });

  test('reads for a person what the shelf wrote, and refuses what it cannot read', async () => {
    const { shelf, documents, tableName, close } = await openShelf(dynamoDb.endpoint);
    const record = occurrenceWith({ because: 'the file is missing' });
    await shelf.save(record, 0, signal);
    const Key = { pk: 'OCCURRENCE#christmas#20261224T120000Z' };
    const { Item: item } = await documents.send(new GetCommand({ TableName: tableName, Key }));
    expect(readOccurrence(item)).toStrictEqual(record);
    const newer = { ...item, stored: JSON.stringify({ ...record, mood: 'merry' }) };
    expect(() => readOccurrence(newer)).toThrow();
    await documents.send(new PutCommand({ TableName: tableName, Item: newer }));
    await expect(shelf.load(keyOf(24), signal)).rejects.toThrow();
    await close();
  });
});

describe('when the table answers badly', () => {
  test('a write whose reply is lost looks like a conflict, and is there', async () => {
    const proxy = await startLosingProxy(dynamoDb.endpoint, 'UpdateItem');
    const { shelf, close } = await openShelf(proxy.endpoint);
    expect(await shelf.save(occurrenceWith(), 0, signal)).toBe('conflict');
    expect(await shelf.load(keyOf(24), signal)).toStrictEqual({ record: occurrenceWith(), version: 1 });
    await close();
    await proxy.close();
  });

  test('an occurrence is enlisted once, though the reply was lost', async () => {
    const proxy = await startLosingProxy(dynamoDb.endpoint, 'UpdateItem');
    const { shelf, close } = await openShelf(proxy.endpoint);
    await shelf.enlist(keyOf(24), signal);
    expect(await shelf.list('christmas', signal)).toStrictEqual([keyOf(24)]);
    await close();
    await proxy.close();
  });

  test('one that cannot be reached is unreachable', async () => {
    const proxy = await startLosingProxy(dynamoDb.endpoint, 'GetItem', 'hang');
    const { shelf, close } = await openShelf(proxy.endpoint);
    await expect(shelf.load(keyOf(24), AbortSignal.timeout(50))).rejects.toBeInstanceOf(LedgerUnreachable);
    await close();
    await proxy.close();
  });
});
