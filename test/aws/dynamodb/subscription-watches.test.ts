import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LocalDynamoDb, startDynamoDb } from '../../../local/dynamodb/start-dynamodb.ts';
import { createDynamoDbSubscriptionWatches } from '../../../src/aws/dynamodb/subscription-watches.ts';
import { describeSubscriptionWatches } from '../../support/conformance/subscription-watches.ts';
import { openLedger } from '../../support/emulators/dynamodb.ts';

let dynamoDb: LocalDynamoDb;
beforeAll(async () => {
  dynamoDb = await startDynamoDb();
});
afterAll(() => dynamoDb.close());

async function open() {
  const { client, documents, tableName, close } = await openLedger(dynamoDb.endpoint);
  return { slots: createDynamoDbSubscriptionWatches({ client, tableName }), documents, tableName, close };
}

describeSubscriptionWatches('dynalite', open);

test.each(['{"nextAtMs":1}', 'no JSON'])(
  'what another version wrote, such as %s, is not read as something else',
  async (watch) => {
    const { slots, documents, tableName, close } = await open();
    await documents.send(new PutCommand({ TableName: tableName, Item: { pk: 'WEBHOOKS#demo', version: 7, watch } }));
    await expect(slots.load('demo', new AbortController().signal)).rejects.toThrow();
    await close();
  },
);
