import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { type StoreActivity, UNKNOWN_STORE } from '../../domain/store-activity.ts';
import type { StoreActivities } from '../../ports/store-activity.ts';
import { untilAborted } from '../../shared/until-aborted.ts';
import { reach, unlessConflict, writing } from './conditional-write.ts';

/** A gap is a pair of its day and its length: with 28 of them the item stays below 1 KB, one write unit. */
const storedActivity = z.object({
  refusals: z.int().nonnegative(),
  genuine: z
    .object({
      firstAtMs: z.number(),
      lastAtMs: z.number(),
      gaps: z.array(z.tuple([z.int(), z.number()])),
    })
    .nullable(),
});
const storedItem = z.object({ version: z.int().positive(), activity: z.string() });

/** Store activities as items of the ledger's table. */
export function createDynamoDbStoreActivities({
  client,
  tableName: TableName,
}: {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
}): StoreActivities {
  return {
    async load(store, signal) {
      const get = new GetCommand({ TableName, Key: { pk: storePk(store) }, ConsistentRead: true });
      const { Item: item } = await reach(untilAborted(signal, client.send(get, { abortSignal: signal })));
      if (item === undefined) return null;
      const { version, activity } = storedItem.parse(item);
      return { version, record: readActivity(activity) };
    },
    async save(store, activity, expectedVersion, signal) {
      const update = writing({ TableName, pk: storePk(store) }, { activity: toText(activity) }, expectedVersion);
      return await unlessConflict(reach(untilAborted(signal, client.send(update, { abortSignal: signal }))));
    },
  };
}

function storePk(store: string): string {
  return `STORE#${store}`;
}

function toText({ refusals, genuine }: StoreActivity): string {
  const pairs = genuine?.gaps.map(({ day, longestMs }): [number, number] => [day, longestMs]) ?? [];
  const stored = { refusals, genuine: genuine && { ...genuine, gaps: pairs } };
  return JSON.stringify(stored satisfies z.input<typeof storedActivity>);
}

/** Text that another version wrote in a shape unknown here counts as no activity: the store's history starts again. */
function readActivity(text: string): StoreActivity {
  const { data } = storedActivity.safeParse(JSON.parse(text));
  if (data === undefined) return UNKNOWN_STORE;
  const gaps = data.genuine?.gaps.map(([day, longestMs]) => ({ day, longestMs })) ?? [];
  return { refusals: data.refusals, genuine: data.genuine && { ...data.genuine, gaps } };
}
