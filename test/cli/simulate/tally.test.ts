import { expect, test } from 'vitest';
import { openTally } from '../../../cli/simulate/tally.ts';

const order = (id: number, customer = `customer-${id}`) => ({ store: 'shop', id: `shop/${id}`, customer });

test('keeps the ten that move most, either way, and adds customers up', () => {
  const tally = openTally();
  for (let id = 1; id <= 25; id += 1) tally.add(order(id, id % 2 === 0 ? 'even' : 'odd'), { before: 0, after: id });
  tally.add(order(26, 'other'), { before: 9, after: 1 });
  const { all, orders, customers } = tally.total();
  expect(all).toEqual({ orders: 26, before: 9, after: 326, gaining: 25, losing: 1 });
  expect(orders.gain.map(({ id }) => id)).toEqual([25, 24, 23, 22, 21, 20, 19, 18, 17, 16].map((id) => `shop/${id}`));
  expect(orders.lose).toEqual([{ id: 'shop/26', before: 9, after: 1 }]);
  // 1 + 3 + … + 25, and 2 + 4 + … + 24.
  expect(customers.gain).toEqual([
    { id: 'odd', before: 0, after: 169 },
    { id: 'even', before: 0, after: 156 },
  ]);
});

test.each([
  [0, { from: 0, to: 0 }],
  [1, { from: 1, to: 9 }],
  [-9, { from: -9, to: -1 }],
  [-10, { from: -49, to: -10 }],
  [999, { from: 500, to: 999 }],
  [1_000, { from: 1_000, to: null }],
  [-5_000, { from: null, to: -1_000 }],
])('a change of %d is in the bar of %j', (change, bounds) => {
  const tally = openTally();
  tally.add(order(1), { before: 10_000, after: 10_000 + change });
  expect(tally.total().distribution).toEqual([{ ...bounds, orders: 1 }]);
});

test('counts what is left out, and nothing else', () => {
  const tally = openTally();
  tally.leaveOut();
  expect(tally.total()).toMatchObject({ all: { orders: 0 }, distribution: [], leftOut: 1 });
});
