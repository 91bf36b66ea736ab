import { expect, test } from 'vitest';
import { reconciliationTables } from '../../../tools/cost/reconciliation-table.ts';

const look = { calls: 1, points: { requested: 570, taken: 1 }, readUnits: 1, writeUnits: 1 };
const lookBack = { calls: 11, points: { requested: 6_270, taken: 5_001 }, readUnits: 501, writeUnits: 12 };
const table = reconciliationTables([{ platform: 'Shopify', orders: 1_000, look, lookBack }]);

test('what was counted stands as it was', () => {
  expect(table).toContain('| Shopify: a look back over 1,000 orders | 11 | 6,270 | 5,001 | 501 | 12 |');
});

test('a month has 2,880 looks, thirty looks back over 60 days, and each order five times more', () => {
  // 60,000 orders in 30 looks back and 5,000 more; 2,880 + 30 × 20 pages; 2,880 + 65,000 × 5 points; 2,880 + 65,000 ÷ 2 units.
  expect(table).toContain('| 1,000 | 3,480 | 328,000 | 65,000 | 35,400 | 3,480 | 0.01 | 0.02 |');
});

test('a long time takes as long as its points take to come back', () => {
  // 600 pages of 500 points, at 100, 200 and 1,000 a second.
  expect(table).toContain('| 60 days, 60,000 orders | 600 | 342,000 | 300,000 | 50 min | 25 min | 5 min |');
  expect(table).toContain(
    '| a year, 365,000 orders | 3,650 | 2,080,000 | 1,830,000 | 5 h 5 min | 2 h 33 min | 31 min |',
  );
});
