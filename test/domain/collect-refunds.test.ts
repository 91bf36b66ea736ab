import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { collectRefunds } from '../../src/domain/collect-refunds.ts';
import { decimal } from '../../src/domain/decimal.ts';
import type { CollectedRefund, TransactionStatus } from '../../src/domain/order-facts.ts';
import { both, lineBack, paidBack, refundOf, taxed } from '../support/shopify-facts.ts';

const collected = (...refunds: readonly CollectedRefund[]) => collectRefunds({}, refunds);

/** What both copies of refund 7 come to, which is the same in either order. */
function united(one: Parameters<typeof refundOf>[1], other: Parameters<typeof refundOf>[1]) {
  const [first, second] = [refundOf('7', one), refundOf('7', other)];
  const backwards = collected(second, first);
  expect(asSets(collected(first, second))).toEqual(asSets(backwards));
  return backwards['7'];
}

describe('refunds', () => {
  test('join by their ids', () => {
    const known = { 7: refundOf('7', '1.00') };
    const all = collectRefunds(known, [refundOf('8', '2.00'), refundOf('7', '1.00')]);
    expect(all).toEqual({ 7: refundOf('7', '1.00'), 8: refundOf('8', '2.00') });
    expect(known).toEqual({ 7: refundOf('7', '1.00') });
  });

  test('of two equal amounts are two', () => {
    expect(Object.keys(collected(refundOf('7', '1.00'), refundOf('8', '1.00')))).toEqual(['7', '8']);
  });
});

describe('two copies of one refund', () => {
  test('unite their transactions and lines, and keep what one of them tells', () => {
    const one = {
      transactions: [paidBack('1.00', 'pending', null, 't1')],
      lines: [lineBack('a')],
      rate: both('5.00', '1.00'),
      duties: '4.00',
    };
    const other = {
      transactions: [paidBack('1.00', 'success', null, 't1'), paidBack('2.00', 'pending', null, 't2')],
      lines: [lineBack('b')],
      shippingLines: taxed('3.00'),
      shippingAdjustments: taxed('3.00', '0.30'),
      discrepancy: '-2.00',
    };
    expect(collected(refundOf('7', one), refundOf('7', other))['7']).toEqual(
      refundOf('7', {
        transactions: [paidBack('1.00', 'success', null, 't1'), paidBack('2.00', 'pending', null, 't2')],
        lines: [lineBack('a'), lineBack('b')],
        shippingLines: taxed('3.00'),
        shippingAdjustments: taxed('3.00', '0.30'),
        discrepancy: '-2.00',
        duties: '4.00',
        rate: both('5.00', '1.00'),
      }),
    );
    united(one, other);
  });

  test.each<[TransactionStatus, TransactionStatus, TransactionStatus]>([
    ['pending', 'success', 'success'],
    ['pending', 'failure', 'failure'],
    ['pending', 'error', 'error'],
    ['other', 'pending', 'pending'],
  ])('a transaction %s in one and %s in the other is %s', (one, other, expected) => {
    const copy = (status: TransactionStatus) => ({ transactions: [paidBack('1.00', status, null, 't1')] });
    expect(united(copy(one), copy(other))?.transactions).toEqual([paidBack('1.00', expected, null, 't1')]);
  });

  test.each(['discrepancy', 'duties'] as const)('%s that one tells as nothing is what the other tells', (part) => {
    expect(united({ [part]: '0.00' }, { [part]: '-5.00' })?.[part]).toBe('-5.00');
    expect(united({ [part]: '0' }, { [part]: '0.00' })?.[part]).toBe('0.00');
  });

  test('that contradict each other come to the larger text', () => {
    const copy = (amount: string) => ({
      transactions: [paidBack(amount, 'success', null, 't1')],
      lines: [lineBack('a', { amount })],
      shippingLines: taxed(amount),
      shippingAdjustments: taxed(amount),
      rate: both(amount, '1.00'),
      discrepancy: amount,
      duties: amount,
    });
    expect(united(copy('1.00'), copy('2.00'))).toEqual(refundOf('7', copy('2.00')));
  });
});

// Few ids and amounts, so that copies meet.
const amount = fc.constantFrom('0', '0.00', '1.00', '-2.00').map(decimal);
const part = fc.option(fc.record({ amount, tax: amount }));
const anyRefund: fc.Arbitrary<CollectedRefund> = fc.record({
  id: fc.constantFrom('1', '9007199254740993'),
  transactions: fc.uniqueArray(
    fc.record({
      id: fc.constantFrom('t1', 't2', 't3'),
      status: fc.constantFrom<TransactionStatus>('success', 'pending', 'failure', 'error', 'other'),
      amount,
      currency: fc.constantFrom(null, 'BRL'),
    }),
    { maxLength: 3, selector: ({ id }) => id },
  ),
  lines: fc.uniqueArray(
    fc.record({
      line: fc.constantFrom('a', 'b'),
      isTip: fc.boolean(),
      units: fc.nat({ max: 2 }),
      amount,
      tax: amount,
    }),
    { maxLength: 2, selector: ({ line }) => line },
  ),
  shippingLines: part,
  shippingAdjustments: part,
  discrepancy: amount,
  duties: amount,
  rate: fc.option(fc.record({ shop: amount, presentment: amount })),
});

function asSets(refunds: Readonly<Record<string, CollectedRefund>>): unknown {
  return Object.fromEntries(
    Object.entries(refunds).map(([id, refund]) => [
      id,
      {
        ...refund,
        transactions: Object.fromEntries(refund.transactions.map((one) => [one.id, one])),
        lines: Object.fromEntries(refund.lines.map((one) => [one.line, one])),
      },
    ]),
  );
}

test('any copies come to the same, in any order and however often each comes', () => {
  const arrivals = fc
    .array(anyRefund, { minLength: 1, maxLength: 5 })
    .chain((refunds) =>
      fc.tuple(fc.constant(refunds), fc.shuffledSubarray([...refunds, ...refunds], { minLength: 2 * refunds.length })),
    );
  fc.assert(
    fc.property(arrivals, ([refunds, arrived]) => {
      expect(asSets(collected(...arrived))).toEqual(asSets(collected(...refunds)));
    }),
    { numRuns: 500 },
  );
});
