import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LocalDynamoDb, startDynamoDb } from '../../../local/dynamodb/start-dynamodb.ts';
import { createDynamoDbStoreActivities } from '../../../src/aws/dynamodb/store-activity.ts';
import { describeStoreActivities } from '../../support/conformance/store-activity.ts';
import { openLedger } from '../../support/emulators/dynamodb.ts';

let dynamoDb: LocalDynamoDb;
beforeAll(async () => {
  dynamoDb = await startDynamoDb();
});
afterAll(() => dynamoDb.close());

const { signal } = new AbortController();

async function openActivities() {
  const { client, documents, tableName, close } = await openLedger(dynamoDb.endpoint);
  return {
    slots: createDynamoDbStoreActivities({ client, tableName }),
    documents,
    tableName,
    close,
  };
}

describeStoreActivities('dynalite', openActivities);

test('what another version wrote begins anew, and its own attributes stay', async () => {
  const { slots: activities, documents, tableName, close } = await openActivities();
  const Item = { pk: 'STORE#demo', version: 7, activity: '{"mood":"fine"}', later: 'kept' };
  await documents.send(new PutCommand({ TableName: tableName, Item }));
  expect(await activities.load('demo', signal)).toEqual({
    record: { genuine: null, refusals: 0, orders: [] },
    version: 7,
  });
  expect(await activities.save('demo', { genuine: null, refusals: 1, orders: [] }, 7, signal)).toBe('saved');
  const { Item: stored } = await documents.send(new GetCommand({ TableName: tableName, Key: { pk: 'STORE#demo' } }));
  expect(stored).toMatchObject({ version: 8, later: 'kept' });
  await close();
});

test('what a version wrote that counted no orders is read', async () => {
  const { slots: activities, documents, tableName, close } = await openActivities();
  const activity = '{"refusals":2,"genuine":{"firstAtMs":1,"lastAtMs":2,"gaps":[[0,1]]}}';
  await documents.send(new PutCommand({ TableName: tableName, Item: { pk: 'STORE#demo', version: 3, activity } }));
  expect((await activities.load('demo', signal))?.record).toEqual({
    genuine: { firstAtMs: 1, lastAtMs: 2, gaps: [{ day: 0, longestMs: 1 }] },
    refusals: 2,
    orders: [],
  });
  await close();
});

test('of many, an item that cannot be read spoils no other', async () => {
  const { slots: activities, documents, tableName, close } = await openActivities();
  const put = (store: string, activity: string) =>
    documents.send(new PutCommand({ TableName: tableName, Item: { pk: `STORE#${store}`, version: 1, activity } }));
  await put('torn', '{"refusals":');
  await put('newer', '{"mood":"fine"}');
  await activities.save('demo', { genuine: null, refusals: 2, orders: [] }, 0, signal);
  expect([...(await activities.loadMany(['torn', 'newer', 'demo'], signal))].toSorted()).toEqual([
    ['demo', { genuine: null, refusals: 2, orders: [] }],
    ['newer', { genuine: null, refusals: 0, orders: [] }],
    ['torn', 'unreadable'],
  ]);
  await close();
});

test('four weeks of gaps and nine tallies of orders are one unit a write', async () => {
  const { slots: activities, documents, tableName, close } = await openActivities();
  const gaps = Array.from({ length: 28 }, (_, index) => ({ day: 20_417 - index, longestMs: 2_419_200_000 }));
  const genuine = { firstAtMs: 1_700_000_000_000, lastAtMs: 1_764_072_000_000, gaps };
  const orders = Array.from({ length: 9 }, (_, index) => ({ day: 20_417 - index, earned: 99_999, skipped: 99_999 }));
  await activities.save('a'.repeat(63), { genuine, refusals: 10, orders }, 0, signal);
  const Key = { pk: `STORE#${'a'.repeat(63)}` };
  const { Item: stored } = await documents.send(new GetCommand({ TableName: tableName, Key }));
  expect(JSON.stringify(stored).length).toBeLessThan(1_024);
  await close();
});
