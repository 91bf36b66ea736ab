import type { OccurrenceRecord } from '../../src/domain/promotion/run.ts';
import { type OccurrenceKey, occurrenceAt } from '../../src/domain/promotion/run-key.ts';
import { pinnedWith } from './pinning.ts';

/** Christmas at noon, so many days into December 2026. */
export function keyOf(day: number): OccurrenceKey {
  return occurrenceAt('christmas', Date.UTC(2026, 11, day, 12));
}

/** An occurrence of Christmas Eve whose audience has still to be looked through, but for what is said. */
export function occurrenceWith(changes: Partial<OccurrenceRecord> = {}): OccurrenceRecord {
  return {
    key: keyOf(24),
    phase: 'pinned',
    firedAtMs: Date.UTC(2026, 11, 24, 12),
    pinned: pinnedWith(),
    counts: null,
    queuedToLine: 1,
    report: null,
    because: null,
    dismissedAtMs: null,
    ...changes,
  };
}
