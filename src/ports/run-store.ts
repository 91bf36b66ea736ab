import type { Progress } from '../domain/promotion/progress.ts';
import type { RunRecord } from '../domain/promotion/run.ts';
import type { RunKey } from '../domain/promotion/run-key.ts';
import type { Slot, Versioned } from '../shared/optimistic-update.ts';

/**
 * Keeps runs and what became of their awards. Rejects with `LedgerUnreachable` when it cannot be reached; a lost race
 * is a value.
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
  /** A promotion's newest runs, the newest first. */
  list(promotion: string, signal: AbortSignal): Promise<readonly RunKey[]>;
  /**
   * The runs that were fired at `sinceMs` or later and are under way, or wait for a person; the index may lag behind by moments.
   * Throws where it holds a run that nobody here can read.
   */
  open(sinceMs: number, signal: AbortSignal): Promise<readonly RunRecord[]>;
  /** Takes a run whose awards were all posted out of `open`, unless it waits for a person; its next save puts it back. */
  close(key: RunKey, signal: AbortSignal): Promise<void>;
  /** Puts a run on its promotion's list; one that is there already changes nothing. */
  enlist(key: RunKey, signal: AbortSignal): Promise<void>;
}

/** One run, for `update`. */
export function slotOfRun(runs: RunStore, key: RunKey): Slot<RunRecord> {
  return {
    load: (signal) => runs.load(key, signal),
    save: (record, expectedVersion, signal) => runs.save(record, expectedVersion, signal),
  };
}
