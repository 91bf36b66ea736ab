import type { Progress } from '../domain/promotion/progress.ts';
import type { RunRecord } from '../domain/promotion/run.ts';
import type { RunKey } from '../domain/promotion/run-key.ts';
import type { Slot, Versioned } from '../shared/optimistic-update.ts';

/**
 * Stores runs and their progress. Rejects with `LedgerUnreachable` when it cannot be reached. A lost race is a value.
 */
export interface RunStore {
  load(key: RunKey, signal: AbortSignal): Promise<Versioned<RunRecord> | null>;
  /** Writes only when the stored version is still `expectedVersion`; 0 means that there must be none yet. */
  save(record: RunRecord, expectedVersion: number, signal: AbortSignal): Promise<'saved' | 'conflict'>;
  loadProgress(key: RunKey, number: number, signal: AbortSignal): Promise<Versioned<Progress> | null>;
  saveProgress(
    key: RunKey,
    number: number,
    progress: Progress,
    expectedVersion: number,
    signal: AbortSignal,
  ): Promise<'saved' | 'conflict'>;
  /** A promotion's latest runs, the newest first. */
  list(promotion: string, signal: AbortSignal): Promise<readonly RunKey[]>;
  /**
   * The runs first started at `sinceMs` or later that are under way or wait for a person. The index may lag behind by moments.
   * Rejects where it holds a run that this version cannot read.
   */
  open(sinceMs: number, signal: AbortSignal): Promise<readonly RunRecord[]>;
  /** Removes a run whose awards were all posted from `open`, unless it waits for a person. Its next save puts it back. */
  close(key: RunKey, signal: AbortSignal): Promise<void>;
  /** Adds a run to its promotion's list. Idempotent. */
  enlist(key: RunKey, signal: AbortSignal): Promise<void>;
}

/** One run, for `update`. */
export function slotOfRun(runs: RunStore, key: RunKey): Slot<RunRecord> {
  return {
    load: (signal) => runs.load(key, signal),
    save: (record, expectedVersion, signal) => runs.save(record, expectedVersion, signal),
  };
}
