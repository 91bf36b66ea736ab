import type { Circuit } from '../../../src/domain/circuit.ts';
import type { CircuitStore } from '../../../src/ports/circuit-store.ts';
import type { Versioned } from '../../../src/shared/optimistic-update.ts';

/** A model of the circuit store for simulated histories; it passes the same conformance suite as the one in DynamoDB. */
export function createModelCircuitStore(): CircuitStore {
  const items = new Map<string, Versioned<Circuit>>();
  return {
    async load(account, signal) {
      signal.throwIfAborted();
      return items.get(account) ?? null;
    },
    async save(account, circuit, expectedVersion, signal) {
      signal.throwIfAborted();
      if ((items.get(account)?.version ?? 0) !== expectedVersion) return 'conflict';
      items.set(account, { record: circuit, version: expectedVersion + 1 });
      return 'saved';
    },
  };
}
