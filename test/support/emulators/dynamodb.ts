import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createTableIfAbsent } from '../../../local/dynamodb/create-table.ts';
import { createDocumentClient } from '../../../src/aws/dynamodb/document-client.ts';
import { createDynamoDbLedger } from '../../../src/aws/dynamodb/ledger.ts';
import { createDynamoDbParkedStore } from '../../../src/aws/dynamodb/parked-store.ts';
import { createDynamoDbRunStore } from '../../../src/aws/dynamodb/run-store.ts';
import type { ListedOfOtherShop } from '../conformance/ledger.ts';

/** A client of an emulator on this machine, which lets everybody in. */
export function dynamoDbClient(endpoint: string): DynamoDBClient {
  return new DynamoDBClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
}

/**
 * An empty ledger in a new table of a running emulator. A small page makes paging show. `documents` is the SDK's client, so that
 * tests see what the functions' client wrote, and the other way round.
 */
export async function openLedger(endpoint: string, pageSize = 7) {
  const client = dynamoDbClient(endpoint);
  const documents = DynamoDBDocumentClient.from(client);
  const ours = createDocumentClient({ ...client.config, endpoint });
  const tableName = `ledger-${randomUUID()}`;
  await createTableIfAbsent(client, tableName);
  const ledger = createDynamoDbLedger({ client: ours, tableName, pageSize });
  const parkedStore = createDynamoDbParkedStore({ client: ours, tableName });
  async function ofOtherShops(nowMs: number) {
    const found: ListedOfOtherShop[] = [];
    for await (const parked of parkedStore.list(nowMs, new AbortController().signal)) {
      if (parked.kind !== 'otherShop') continue;
      const { pk, host, order, delivery } = parked;
      found.push({ pk, host, order, receivedAtMs: delivery.receivedAtMs });
    }
    return found;
  }
  return { ledger, parkedStore, client: ours, documents, tableName, ofOtherShops, close: async () => client.destroy() };
}

/** An empty run store in a new table of a running emulator. */
export async function openRunStore(endpoint: string) {
  const { client, documents, tableName, close } = await openLedger(endpoint);
  return { shelf: createDynamoDbRunStore({ client, tableName }), documents, tableName, close };
}
