import { expect, test } from 'vitest';
import { answerTimes } from '../../../tools/bench/answer-times.ts';

test('of two hundred answers, the 100th, the 190th and the 198th shortest', () => {
  const samples = Array.from({ length: 200 }, (_, index) => 200 - index);
  expect(answerTimes(samples)).toEqual({ p50Ms: 100, p95Ms: 190, p99Ms: 198 });
});

test('of a few, the longest', () => {
  expect(answerTimes([7, 3, 5])).toEqual({ p50Ms: 5, p95Ms: 7, p99Ms: 7 });
});
