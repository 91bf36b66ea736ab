import { test } from 'vitest';
import { expectPoints, type Step } from '../../support/shopify/playing-orders.ts';
import { type RefundWords, takenOff } from '../../support/shopify/refund-bodies.ts';
import { gone, type LineWords } from '../../support/shopify/shop-bodies.ts';

// What the design's sentences say beside its table: sums done by hand, at a point for each unit of money.

const sixtyAndForty: readonly LineWords[] = [{ price: '60.00' }, { price: '40.00' }];
const fortyBack = takenOff(1, '40.00');
const failed = (amount: string) => ({ amount, status: 'failure' as const });

/** A paid order, and one refund after another, each of which takes its lines off. */
function stepsOf(lines: readonly LineWords[], refunds: readonly RefundWords[]): Step[] {
  let left = lines;
  const later = refunds.map((refund): Step => {
    const listed = new Set(refund.lines?.map(({ of }) => of));
    left = left.map((line, index) => (listed.has(index) ? gone(line) : line));
    return { refund, order: { lines: left, status: 'partially_refunded' } };
  });
  return [{ order: { lines } }, ...later];
}

test.each<[name: string, points: number, refunds: RefundWords[]]>([
  ['money for no line, without a discrepancy, leaves the rest', 70, [{ money: ['30.00'] }]],
  ['money for no line is that of a line that went for nothing', 60, [fortyBack, { money: ['30.00'] }]],
  ['more money than that line was takes more', 50, [fortyBack, { money: ['50.00'] }]],
  ['an amount that failed did not happen', 100, [{ discrepancies: ['-30.00'], money: [failed('30.00')] }]],
  ['a line is gone though its money failed', 60, [{ ...fortyBack, money: [failed('40.00')] }]],
  ['an amount of which a part failed is the rest of it', 80, [{ money: ['20.00', failed('10.00')] }]],
  ['a line of which 10 are kept goes but for them', 70, [{ ...fortyBack, discrepancies: ['10.00'], money: ['30.00'] }]],
  [
    'goodwill counts after a line whose money is kept',
    90,
    [
      { ...fortyBack, discrepancies: ['40.00'] },
      { discrepancies: ['-10.00'], money: ['10.00'] },
    ],
  ],
  ['a unit that two refunds list is gone once', 60, [fortyBack, { ...fortyBack, money: ['40.00'] }]],
  ['a cent more than the line is rounding', 60, [{ ...fortyBack, money: ['40.01'] }]],
  ['two cents more are not', 59, [{ ...fortyBack, money: ['40.02'] }]],
  ['a cent of goodwill is none', 59, [{ ...fortyBack, discrepancies: ['-0.01'], money: ['40.01'] }]],
  ['more than all goods takes all', 0, [{ discrepancies: ['-150.00'], money: ['150.00'] }]],
])('of 60 and 40, %s: %d', (_, points, refunds) => {
  expectPoints(points, stepsOf(sixtyAndForty, refunds));
});

test.each<[name: string, points: number, lines: LineWords[], amount: string]>([
  ['is shared with the tax', 50, [{ price: '100.00', tax: '20.00' }], '60.00'],
  ['is shared with a gift card', 25, [{ price: '50.00' }, { price: '50.00', is: 'giftCard' }], '50.00'],
  ['is not shared with a tip', 25, [{ price: '50.00' }, { price: '50.00', is: 'tip' }], '25.00'],
])('goodwill %s: %d', (_, points, lines, amount) => {
  expectPoints(points, stepsOf(lines, [{ discrepancies: [`-${amount}`], money: [amount] }]));
});

test('a tip earns nothing', () => {
  expectPoints(50, stepsOf([{ price: '50.00' }, { price: '5.00', is: 'tip' }], []));
});
