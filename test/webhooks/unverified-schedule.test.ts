import { expect, test } from 'vitest';
import { nextTry } from '../../src/webhooks/unverified-schedule.ts';

const RECEIVED_MS = Date.parse('2026-12-01T12:00:00Z');
const SECOND_MS = 1_000;
const DAY_MS = 86_400_000;
const after = (ageMs: number, copyAgeMs = ageMs) =>
  nextTry({ receivedAtMs: RECEIVED_MS, sentAtMs: RECEIVED_MS + ageMs - copyAgeMs }, RECEIVED_MS + ageMs);

test.each([
  // Three times as long as it has waited, a minute at least.
  [0, 60],
  [20, 60],
  [60, 180],
  [61, 183],
  [240, 720],
  [300, 900],
])('after %i s it is sent again with %i s', (seconds, delaySeconds) => {
  expect(after(seconds * SECOND_MS)).toEqual({ kind: 'sendAgain', delaySeconds });
});

test('what would wait longer than a queue delays rests for its hour', () => {
  for (const ageMs of [301 * SECOND_MS, 960 * SECOND_MS, 3_600 * SECOND_MS, 3 * DAY_MS]) {
    expect(after(ageMs)).toEqual({ kind: 'rest' });
  }
});

test('a copy of four days is replaced: the queue would forget it', () => {
  expect(after(10 * DAY_MS, 4 * DAY_MS - 1)).toEqual({ kind: 'rest' });
  expect(after(10 * DAY_MS, 4 * DAY_MS)).toEqual({ kind: 'sendAgain', delaySeconds: 900 });
});

test('a clock that is behind the one of the arrival waits for a minute', () => {
  expect(after(-5 * SECOND_MS, 0)).toEqual({ kind: 'sendAgain', delaySeconds: 60 });
});
