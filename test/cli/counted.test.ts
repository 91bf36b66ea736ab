import { expect, test } from 'vitest';
import { counted } from '../../cli/counted.ts';

test('one is no plural, and none is no number', () => {
  expect([0, 1, 2].map((count) => counted(count, 'order'))).toEqual(['no orders', '1 order', '2 orders']);
  expect([0, 1, 2].map((count) => counted(count, 'delivery', 'deliveries'))).toEqual([
    'no deliveries',
    '1 delivery',
    '2 deliveries',
  ]);
  expect(counted(-1, 'point')).toBe('-1 points');
});
