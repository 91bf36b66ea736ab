import type { Slots, Versioned } from '../../../src/shared/optimistic-update.ts';

/** Values by name under optimistic locking, in memory: what models of such ports share. */
export function createModelSlots<Value>(): Slots<Value> {
  const items = new Map<string, Versioned<Value>>();
  return {
    async load(name, signal) {
      signal.throwIfAborted();
      return items.get(name) ?? null;
    },
    async save(name, value, expectedVersion, signal) {
      signal.throwIfAborted();
      if ((items.get(name)?.version ?? 0) !== expectedVersion) return 'conflict';
      items.set(name, { record: value, version: expectedVersion + 1 });
      return 'saved';
    },
  };
}
