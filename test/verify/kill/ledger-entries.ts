import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import { fromStored } from '../../../src/aws/dynamodb/stored-record.ts';
import type { Entry } from '../../../src/domain/entry.ts';

/** Every entry of every order in the ledger. */
export async function ledgerEntries(client: DynamoDBClient, tableName: string): Promise<Entry[]> {
  const documents = DynamoDBDocumentClient.from(client);
  const entries: Entry[] = [];
  for await (const { Items: items = [] } of paginateScan({ client: documents }, { TableName: tableName })) {
    const orders = items.filter((item) => 'schemaVersion' in item);
    entries.push(...orders.flatMap((order) => fromStored(order).entries));
  }
  return entries;
}
