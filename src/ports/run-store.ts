import type { Progress } from '../domain/promotion/progress.ts';
import type { RunRecord } from '../domain/promotion/run.ts';
import type { RunKey } from '../domain/promotion/run-key.ts';

export interface VersionedRun {
  readonly record: RunRecord;
  /** Guards the next save. */
  readonly version: number;
}

export interface VersionedProgress {
  readonly progress: Progress;
  readonly version: number;
}

/**
 * Keeps runs and what became of their awards. Rejects with `LedgerUnreachable` when it cannot be reached; a lost race
 * is a value.
 */
export interface RunStore {
  load(key: RunKey, signal: AbortSignal): Promise<VersionedRun | null>;
  /** Writes only when the stored version is still `expectedVersion`; 0 means that there must be none yet. */
  save(record: RunRecord, expectedVersion: number, signal: AbortSignal): Promise<'saved' | 'conflict'>;
  loadProgress(key: RunKey, number: number, signal: AbortSignal): Promise<VersionedProgress | null>;
  saveProgress(
    key: RunKey,
    number: number,
    progress: Progress,
    expectedVersion: number,
    signal: AbortSignal,
  ): Promise<'saved' | 'conflict'>;
  /** A promotion's newest runs, the newest first. */
  list(promotion: string, signal: AbortSignal): Promise<readonly RunKey[]>;
  /** Puts a run on its promotion's list; one that is there already changes nothing. */
  enlist(key: RunKey, signal: AbortSignal): Promise<void>;
}
