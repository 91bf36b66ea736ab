import type { RunRecord } from '../../src/domain/promotion/run.ts';
import { type RunKey, runKeyAt } from '../../src/domain/promotion/run-key.ts';
import { pinnedWith } from './pinning.ts';

/** Christmas at noon, so many days into December 2026. */
export function keyOf(day: number): RunKey {
  return runKeyAt('christmas', Date.UTC(2026, 11, day, 12));
}

/** A run of Christmas Eve whose audience has still to be validated, but for what is said. */
export function runWith(changes: Partial<RunRecord> = {}): RunRecord {
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
