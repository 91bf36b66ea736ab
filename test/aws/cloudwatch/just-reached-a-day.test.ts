import { expect, test } from 'vitest';
import { hasJustReachedADay } from '../../../src/aws/cloudwatch/just-reached-a-day.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;
const MINUTE_MS = 60_000;

test.each([
  [0, false],
  [DAY_MS - 1, false],
  [DAY_MS, true],
  [DAY_MS + 10 * MINUTE_MS - 1, true],
  [DAY_MS + 10 * MINUTE_MS, false],
  [30 * DAY_MS + 4 * MINUTE_MS, true],
])('an age of %d ms: %s', (ageMs, expected) => {
  expect(hasJustReachedADay(ageMs)).toBe(expected);
});
