import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LocalDynamoDb, startDynamoDb } from '../../../local/dynamodb/start-dynamodb.ts';
import { createDynamoDbCircuitStore } from '../../../src/aws/dynamodb/circuit-store.ts';
import { describeCircuitStore } from '../../support/conformance/circuit-store.ts';
import { openLedger } from '../../support/emulators/dynamodb.ts';

let dynamoDb: LocalDynamoDb;
beforeAll(async () => {
  dynamoDb = await startDynamoDb();
});
afterAll(() => dynamoDb.close());

async function openShelf() {
  const { client, documents, tableName, close } = await openLedger(dynamoDb.endpoint);
  return { shelf: createDynamoDbCircuitStore({ client, tableName }), documents, tableName, close };
}

describeCircuitStore('dynalite', openShelf);

test('what another version wrote closes nothing, and is written over', async () => {
  const { shelf, documents, tableName, close } = await openShelf();
  const { signal } = new AbortController();
  const Item = { pk: 'ACCOUNT#demo', version: 7, health: '{"mood":"fine"}' };
  await documents.send(new PutCommand({ TableName: tableName, Item }));
  expect(await shelf.load('demo', signal)).toEqual({ record: { failures: 0, open: null }, version: 7 });
  expect(await shelf.save('demo', { failures: 1, open: null }, 7, signal)).toBe('saved');
  await close();
});
