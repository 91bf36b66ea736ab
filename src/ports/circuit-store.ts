import type { Circuit } from '../domain/circuit.ts';
import type { Versioned } from '../shared/optimistic-update.ts';

/** Stores every account's circuit, shared by all containers. Rejects when it cannot be reached. */
export interface CircuitStore {
  load(account: string, signal: AbortSignal): Promise<Versioned<Circuit> | null>;
  /** Writes only when the stored version is still `expectedVersion`; 0 means that there must be none yet. */
  save(account: string, circuit: Circuit, expectedVersion: number, signal: AbortSignal): Promise<'saved' | 'conflict'>;
}
