import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { goodsBack, type ItemisedOrder } from '../../src/domain/goods-back.ts';
import type { Tax } from '../../src/domain/line-worth.ts';
import type { CollectedRefund, LineKind, TransactionStatus } from '../../src/domain/order-facts.ts';
import { grossEligible } from '../../src/domain/refunds.ts';
import { lineBack, paidBack, purchaseOf, refundOf, taxed } from '../support/shopify-facts.ts';

const money = (most: number) => fc.integer({ min: 0, max: most }).map((cents) => (cents / 100).toFixed(2));
const ids = ['a', 'b', 'c', 'd'] as const;
const shipping = fc.tuple(money(2_000), money(400)).map(([amount, tax]) => taxed(amount, tax));

const anyMoney: fc.Arbitrary<ItemisedOrder['money']> = fc
  .record({
    lines: fc.array(
      fc.record({
        amount: money(10_000),
        tax: money(2_000),
        units: fc.integer({ min: 1, max: 3 }),
        kind: fc.constantFrom<LineKind>('goods', 'goods', 'giftCard', 'tip'),
      }),
      { minLength: 1, maxLength: 4 },
    ),
    shipping,
    presentment: fc.option(fc.constantFrom({ currency: 'USD', total: '30.00' }), { nil: undefined }),
  })
  .map(({ lines, shipping, presentment }) =>
    purchaseOf(Object.fromEntries(lines.map((line, index) => [ids[index] ?? 'a', line])), {
      shipping,
      ...(presentment !== undefined && { presentment }),
    }),
  );

const refundedLines = fc.uniqueArray(
  fc
    .record({
      line: fc.constantFrom(...ids, 'foreign'),
      units: fc.nat({ max: 3 }),
      amount: money(5_000),
      tax: money(900),
      isTip: fc.boolean(),
    })
    .map(({ line, ...words }) => lineBack(line, words)),
  { maxLength: 3, selector: ({ line }) => line },
);
const status = fc.constantFrom<TransactionStatus>('success', 'pending', 'failure', 'other');

const anyRefund = fc
  .record({
    transactions: fc.array(
      fc.tuple(money(9_000), status).map(([amount, state]) => paidBack(amount, state)),
      { maxLength: 2 },
    ),
    lines: refundedLines,
    shippingLines: fc.option(shipping),
    shippingAdjustments: fc.option(shipping),
    discrepancy: fc.integer({ min: -9_000, max: 9_000 }).map((cents) => (cents / 100).toFixed(2)),
    duties: money(500),
  })
  .map((words) => refundOf('7', words));

const numbered = (refunds: readonly CollectedRefund[]) =>
  refunds.map((refund, index) => ({ ...refund, id: `${index + 8}` }));
const anyOrder: fc.Arbitrary<ItemisedOrder> = fc.record({
  money: anyMoney,
  refunds: fc.array(anyRefund, { maxLength: 4 }).map(numbered),
  statuses: fc.constant({}),
  unitsLeft: fc.dictionary(fc.constantFrom(...ids), fc.nat({ max: 3 })),
});
const anyTax = fc.constantFrom<Tax>('excluded', 'included');

/** Far more than what quotients of thirty decimals leave behind. */
const NOTHING = 1e-15;

describe('of any order and any refunds', () => {
  test('never less than nothing goes back, nor more than all that earns', () => {
    fc.assert(
      fc.property(anyOrder, anyTax, (order, tax) => {
        const back = goodsBack(order, tax);
        const all = Number(grossEligible(order.money, tax));
        for (const amount of [back.eligible, back.eligiblePaid].map(Number)) {
          expect(amount).toBeGreaterThanOrEqual(-NOTHING);
          expect(amount).toBeLessThanOrEqual(all + NOTHING);
        }
        if (back.everything) expect(Number(back.eligible)).toBe(all);
      }),
      { numRuns: 1_000 },
    );
  });

  test('the order in which refunds came does not matter', () => {
    const shuffled = anyOrder.chain((order) =>
      fc.tuple(fc.constant(order), fc.shuffledSubarray([...order.refunds], { minLength: order.refunds.length })),
    );
    fc.assert(
      fc.property(shuffled, anyTax, ([order, refunds], tax) => {
        const [one, other] = [goodsBack(order, tax), goodsBack({ ...order, refunds }, tax)];
        expect(other.eligible.equals(one.eligible)).toBe(true);
        expect([other.everything, other.eligiblePaid.toFraction()]).toEqual([
          one.everything,
          one.eligiblePaid.toFraction(),
        ]);
      }),
    );
  });

  test('that list all that was bought, everything is back', () => {
    fc.assert(
      fc.property(anyOrder, anyTax, (order, tax) => {
        const all = order.money.goods.lines.map(({ id, units }) => lineBack(id, { units }));
        const returned = refundOf('1', { lines: all });
        const { everything } = goodsBack(
          { ...order, refunds: [returned, ...order.refunds.map(withoutDiscrepancy)] },
          tax,
        );
        expect(everything).toBe(true);
      }),
    );
  });

  // Where the shop keeps nothing and no shipping has several readings: more money may turn another reading into the nearest.
  test('more money back takes back at least as much', () => {
    fc.assert(
      fc.property(anyOrder, money(5_000), anyTax, (order, amount, tax) => {
        const refunds = order.refunds.map((refund) => ({
          ...withoutDiscrepancy(refund),
          shippingLines: null,
          shippingAdjustments: null,
        }));
        const more = refundOf('99', amount);
        const [less, back] = [refunds, [...refunds, more]].map((all) => goodsBack({ ...order, refunds: all }, tax));
        expect(Number(back?.eligible)).toBeGreaterThanOrEqual(Number(less?.eligible) - NOTHING);
      }),
      { numRuns: 500 },
    );
  });
});

function withoutDiscrepancy(refund: CollectedRefund): CollectedRefund {
  return { ...refund, discrepancy: refundOf('7', {}).discrepancy };
}
