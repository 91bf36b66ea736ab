import { describe, expect, test } from 'vitest';
import { mergeFacts, noFacts } from '../../src/domain/merge-facts.ts';
import type { Facts, NotEntitledReason, OrderFacts } from '../../src/domain/order-facts.ts';
import { claimOf, targetOf, targetPoints } from '../../src/domain/target-points.ts';
import { bodyOf, listed, moneyOf, orderId, PAID_AT_MS } from '../support/order-facts.ts';
import { pinnedRuleOf } from '../support/points-rules.ts';
import { lineBack, paidBack, purchaseOf, type RefundWords, refundOf } from '../support/shopify-facts.ts';

const known = (...facts: readonly Facts[]) => facts.reduce(mergeFacts, noFacts);
const refund = (id: string, amount: string): Facts => ({
  kind: 'refund',
  order: orderId('123'),
  refund: refundOf(id, amount),
});
const returned = (words: RefundWords): Facts => ({
  kind: 'refund',
  order: orderId('123'),
  refund: refundOf('8', words),
});
const money = moneyOf({ eligible: '100.00', eligibleTax: '10.00', shareBase: '110.00' });

describe('the claim of an order', () => {
  test.each<[string, Facts[], boolean]>([
    ['nothing known', [], false],
    ['a refund alone', [refund('7', '1.00')], false],
    ['entitled', [bodyOf({ money })], true],
    ['returned', [bodyOf({ money, standing: { kind: 'returned' } })], true],
    ['partly paid, never paid in full', [bodyOf({ money: null, standing: { kind: 'partlyPaid' } })], false],
    [
      'partly paid after it was paid in full',
      [bodyOf({ money }), bodyOf({ at: 1, money: null, standing: { kind: 'partlyPaid' } })],
      true,
    ],
    [
      'partly paid, and paid in full before, though the older body comes later',
      [bodyOf({ at: 1, money: null, standing: { kind: 'partlyPaid' } }), bodyOf({ money })],
      true,
    ],
    [
      'no longer due after it was paid',
      [bodyOf({ money }), bodyOf({ at: 1, money: null, standing: { kind: 'notEntitled', because: 'cancelled' } })],
      false,
    ],
  ])('%s: %s', (_, facts, expected) => {
    expect(claimOf(known(...facts))).toEqual(expected ? money : null);
  });
});

