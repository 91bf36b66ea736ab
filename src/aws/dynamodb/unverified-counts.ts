import * as z from 'zod/mini';
import type { LoadByDay } from '../../domain/unverified-load.ts';
import type { UnverifiedCounts } from '../../ports/unverified-counts.ts';
import { parseJson } from '../../shared/parse-json.ts';
import { createVersionedItems, type VersionedItemsOptions } from './versioned-items.ts';

const count = z.number().check(z.nonnegative());
const storedLoad = z.record(z.string().check(z.regex(/^\d+$/)), z.object({ deliveries: count, bytes: count }));

/** What waits unverified, as an item of the ledger's table for each store. */
export function createDynamoDbUnverifiedCounts(options: VersionedItemsOptions): UnverifiedCounts {
  return createVersionedItems(options, { pk: countsPk, attribute: 'load', toText: JSON.stringify, fromText: readLoad });
}

function countsPk(store: string): string {
  return `UNVERIFIED#${store}`;
}

/** What another version of Ponte wrote says nothing to this one: it counts from the beginning. */
function readLoad(text: string): LoadByDay {
  return storedLoad.safeParse(parseJson(text)).data ?? {};
}
