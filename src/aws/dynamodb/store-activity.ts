import * as z from 'zod/mini';
import { type StoreActivity, UNKNOWN_STORE } from '../../domain/store-activity.ts';
import type { StoreActivities } from '../../ports/store-activity.ts';
import { readBatch } from './read-batch.ts';
import { createVersionedItems, type VersionedItemsOptions } from './versioned-items.ts';

/**
 * A gap is a pair of its day and its length, and a tally its day and its two numbers: with 28 and 9 of them the item stays below 1 KB, one
 * write unit.
 */
const storedActivity = z.object({
  refusals: z.int().check(z.nonnegative()),
  genuine: z.nullable(
    z.object({
      firstAtMs: z.number(),
      lastAtMs: z.number(),
      gaps: z.array(z.tuple([z.int(), z.number()])),
    }),
  ),
  orders: z.optional(z.array(z.tuple([z.int(), z.int(), z.int()]))),
});

/** Store activities as items of the ledger's table. */
export function createDynamoDbStoreActivities(options: VersionedItemsOptions): StoreActivities {
  return {
    ...createVersionedItems(options, { pk: storePk, attribute: 'activity', toText: toText, fromText: readActivity }),
    async loadMany(stores, signal) {
      const storeOf = new Map(stores.map((store) => [storePk(store), store]));
      const items = await readBatch(options, [...storeOf.keys()], signal);
      return new Map(items.map(({ pk, activity }) => [storeOf.get(String(pk)) ?? '', activityIn(activity)]));
    },
  };
}

function activityIn(text: unknown): StoreActivity | 'unreadable' {
  try {
    return readActivity(String(text));
  } catch {
    return 'unreadable';
  }
}

function storePk(store: string): string {
  return `STORE#${store}`;
}

function toText({ refusals, genuine, orders }: StoreActivity): string {
  const pairs = genuine?.gaps.map(({ day, longestMs }): [number, number] => [day, longestMs]) ?? [];
  const tallies = orders.map(({ day, earned, skipped }): [number, number, number] => [day, earned, skipped]);
  const stored = { refusals, genuine: genuine && { ...genuine, gaps: pairs }, orders: tallies };
  return JSON.stringify(stored satisfies z.input<typeof storedActivity>);
}

/** Text that another version wrote in a shape unknown here counts as no activity: the store's history starts again. */
function readActivity(text: string): StoreActivity {
  const { data } = storedActivity.safeParse(JSON.parse(text));
  if (data === undefined) return UNKNOWN_STORE;
  const gaps = data.genuine?.gaps.map(([day, longestMs]) => ({ day, longestMs })) ?? [];
  const orders = data.orders?.map(([day, earned, skipped]) => ({ day, earned, skipped })) ?? [];
  return { refusals: data.refusals, genuine: data.genuine && { ...data.genuine, gaps }, orders };
}