describe('the target', () => {
  const target = (...facts: readonly Facts[]) => targetPoints(known(...facts), pinnedRuleOf());

  test.each<[string, Facts[], number]>([
    ['nothing known', [], 0],
    ['paid', [bodyOf({ money })], 100],
    ['half of the money back', [bodyOf({ money }), refund('7', '55.00')], 50],
    ['all of the money back', [bodyOf({ money }), refund('7', '55.00'), refund('8', '55.00')], 0],
    ['said to be returned, without a refund', [bodyOf({ money, standing: { kind: 'returned' } })], 0],
    ['a refund before its order', [refund('7', '55.00')], 0],
    [
      'partly paid after it was paid in full, with a refund',
      [bodyOf({ money }), bodyOf({ at: 1, money: null, standing: { kind: 'partlyPaid' } }), refund('7', '55.00')],
      50,
    ],
  ])('%s: %d', (_, facts, expected) => {
    expect(target(...facts)).toBe(expected);
  });

  test.each<NotEntitledReason>([
    ...(['unpaid', 'deposit', 'cancelled', 'voided'] as const),
    ...(['testOrder', 'otherCurrency', 'subOrder', 'noPaymentDate'] as const),
  ])('not due, as %s: 0, whatever was paid', (because) => {
    expect(target(bodyOf({ money, standing: { kind: 'notEntitled', because } }))).toBe(0);
  });

  test('counts what a WooCommerce body lists', () => {
    const body = (amounts: Record<string, string>): OrderFacts =>
      bodyOf({ money, refunds: { kind: 'listed', refunds: listed(amounts) } });
    expect(target(body({}))).toBe(100);
    expect(target(body({ 7: '11.00', 8: '11.00' }))).toBe(80);
    expect(target(body({ 7: '110.00' }))).toBe(0);
  });

  test("follows a transaction's later status", () => {
    const pending: Facts = {
      kind: 'refund',
      order: orderId('123'),
      refund: refundOf('7', { transactions: [paidBack('55.00', 'pending', null, 't7')] }),
    };
    const failed: Facts = { kind: 'transaction', order: orderId('123'), transaction: { id: 't7', status: 'failure' } };
    expect([target(bodyOf({ money }), pending), target(bodyOf({ money }), pending, failed)]).toEqual([50, 100]);
  });

  test('takes tax in where the pinned rule does', () => {
    const facts = known(bodyOf({ money }), refund('7', '55.00'));
    expect(targetPoints(facts, pinnedRuleOf({ tax: 'included' }))).toBe(55);
  });

  test('rounds once, on the whole', () => {
    const parts = [bodyOf({ money: moneyOf({ eligible: '10.00' }) }), refund('7', '3.33'), refund('8', '3.33')];
    // 10.00 − 6.66 = 3.34
    expect(target(...parts)).toBe(3);
    expect(targetPoints(known(...parts), pinnedRuleOf({ rounding: 'ceil' }))).toBe(4);
  });

  test('judges the minimum on what was paid, by the rule of the purchase', () => {
    const facts = known(bodyOf({ money }), refund('7', '99.00'));
    expect(targetPoints(facts, pinnedRuleOf({ minimumOrder: '100' }))).toBe(10);
    expect(targetPoints(facts, pinnedRuleOf({ minimumOrder: '100.01' }))).toBe(0);
  });

  test('judges the minimum of a Shopify order on what was paid for the goods that earn', () => {
    const bought = purchaseOf({ a: '60.00', b: '60.00' });
    const exchanged = (paid: RefundWords) =>
      known(bodyOf({ money: bought }), returned({ ...paid, lines: [lineBack('a')] }));
    const minimum = (amount: string) => pinnedRuleOf({ minimumOrder: amount });
    expect([targetPoints(exchanged({}), minimum('60')), targetPoints(exchanged({}), minimum('60.01'))]).toEqual([
      60, 0,
    ]);
    expect(targetPoints(exchanged({ paid: '60.00' }), minimum('120'))).toBe(60);
  });

  test.each([
    ['one', 1, 200],
    ['two', 2, 100],
    ['all', 3, 0],
  ])('loses no point to thirds: 100.00 in three units, %s back, at 3 points a unit', (_, units, expected) => {
    const thirds = bodyOf({ money: purchaseOf({ a: { amount: '100.00', units: 3 } }) });
    const facts = known(thirds, returned({ lines: [lineBack('a', { units })] }));
    for (const rounding of ['floor', 'half-up', 'ceil'] as const) {
      expect(targetPoints(facts, pinnedRuleOf({ pointsPerUnit: '3', rounding }))).toBe(expected);
    }
  });

  test('of a Shopify order is what its lines and the units left of them say', () => {
    const bought = bodyOf({ money: purchaseOf({ a: '60.00', b: '40.00' }), unitsLeft: { b: 0 } });
    expect([target(bought), target(bought, returned({ lines: [lineBack('a')] }))]).toEqual([60, 0]);
  });

  test('is zero for an order paid before the start that was pinned', () => {
    const facts = known(bodyOf({ money }));
    expect(targetPoints(facts, { ...pinnedRuleOf(), awardFromMs: PAID_AT_MS })).toBe(100);
    expect(targetPoints(facts, { ...pinnedRuleOf(), awardFromMs: PAID_AT_MS + 1 })).toBe(0);
  });

  test('never falls below zero', () => {
    const negative = moneyOf({ eligible: '-5.00', shareBase: '10.00' });
    expect(target(bodyOf({ money: negative }))).toBe(0);
    expect(target(bodyOf({ money: negative }), refund('7', '5.00'))).toBe(0);
  });
});

test.each<[string, Facts[], (string | number | null)[]]>([
  ['nothing known', [], [0, 'orderAwaited', null, null]],
  ['paid before', [bodyOf({ money: { ...money, paidAtMs: PAID_AT_MS - 1 } })], [0, 'beforeAwardFrom', null, null]],
  ['returned', [bodyOf({ money, standing: { kind: 'returned' } })], [0, 'nothingLeft', 0, null]],
  ['everything back', [bodyOf({ money }), refund('7', '110.00')], [0, 'nothingLeft', 100, null]],
  ['half of it back', [bodyOf({ money }), refund('7', '55.00')], [50, null, 50, 50]],
  ['too small', [bodyOf({ money: moneyOf({ eligible: '0.99' }) })], [0, 'tooSmall', 0, 0.99]],
])('the steps to a target: %s', (_, facts, expected) => {
  const { points, because, steps } = targetOf(known(...facts), { ...pinnedRuleOf(), awardFromMs: PAID_AT_MS });
  const back = steps && Number(steps.back.eligible);
  expect([points, because, back, steps?.given ? Number(steps.given.net) : null]).toEqual(expected);
});
