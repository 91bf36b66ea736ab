import type { LoadByDay } from '../domain/unverified-load.ts';
import type { Slots } from '../shared/optimistic-update.ts';

/** Keeps, for each store, the count of what waits unverified, for all containers. Rejects when it cannot be reached. */
export type UnverifiedCounts = Slots<LoadByDay>;
