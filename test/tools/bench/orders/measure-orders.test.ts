import { expect, test } from 'vitest';
import { evaluationTimes, itemSizes } from '../../../../tools/bench/orders/measure-orders.ts';

test('an order of five lines is under 1.5 KB, and one of six hundred fits into an item many times', () => {
  const [one, five, fifty, many] = itemSizes([1, 5, 50, 600]).map(({ bytes }) => bytes);
  expect(one).toBeLessThan(1_400);
  expect(five).toBeLessThan(1_500);
  expect(fifty).toBeLessThan(2_048);
  expect(many).toBeLessThan(10_240);
});

test('four hundred refunds of one body are reckoned', () => {
  expect(evaluationTimes([400])).toMatchObject([{ refunds: 400 }]);
});
