import type { LoadByDay } from '../domain/unverified-load.ts';
import type { Versioned } from '../shared/optimistic-update.ts';

/** Keeps, for each store, the count of what waits unverified, for all containers. Rejects when it cannot be reached. */
export interface UnverifiedCounts {
  load(store: string, signal: AbortSignal): Promise<Versioned<LoadByDay> | null>;
  /** Writes only when the stored version is still `expectedVersion`; 0 means that there must be none yet. */
  save(store: string, load: LoadByDay, expectedVersion: number, signal: AbortSignal): Promise<'saved' | 'conflict'>;
}
