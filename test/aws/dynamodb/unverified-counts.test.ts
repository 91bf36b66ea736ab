import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LocalDynamoDb, startDynamoDb } from '../../../local/dynamodb/start-dynamodb.ts';
import { createDynamoDbUnverifiedCounts } from '../../../src/aws/dynamodb/unverified-counts.ts';
import { describeUnverifiedCounts } from '../../support/conformance/unverified-counts.ts';
import { openLedger } from '../../support/emulators/dynamodb.ts';

let dynamoDb: LocalDynamoDb;
beforeAll(async () => {
  dynamoDb = await startDynamoDb();
});
afterAll(() => dynamoDb.close());

async function openCounts() {
  const { client, documents, tableName, close } = await openLedger(dynamoDb.endpoint);
  return { slots: createDynamoDbUnverifiedCounts({ client, tableName }), documents, tableName, close };
}

describeUnverifiedCounts('dynalite', openCounts);

test.each(['{"20788":"many"}', '{"today":{"deliveries":1,"bytes":1}}', 'no JSON'])(
  'what another version wrote, such as %s, counts for nothing, and is written over',
  async (load) => {
    const { slots: counts, documents, tableName, close } = await openCounts();
    const { signal } = new AbortController();
    const Item = { pk: 'UNVERIFIED#demo', version: 7, load };
    await documents.send(new PutCommand({ TableName: tableName, Item }));
    expect(await counts.load('demo', signal)).toEqual({ record: {}, version: 7 });
    expect(await counts.save('demo', { 20788: { deliveries: 1, bytes: 40 } }, 7, signal)).toBe('saved');
    await close();
  },
);
