import { expect, test } from 'vitest';
import { type Tax, worthOfLine } from '../../src/domain/line-worth.ts';
import type { LineKind } from '../../src/domain/order-facts.ts';
import { purchaseOf } from '../support/shopify-facts.ts';

test.each<[LineKind, boolean, Tax, number, number]>([
  ['goods', false, 'excluded', 120, 100],
  ['goods', false, 'included', 120, 120],
  ['goods', true, 'excluded', 100, 80],
  ['goods', true, 'included', 100, 100],
  ['giftCard', false, 'included', 120, 0],
  ['giftCard', true, 'excluded', 100, 0],
  ['tip', false, 'included', 120, 0],
])(
  '%s of 100 with a tax of 20, which the price holds: %s; a rule with tax %s: worth %d, %d of it earns',
  (kind, taxesIncluded, tax, all, eligible) => {
    const { goods } = purchaseOf({ a: { amount: '100.00', tax: '20.00', units: 3, kind } }, { taxesIncluded });
    const worth = goods.lines.map((line) => worthOfLine(line, goods, tax));
    expect(worth.map((one) => [one.all.valueOf(), one.eligible.valueOf()])).toEqual([[all, eligible]]);
  },
);
