import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createTableIfAbsent } from '../../../local/dynamodb/create-table.ts';
import { createDynamoDbLedger } from '../../../src/aws/dynamodb/ledger.ts';
import { createDynamoDbRunStore } from '../../../src/aws/dynamodb/run-store.ts';

/** A client of an emulator on this machine, which lets everybody in. */
export function dynamoDbClient(endpoint: string): DynamoDBClient {
  return new DynamoDBClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
}

/** An empty ledger in a new table of a running emulator. A small page makes paging show. */
export async function openLedger(endpoint: string, pageSize = 7) {
  const client = dynamoDbClient(endpoint);
  const documents = DynamoDBDocumentClient.from(client);
  const tableName = `ledger-${randomUUID()}`;
  await createTableIfAbsent(client, tableName);
  const ledger = createDynamoDbLedger({ client: documents, tableName, pageSize });
  return { ledger, documents, tableName, close: async () => client.destroy() };
}

/** An empty run store in a new table of a running emulator. */
export async function openRunStore(endpoint: string) {
  const { documents, tableName, close } = await openLedger(endpoint);
  return { shelf: createDynamoDbRunStore({ client: documents, tableName }), documents, tableName, close };
}
