import type { StoreActivity } from '../domain/store-activity.ts';
import type { Slots } from '../shared/optimistic-update.ts';

/** Stores the activity of each store for all containers. Rejects when it cannot be reached. */
export type StoreActivities = Slots<StoreActivity>;
