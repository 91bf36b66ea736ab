import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LocalDynamoDb, startDynamoDb } from '../../../local/dynamodb/start-dynamodb.ts';
import { createDynamoDbOrderScan } from '../../../src/aws/dynamodb/order-scan.ts';
import { awardKey, awardWith } from '../../support/award-records.ts';
import { openLedger } from '../../support/emulators/dynamodb.ts';
import { orderKey, pendingEntry, recordWith } from '../../support/order-records.ts';

const signal = new AbortController().signal;
let dynamoDb: LocalDynamoDb;
beforeAll(async () => {
  dynamoDb = await startDynamoDb();
});
afterAll(() => dynamoDb.close());

test('every order is found once, over as many pages as it takes; nothing else is, and what cannot be read is told', async () => {
  const { ledger, client, documents, tableName, close } = await openLedger(dynamoDb.endpoint);
  // A page of DynamoDB is a megabyte.
  const long = pendingEntry({ reason: 'x'.repeat(100_000) });
  const records = Array.from({ length: 25 }, (_, index) => recordWith(orderKey(index + 1), [long]));
  for (const record of records) await ledger.save(record, 0, signal);
  await ledger.save(awardWith(awardKey(1), [pendingEntry()]), 0, signal);
  for (const pk of ['ACCOUNT#acme', 'ORDER#acme#999']) {
    await documents.send(new PutCommand({ TableName: tableName, Item: { pk, version: 1, schemaVersion: 99 } }));
  }
  const orders: string[] = [];
  const illegible: string[] = [];
  for await (const one of createDynamoDbOrderScan({ client, tableName }).all(signal)) {
    if (one.kind === 'order') orders.push(one.record.key.order);
    else illegible.push(one.pk);
  }
  expect(orders.toSorted((a, b) => Number(a) - Number(b))).toEqual(records.map(({ key }) => key.order));
  expect(illegible).toEqual(['ORDER#acme#999']);
  await close();
});
