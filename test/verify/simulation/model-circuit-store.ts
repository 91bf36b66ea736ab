import type { AccountShelf, VersionedHealth } from '../../../src/ports/circuit-store.ts';

/** A model of the account shelf for simulated histories; it passes the same conformance suite as the one in DynamoDB. */
export function createModelAccountShelf(): AccountShelf {
  const items = new Map<string, VersionedHealth>();
  return {
    async load(account, signal) {
      signal.throwIfAborted();
      return items.get(account) ?? null;
    },
    async save(account, health, expectedVersion, signal) {
      signal.throwIfAborted();
      if ((items.get(account)?.version ?? 0) !== expectedVersion) return 'conflict';
      items.set(account, { health, version: expectedVersion + 1 });
      return 'saved';
    },
  };
}
