import type { StoreActivity } from '../domain/store-activity.ts';
import type { Versioned } from '../shared/optimistic-update.ts';

/** Stores the activity of each store for all containers. Rejects when it cannot be reached. */
export interface StoreActivities {
  load(store: string, signal: AbortSignal): Promise<Versioned<StoreActivity> | null>;
  /** Writes only when the stored version is still `expectedVersion`; 0 means that there must be none yet. */
  save(
    store: string,
    activity: StoreActivity,
    expectedVersion: number,
    signal: AbortSignal,
  ): Promise<'saved' | 'conflict'>;
}
