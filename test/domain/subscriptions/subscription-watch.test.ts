import { expect, test } from 'vitest';
import { gapUntilNow, NOT_WATCHED } from '../../../src/domain/subscriptions/subscription-watch.ts';

const HOUR = 3_600_000;
const NOW = Date.parse('2026-03-02T12:00:00Z');
/** A look puts the next one off by 55 minutes, and ends seconds later. */
const looked = { nextAtMs: NOW - 300_000 - 2_000, fineAtMs: NOW - HOUR, isSeen: true };

test.each([
  ['the first look finds them whole', NOT_WATCHED, false, null],
  ['the first look puts them right', NOT_WATCHED, true, 'unknown'],
  ['they are whole as an hour ago', looked, false, null],
  ['they are put right an hour after they were whole', looked, true, HOUR],
  ['a look between found something wrong', { ...looked, fineAtMs: NOW - 2 * HOUR }, false, 2 * HOUR],
  [
    'a repair was cut off a quarter of an hour ago',
    { ...looked, nextAtMs: NOW - HOUR / 4, fineAtMs: NOW - 1.25 * HOUR },
    false,
    1.25 * HOUR,
  ],
  ['a run was left out', { ...looked, nextAtMs: NOW - HOUR / 3 - 2_000, fineAtMs: NOW - 1.25 * HOUR }, false, null],
  ['they were wrong ever since they are looked at', { ...looked, fineAtMs: null }, false, 'unknown'],
] as const)('how long webhooks may not have been whole: %s', (_, watch, wasWrong, gapMs) => {
  expect(gapUntilNow(watch, NOW, wasWrong)).toBe(gapMs);
});
