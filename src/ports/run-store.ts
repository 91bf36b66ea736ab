import type { Tally } from '../domain/promotion/progress.ts';
import type { OccurrenceRecord } from '../domain/promotion/run.ts';
import type { OccurrenceKey } from '../domain/promotion/run-key.ts';

export interface VersionedOccurrence {
  readonly record: OccurrenceRecord;
  /** Guards the next save. */
  readonly version: number;
}

export interface VersionedTally {
  readonly tally: Tally;
  readonly version: number;
}

/**
 * Keeps occurrences and what became of their awards. Rejects with `LedgerUnreachable` when it cannot be reached; a lost race
 * is a value.
 */
export interface OccurrenceShelf {
  load(key: OccurrenceKey, signal: AbortSignal): Promise<VersionedOccurrence | null>;
  /** Writes only when the stored version is still `expectedVersion`; 0 means that there must be none yet. */
  save(record: OccurrenceRecord, expectedVersion: number, signal: AbortSignal): Promise<'saved' | 'conflict'>;
  loadTally(key: OccurrenceKey, number: number, signal: AbortSignal): Promise<VersionedTally | null>;
  saveTally(
    key: OccurrenceKey,
    number: number,
    tally: Tally,
    expectedVersion: number,
    signal: AbortSignal,
  ): Promise<'saved' | 'conflict'>;
  /** A promotion's newest occurrences, the newest first. */
  list(promotion: string, signal: AbortSignal): Promise<readonly OccurrenceKey[]>;
  /** Puts an occurrence on its promotion's list; one that is there already changes nothing. */
  enlist(key: OccurrenceKey, signal: AbortSignal): Promise<void>;
}
