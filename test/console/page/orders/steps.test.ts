import { expect, test } from 'vitest';
import { gapsOf, placesOf, scaleOf, stepsOf, ticksOf } from '../../../../console/page/orders/steps.ts';

const SECOND = 1_000;
const DAY = 86_400 * SECOND;

test('instants keep their order and stay in the picture, and a month takes more room than a second', () => {
  const xs = placesOf([0, SECOND, 2 * SECOND, 30 * DAY], 40, 640);
  expect(xs.toSorted((one, other) => one - other)).toEqual(xs);
  const [first = 0, second = 0, third = 0, last = 0] = xs;
  expect(first).toBeGreaterThan(40);
  expect(last).toBeLessThan(640);
  expect(last - third).toBeGreaterThan(2 * (second - first));
});

test('instants that are the same still stand apart', () => {
  const [first = 0, second = 0] = placesOf([5, 5], 0, 100);
  expect(second - first).toBeGreaterThan(10);
});

test('ticks are round, hold zero and all values', () => {
  expect(ticksOf([0, 140])).toEqual([0, 50, 100, 150]);
  expect(ticksOf([7])).toEqual([0, 5, 10]);
  expect(ticksOf([-120, 300])).toEqual([-200, 0, 200, 400]);
  expect(ticksOf([])).toEqual([0, 1]);
  expect(ticksOf([1])).toEqual([0, 1]);
});

test('values stand between bottom and top', () => {
  const y = scaleOf([0, 50, 100], 200, 0);
  expect([y(0), y(50), y(100)]).toEqual([200, 100, 0]);
});

test('a height stays until the next instant', () => {
  expect(stepsOf([10, 30], [80, 60], 100, 50)).toBe('M2 100H10V80H30V60H50');
});

test('only long times between are told', () => {
  expect(gapsOf([0, SECOND, DAY], [10, 40, 90])).toEqual([{ from: 40, to: 90, ms: DAY - SECOND }]);
  expect(gapsOf([0, DAY], [10, 20])).toEqual([]);
});
