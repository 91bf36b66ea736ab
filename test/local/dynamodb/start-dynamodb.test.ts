import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DescribeTableCommand, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { expect, test } from 'vitest';
import { createTableIfAbsent } from '../../../local/dynamodb/create-table.ts';
import { startDynamoDb } from '../../../local/dynamodb/start-dynamodb.ts';
import { createDocumentClient } from '../../../src/aws/dynamodb/document-client.ts';
import { createDynamoDbLedger } from '../../../src/aws/dynamodb/ledger.ts';
import { dynamoDbClient } from '../../support/emulators/dynamodb.ts';
import { orderKey, pendingEntry, recordWith } from '../../support/order-records.ts';

const signal = new AbortController().signal;

test('orders and the index survive a restart', async () => {
  const path = await mkdtemp(join(tmpdir(), 'ponte-dynamodb-'));
  const key = orderKey('820982911946154508');
  for (const version of [0, 1, 2]) {
    const dynamoDb = await startDynamoDb({ path: join(path, 'deep', 'tables') });
    const client = dynamoDbClient(dynamoDb.endpoint);
    await createTableIfAbsent(client, 'ledger');
    const ledger = createDynamoDbLedger({
      client: createDocumentClient({ ...client.config, endpoint: dynamoDb.endpoint }),
      tableName: 'ledger',
    });
    expect((await ledger.load(key, signal))?.version ?? 0).toBe(version);
    expect((await ledger.ready(1, null, signal)).keys).toStrictEqual(version === 0 ? [] : [key]);
    expect(await ledger.save(recordWith(key, [pendingEntry()]), version, signal)).toBe('saved');
    client.destroy();
    await dynamoDb.close();
  }
  await rm(path, { recursive: true });
});

test('without a path nothing is kept, and a table is made once', async () => {
  for (const _ of [1, 2]) {
    const dynamoDb = await startDynamoDb();
    const client = dynamoDbClient(dynamoDb.endpoint);
    expect((await client.send(new ListTablesCommand())).TableNames).toStrictEqual([]);
    await Promise.all([createTableIfAbsent(client, 'ledger'), createTableIfAbsent(client, 'ledger')]);
    const { Table: table } = await client.send(new DescribeTableCommand({ TableName: 'ledger' }));
    expect(table?.TableStatus).toBe('ACTIVE');
    const indexes = table?.GlobalSecondaryIndexes?.map(({ IndexName: name }) => name);
    expect(indexes?.toSorted()).toStrictEqual(['customers', 'parked', 'pending']);
    client.destroy();
    await dynamoDb.close();
  }
});

test('a port that is taken is an error, not a hang', async () => {
  const first = await startDynamoDb();
  const port = Number(new URL(first.endpoint).port);
  await expect(startDynamoDb({ port })).rejects.toThrow('EADDRINUSE');
  await first.close();
});
