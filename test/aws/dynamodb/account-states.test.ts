import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LocalDynamoDb, startDynamoDb } from '../../../local/dynamodb/start-dynamodb.ts';
import { createDynamoDbAccountStates } from '../../../src/aws/dynamodb/account-states.ts';
import { describeAccountStates } from '../../support/conformance/account-states.ts';
import { openLedger } from '../../support/emulators/dynamodb.ts';

let dynamoDb: LocalDynamoDb;
beforeAll(async () => {
  dynamoDb = await startDynamoDb();
});
afterAll(() => dynamoDb.close());

async function openShelf() {
  const { client, documents, tableName, close } = await openLedger(dynamoDb.endpoint);
  return { slots: createDynamoDbAccountStates({ client, tableName }), documents, tableName, close };
}

describeAccountStates('dynalite', openShelf);

test('what another version wrote closes nothing, and is written over', async () => {
  const { slots: shelf, documents, tableName, close } = await openShelf();
  const { signal } = new AbortController();
  const Item = { pk: 'ACCOUNT#demo', version: 7, health: '{"mood":"fine"}' };
  await documents.send(new PutCommand({ TableName: tableName, Item }));
  expect(await shelf.load('demo', signal)).toEqual({
    record: { circuit: { failing: [], open: null }, pace: null },
    version: 7,
  });
  expect(await shelf.save('demo', { circuit: { failing: ['0f3a'], open: null }, pace: null }, 7, signal)).toBe('saved');
  await close();
});
