import { expect, test } from 'vitest';
import { newReconciliation } from '../../src/domain/reconciliation/reconciliation.ts';
import { sweepReading, withSweep } from '../../src/reconciliation/readings.ts';

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;
const NOW = Date.parse('2026-03-02T12:00:00Z');
const policy = { graceMs: 15 * MINUTE, sweepMs: 60 * DAY, sweepEveryMs: DAY, tellAfterMs: DAY };

/** Of a store whose changes were read up to a time of its clock. */
function sweepOf(storeThroughMs: number, awardFromMs = 0) {
  const fresh = newReconciliation(100, NOW);
  const read = { ...fresh, recent: { storeThroughMs, movedAtMs: NOW, resume: null } };
  return withSweep(read, { awardFromMs }, policy, NOW);
}
const untilMs = (storeThroughMs: number, storeNowMs: number) =>
  sweepReading(policy).untilMs(sweepOf(storeThroughMs), storeNowMs);

test('a look back covers sixty days, and nothing before awardFrom', () => {
  expect(sweepOf(NOW - DAY).sweep).toMatchObject({ storeFromMs: NOW - 60 * DAY, storeUntilMs: NOW });
  expect(sweepOf(NOW - DAY, NOW - DAY).sweep).toMatchObject({ storeFromMs: NOW - DAY });
});

test.each([
  ['a clock that is right', NOW - 20 * MINUTE, NOW, NOW - 15 * MINUTE],
  ['a clock that is behind by six hours', NOW - 380 * MINUTE, NOW - 360 * MINUTE, NOW - 375 * MINUTE],
  ['a clock that is ahead by a year', NOW + 365 * DAY - 20 * MINUTE, NOW + 365 * DAY, NOW + 365 * DAY - 20 * MINUTE],
  ['a clock that was ahead by a year, and was put right', NOW + 365 * DAY, NOW, NOW + 365 * DAY],
])('a look back ends where what was read ends, or at rest: %s', (_, storeThroughMs, storeNowMs, expected) => {
  expect(untilMs(storeThroughMs, storeNowMs)).toBe(expected);
});
