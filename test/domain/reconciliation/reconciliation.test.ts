import { expect, test } from 'vitest';
import { newReconciliation, recentSinceMs, withGap } from '../../../src/domain/reconciliation/reconciliation.ts';

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;
const NOW = Date.parse('2026-03-02T12:00:00Z');
const THROUGH = NOW - 20 * MINUTE;
const read = {
  ...newReconciliation(100, NOW - 30 * DAY),
  recent: { storeThroughMs: THROUGH, movedAtMs: NOW - 10 * DAY, resume: 'a place' },
  sweep: { storeFromMs: 0, storeUntilMs: NOW, resume: 'another place' },
  sweptAtMs: NOW - 5 * MINUTE,
};

test('a gap is read from so long before the place, with the overlap of five minutes, and the look back stays', () => {
  const next = withGap(read, DAY, NOW);
  expect(recentSinceMs(next.recent, NOW)).toBe(THROUGH - DAY - 5 * MINUTE);
  expect(next.recent.resume).toBeNull();
  expect([next.sweep, next.sweptAtMs]).toEqual([read.sweep, read.sweptAtMs]);
});

test('a gap of which nobody knows the length has the look back begin anew', () => {
  expect(withGap(read, null, NOW)).toEqual({ ...read, sweep: null, sweptAtMs: null });
});
