import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { LoadByDay } from '../../domain/unverified-load.ts';
import type { UnverifiedCounts } from '../../ports/unverified-counts.ts';
import { parseJson } from '../../shared/parse-json.ts';
import { untilAborted } from '../../shared/until-aborted.ts';
import { ifVersionIs, reach, unlessConflict } from './conditional-write.ts';

const storedItem = z.object({ version: z.int().positive(), load: z.string() });
const count = z.number().nonnegative();
const storedLoad = z.record(z.string().regex(/^\d+$/), z.object({ deliveries: count, bytes: count }));

/** What waits unverified, as an item of the ledger's table for each store. */
export function createDynamoDbUnverifiedCounts({
  client,
  tableName,
}: {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
}): UnverifiedCounts {
  return {
    async load(store, signal) {
      const get = new GetCommand({ TableName: tableName, Key: { pk: countsPk(store) }, ConsistentRead: true });
      const { Item: item } = await reach(untilAborted(signal, client.send(get, { abortSignal: signal })));
      if (item === undefined) return null;
      const { version, load } = storedItem.parse(item);
      return { version, record: readLoad(load) };
    },
    async save(store, load, expectedVersion, signal) {
      const put = new PutCommand({
        TableName: tableName,
        Item: { pk: countsPk(store), version: expectedVersion + 1, load: JSON.stringify(load) },
        ...ifVersionIs(expectedVersion),
      });
      return await unlessConflict(reach(untilAborted(signal, client.send(put, { abortSignal: signal }))));
    },
  };
}

function countsPk(store: string): string {
  return `UNVERIFIED#${store}`;
}

/** What another version of Ponte wrote says nothing to this one: it counts from the beginning. */
function readLoad(text: string): LoadByDay {
  return storedLoad.safeParse(parseJson(text)).data ?? {};
}
