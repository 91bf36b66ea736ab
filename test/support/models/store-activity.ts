import type { StoreActivity } from '../../../src/domain/store-activity.ts';
import type { StoreActivities } from '../../../src/ports/store-activity.ts';
import { createModelSlots } from './slots.ts';

/** A model of the stores' activity for simulated histories; it passes the same conformance suite as the one in DynamoDB. */
export function createModelStoreActivities(): StoreActivities {
  const slots = createModelSlots<StoreActivity>();
  return {
    ...slots,
    async loadMany(stores, signal) {
      const loaded = await Promise.all(stores.map(async (store) => [store, await slots.load(store, signal)] as const));
      return new Map(loaded.flatMap(([store, found]) => (found === null ? [] : [[store, found.record] as const])));
    },
  };
}
