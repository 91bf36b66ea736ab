import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { type DynamoDBDocumentClient, GetCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { parkedKeys } from './item-keys.ts';
import { parkedEntry } from './next-step.ts';
import type { Parked, ParkedShelf } from './parked-shelf.ts';
import { fromStored } from './stored-record.ts';
import { PARKED_INDEX } from './table-definition.ts';

const decompress = promisify(gunzip);
const indexKeys = z.object({ pk: z.string(), parkedAtMs: z.number() });
const storedDelivery = z.object({
  store: z.string(),
  topic: z.string().nullable(),
  receivedAtMs: z.number(),
  because: z.string(),
  bodyGzip: z.instanceof(Uint8Array),
});

/** What waits for a person, in the ledger's table. */
export function createDynamoDbParkedShelf({
  client,
  tableName,
}: {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
}): ParkedShelf {
  async function* listKind(kind: 'order' | 'delivery', untilMs: number, signal: AbortSignal): AsyncGenerator<Parked> {
    const query = {
      TableName: tableName,
      IndexName: PARKED_INDEX,
      KeyConditionExpression: 'parkedKind = :kind AND parkedAtMs <= :until',
      ExpressionAttributeValues: { ':kind': parkedKeys(kind, 0).parkedKind, ':until': untilMs },
    };
    for await (const { Items: items = [] } of paginateQuery({ client }, query, { abortSignal: signal })) {
      for (const item of items) {
        const { pk, parkedAtMs } = indexKeys.parse(item);
        const get = new GetCommand({ TableName: tableName, Key: { pk }, ConsistentRead: true });
        const { Item: whole } = await client.send(get, { abortSignal: signal });
        const read = whole === undefined ? null : await readItem(kind, whole).catch(() => 'illegible' as const);
        if (read === 'illegible') yield { kind: 'illegible', pk, parkedAtMs };
        else if (read !== null) yield read;
      }
    }
  }

  return {
    async *list(untilMs, signal) {
      yield* listKind('order', untilMs, signal);
      yield* listKind('delivery', untilMs, signal);
    },
  };
}

/** `null` for an order that was settled since the index was read. */
async function readItem(kind: 'order' | 'delivery', item: unknown): Promise<Parked | null> {
  if (kind === 'order') {
    const record = fromStored(item);
    const entry = parkedEntry(record);
    return entry && { kind, record, entry };
  }
  const { bodyGzip, ...delivery } = storedDelivery.parse(item);
  return { kind, delivery: { ...delivery, body: await decompress(bodyGzip) } };
}
