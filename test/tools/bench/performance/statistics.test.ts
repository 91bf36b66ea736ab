import { expect, test } from 'vitest';
import { ratio, summary } from '../../../../tools/bench/performance/statistics.ts';

test('the median of five is the third, and half of them are within 2 of it', () => {
  // Distances from 5: 4, 3, 0, 2, 1.
  expect(summary([1, 8, 5, 7, 4])).toEqual({ median: 5, mad: 2, quartiles: [4, 7], samples: 5 });
});

test('the median of four lies between the second and the third', () => {
  // Distances from 25: 15, 5, 5, 15. Quartiles lie three quarters of the way from the first to the second, and so on.
  expect(summary([10, 20, 30, 40])).toEqual({ median: 25, mad: 10, quartiles: [17.5, 32.5], samples: 4 });
});

test('one sample has no spread', () => {
  expect(summary([3])).toEqual({ median: 3, mad: 0, quartiles: [3, 3], samples: 1 });
});

test('a ratio is that of the rounds, so that a round in which the machine was slow changes nothing', () => {
  expect(ratio([200, 2_000, 210], [100, 1_000, 100])).toEqual({
    median: 2,
    mad: 0,
    quartiles: [2, 2.05],
    samples: 3,
  });
});

test('rounds that the other one did not run do not count', () => {
  expect(ratio([4, 6, 100], [2, 2]).samples).toBe(2);
});
