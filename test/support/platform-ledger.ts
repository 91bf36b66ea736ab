import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createDocumentClient } from '../../src/aws/dynamodb/document-client.ts';
import { createDynamoDbLedger } from '../../src/aws/dynamodb/ledger.ts';
import type { Entry } from '../../src/domain/entry.ts';
import { parseOrderId } from '../../src/domain/order-facts.ts';
import { dynamoDbClient } from './emulators/dynamodb.ts';
import type { TestPlatform } from './test-platform.ts';

/** The table of a platform that runs, and how to end the talk with it. */
export function tableOf({ services }: Pick<TestPlatform, 'services'>) {
  const client = dynamoDbClient(services.dynamoDb);
  return {
    client: createDocumentClient({ ...client.config, endpoint: services.dynamoDb }),
    documents: DynamoDBDocumentClient.from(client),
    tableName: services.tableName,
    close: () => client.destroy(),
  };
}

/** Changes every entry of an order, as time would, or a person with the right to write. */
export async function changeEntries(
  platform: Pick<TestPlatform, 'services'>,
  { store, id }: { readonly store: string; readonly id: number },
  changes: Partial<Entry>,
): Promise<void> {
  const { client, tableName, close } = tableOf(platform);
  const ledger = createDynamoDbLedger({ client, tableName });
  const order = parseOrderId(String(id));
  const signal = AbortSignal.timeout(5_000);
  const loaded = order && (await ledger.load({ store, order }, signal));
  if (!loaded) throw new Error('the ledger does not know the order');
  const entries = loaded.record.entries.map((entry) => ({ ...entry, ...changes }));
  const saved = await ledger.save({ ...loaded.record, entries }, loaded.version, signal);
  if (saved === 'conflict') throw new Error('somebody else was faster');
  close();
}
