import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { DeleteCommand, type DynamoDBDocumentClient, GetCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { parkedKeys, parkedPk } from './item-keys.ts';
import type { ParkedDelivery } from './ledger.ts';
import { parkedEntry } from './next-step.ts';
import type { Parked, ParkedShelf } from './parked-shelf.ts';
import { fromStored } from './stored-record.ts';
import { PARKED_INDEX } from './table-definition.ts';

const decompress = promisify(gunzip);
const keyOf = z.object({ pk: z.string() });
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
  async function* pksOf(kind: 'order' | 'delivery', signal: AbortSignal): AsyncGenerator<string> {
    const query = {
      TableName: tableName,
      IndexName: PARKED_INDEX,
      KeyConditionExpression: 'parkedKind = :kind',
      ExpressionAttributeValues: { ':kind': parkedKeys(kind, 0).parkedKind },
    };
    for await (const { Items: items = [] } of paginateQuery({ client }, query, { abortSignal: signal })) {
      for (const item of items) yield keyOf.parse(item).pk;
    }
  }

  async function load(pk: string, signal: AbortSignal): Promise<unknown> {
    const get = new GetCommand({ TableName: tableName, Key: { pk }, ConsistentRead: true });
    return (await client.send(get, { abortSignal: signal })).Item;
  }

  return {
    async *list(signal): AsyncGenerator<Parked> {
      for await (const pk of pksOf('order', signal)) {
        const item = await load(pk, signal);
        const record = item === undefined ? null : fromStored(item);
        const entry = record === null ? null : parkedEntry(record);
        // The index still had it, and the order was settled meanwhile.
        if (record !== null && entry !== null) yield { kind: 'order', record, entry };
      }
      for await (const pk of pksOf('delivery', signal)) {
        const item = await load(pk, signal);
        if (item !== undefined) yield { kind: 'delivery', delivery: await toDelivery(item) };
      }
    },
    async remove(delivery, signal) {
      const remove = new DeleteCommand({ TableName: tableName, Key: { pk: parkedPk(delivery) } });
      await client.send(remove, { abortSignal: signal });
    },
  };
}

async function toDelivery(item: unknown): Promise<ParkedDelivery> {
  const { bodyGzip, ...delivery } = storedDelivery.parse(item);
  return { ...delivery, body: await decompress(bodyGzip) };
}
