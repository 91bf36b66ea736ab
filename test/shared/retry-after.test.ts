import { expect, test } from 'vitest';
import { readRetryAfter } from '../../src/shared/retry-after.ts';

const now = Date.UTC(2026, 0, 1, 12);

test.each([
  [undefined, null],
  ['', null],
  ['0', 0],
  [' 7 ', 7_000],
  ['120', 120_000],
  ['86401', 86_400_000],
  ['99999999999999999999999999', 86_400_000],
  ['-5', null],
  ['1.5', null],
  ['soon', null],
  ['2026-01-01', null],
  ['Thu, 01 Jan 2026 12:00:30 GMT', 30_000],
  ['Thu, 01 Jan 2026 11:00:00 GMT', 0],
  ['Fri, 01 Jan 2027 12:00:00 GMT', 86_400_000],
  ['Thu, 99 Jan 2026 12:00:30 GMT', null],
])('Retry-After %j is %j ms', (header, expected) => {
  expect(readRetryAfter(header, now)).toBe(expected);
});
