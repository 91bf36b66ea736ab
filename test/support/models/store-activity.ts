import type { StoreActivity } from '../../../src/domain/store-activity.ts';
import type { StoreActivities } from '../../../src/ports/store-activity.ts';
import type { Versioned } from '../../../src/shared/optimistic-update.ts';

/** A model of the stores' activity for simulated histories; it passes the same conformance suite as the one in DynamoDB. */
export function createModelStoreActivities(): StoreActivities {
  const items = new Map<string, Versioned<StoreActivity>>();
  return {
    async load(store, signal) {
      signal.throwIfAborted();
      return items.get(store) ?? null;
    },
    async save(store, activity, expectedVersion, signal) {
      signal.throwIfAborted();
      if ((items.get(store)?.version ?? 0) !== expectedVersion) return 'conflict';
      items.set(store, { record: activity, version: expectedVersion + 1 });
      return 'saved';
    },
  };
}
