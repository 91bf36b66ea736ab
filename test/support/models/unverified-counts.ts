import type { LoadByDay } from '../../../src/domain/unverified-load.ts';
import type { UnverifiedCounts } from '../../../src/ports/unverified-counts.ts';
import type { Versioned } from '../../../src/shared/optimistic-update.ts';

/** A model of the counts of what waits unverified; it passes the same conformance suite as the one in DynamoDB. */
export function createModelUnverifiedCounts(): UnverifiedCounts {
  const items = new Map<string, Versioned<LoadByDay>>();
  return {
    async load(store, signal) {
      signal.throwIfAborted();
      return items.get(store) ?? null;
    },
    async save(store, load, expectedVersion, signal) {
      signal.throwIfAborted();
      if ((items.get(store)?.version ?? 0) !== expectedVersion) return 'conflict';
      items.set(store, { record: load, version: expectedVersion + 1 });
      return 'saved';
    },
  };
}
