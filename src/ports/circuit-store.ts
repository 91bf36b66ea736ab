import type { AccountHealth } from '../domain/circuit.ts';

export interface VersionedHealth {
  readonly health: AccountHealth;
  /** Guards the next save. */
  readonly version: number;
}

/** Keeps the health of every account, so that it outlives the containers that learned of it. Rejects when it cannot be reached. */
export interface AccountShelf {
  load(account: string, signal: AbortSignal): Promise<VersionedHealth | null>;
  /** Writes only when the stored version is still `expectedVersion`; 0 means that there must be none yet. */
  save(
    account: string,
    health: AccountHealth,
    expectedVersion: number,
    signal: AbortSignal,
  ): Promise<'saved' | 'conflict'>;
}
