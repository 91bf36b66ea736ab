import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LocalDynamoDb, startDynamoDb } from '../../../local/dynamodb/start-dynamodb.ts';
import { createDynamoDbReconciliations } from '../../../src/aws/dynamodb/reconciliations.ts';
import { describeReconciliations } from '../../support/conformance/reconciliations.ts';
import { openLedger } from '../../support/emulators/dynamodb.ts';

let dynamoDb: LocalDynamoDb;
beforeAll(async () => {
  dynamoDb = await startDynamoDb();
});
afterAll(() => dynamoDb.close());

async function open() {
  const { client, documents, tableName, close } = await openLedger(dynamoDb.endpoint);
  return { slots: createDynamoDbReconciliations({ client, tableName }), documents, tableName, close };
}

describeReconciliations('dynalite', open);

test.each(['{"recent":{"storeThroughMs":1}}', 'no JSON'])(
  'what another version wrote, such as %s, is not read as something else',
  async (reconciliation) => {
    const { slots, documents, tableName, close } = await open();
    await documents.send(
      new PutCommand({ TableName: tableName, Item: { pk: 'RECONCILED#demo', version: 7, reconciliation } }),
    );
    await expect(slots.load('demo', new AbortController().signal)).rejects.toThrow();
    await close();
  },
);
