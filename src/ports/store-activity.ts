import type { StoreActivity } from '../domain/store-activity.ts';
import type { Slots } from '../shared/optimistic-update.ts';

/** A call reads the activity of so many stores at most. */
export const MAX_ACTIVITIES = 100;

/** Stores the activity of each store for all containers. Rejects when it cannot be reached. */
export interface StoreActivities extends Slots<StoreActivity> {
  /**
   * The activities of up to `MAX_ACTIVITIES` stores, perhaps without what was saved a moment ago. A store that none was saved of is left
   * out.
   */
  loadMany(stores: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, StoreActivity | 'unreadable'>>;
}
