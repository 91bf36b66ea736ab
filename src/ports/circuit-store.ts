import type { Circuit } from '../domain/circuit.ts';

export interface VersionedCircuit {
  readonly circuit: Circuit;
  /** Guards the next save. */
  readonly version: number;
}

/** Stores every account's circuit, shared by all containers. Rejects when it cannot be reached. */
export interface CircuitStore {
  load(account: string, signal: AbortSignal): Promise<VersionedCircuit | null>;
  /** Writes only when the stored version is still `expectedVersion`; 0 means that there must be none yet. */
  save(account: string, circuit: Circuit, expectedVersion: number, signal: AbortSignal): Promise<'saved' | 'conflict'>;
}
