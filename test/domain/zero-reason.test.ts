import { describe, expect, test } from 'vitest';
import type { NotEntitledReason, Standing } from '../../src/domain/order-facts.ts';
import type { OrderRecord } from '../../src/domain/order-record.ts';
import { reasons } from '../../src/domain/reasons.ts';
import { type ZeroReason, zeroReason, zeroTable } from '../../src/domain/zero-reason.ts';
import { bodyOf, moneyOf, orderId, PAID_AT_MS } from '../support/order-facts.ts';
import { applied, NOW_MS, nothingKnown, storeWith, told } from '../support/planning.ts';
import { purchaseOf, refundOf } from '../support/shopify-facts.ts';

const paid = (eligible: string) => bodyOf({ money: moneyOf({ eligible }) });
const refund = (amount: string) => ({ kind: 'refund', order: orderId('123'), refund: refundOf('7', amount) }) as const;
const standing = (value: Standing) => bodyOf({ money: null, standing: value });
const reasonOf = (record: OrderRecord, store = storeWith()) => zeroReason(record, store, NOW_MS)?.reason ?? null;

describe('an order gives no points', () => {
  const plain = storeWith();

  test.each<[ZeroReason | null, string, OrderRecord]>([
    ['orderAwaited', 'a refund alone', told(nothingKnown, plain, refund('5.00'))],
    ['partlyPaid', 'never paid in full', told(nothingKnown, plain, standing({ kind: 'partlyPaid' }))],
    ['tooSmall', '0.99 at a point a unit', told(nothingKnown, plain, paid('0.99'))],
    ['nothingEligible', 'goods for nothing', told(nothingKnown, plain, paid('0.00'))],
    ['nothingLeft', 'all of it back', told(nothingKnown, plain, paid('50.00'), refund('50.00'))],
    [
      'nothingLeft',
      'said to be returned',
      told(nothingKnown, plain, bodyOf({ standing: { kind: 'returned' }, money: moneyOf({ eligible: '50.00' }) })),
    ],
    ['noCustomer', 'nobody is named', told(nothingKnown, plain, bodyOf({ customer: null }))],
    [
      'tooSmall',
      'too small, and nobody is named: the first',
      told(nothingKnown, plain, bodyOf({ customer: null, money: moneyOf({ eligible: '0.99' }) })),
    ],
    [null, 'a point', told(nothingKnown, plain, paid('1.00'))],
    [null, 'half of it back', told(nothingKnown, plain, paid('50.00'), refund('25.00'))],
  ])('%s: %s', (reason, _, record) => {
    expect(reasonOf(record)).toBe(reason);
  });

  test.each<NotEntitledReason>([
    ...(['unpaid', 'deposit', 'cancelled', 'voided'] as const),
    ...(['testOrder', 'otherCurrency', 'subOrder', 'noPaymentDate'] as const),
  ])('%s: as the platform or the store says', (because) => {
    expect(reasonOf(told(nothingKnown, plain, standing({ kind: 'notEntitled', because })))).toBe(because);
  });

  test('nothingEligible: a gift card alone', () => {
    const giftCard = purchaseOf({ card: { amount: '100.00', kind: 'giftCard' } });
    expect(reasonOf(told(nothingKnown, plain, bodyOf({ money: giftCard })))).toBe('nothingEligible');
  });

  test('belowMinimum, with the minimum that was pinned', () => {
    const store = storeWith({ minimumOrder: '50.00' });
    expect(zeroReason(told(nothingKnown, store, paid('49.99')), storeWith(), NOW_MS)).toEqual({
      reason: 'belowMinimum',
      because: 'less was paid for goods than the minimumOrder of 50.00',
    });
    expect(reasonOf(told(nothingKnown, store, paid('50.00')), store)).toBeNull();
  });

  test('beforeAwardFrom, with both times', () => {
    const store = storeWith({}, { awardFromMs: PAID_AT_MS + 1_000 });
    expect(zeroReason(told(nothingKnown, store, paid('50.00')), store, NOW_MS)).toEqual({
      reason: 'beforeAwardFrom',
      because: 'the order was paid at 2025-06-01T12:00:00Z, before awardFrom (2025-06-01T12:00:01Z)',
    });
  });

  test('paymentAhead: the payment date is days ahead', () => {
    const ahead = bodyOf({ money: moneyOf({ eligible: '50.00', paidAtMs: NOW_MS + 5 * 86_400_000 }) });
    expect(reasonOf(told(nothingKnown, plain, ahead))).toBe('paymentAhead');
  });
});

describe('an order gives points', () => {
  test('notDueYet, until its hold ends: 14 days after the payment', () => {
    const store = storeWith({ holdDays: 14 });
    const held = told(nothingKnown, store, paid('50.00'));
    expect(zeroReason(held, store, NOW_MS)).toEqual({
      reason: 'notDueYet',
      because: 'recorded; to be settled once it is due, at 2025-06-15T12:00:00Z',
    });
    expect(zeroReason(held, store, PAID_AT_MS + 14 * 86_400_000)).toBeNull();
  });

  test('capped, posted or not, where it would give more than maximumPoints', () => {
    const store = storeWith({ maximumPoints: 50 });
    const record = told(nothingKnown, store, paid('51.00'));
    const capped = { reason: 'capped', because: 'applied; maximumPoints limits the order to 50 points' };
    expect([zeroReason(record, store, NOW_MS), zeroReason(applied(record), store, NOW_MS)]).toEqual([capped, capped]);
    expect(reasonOf(told(nothingKnown, store, paid('50.00')), store)).toBeNull();
  });
});

test('every reason of the table has its words, and only what is skipped or cut by a rule counts', () => {
  const names = Object.keys(zeroTable) as ZeroReason[];
  for (const name of names) expect(reasons[name].length).toBeGreaterThan(10);
  expect(names.filter((name) => zeroTable[name].counts)).toEqual([
    'otherCurrency',
    'noCustomer',
    'beforeAwardFrom',
    'nothingEligible',
    'belowMinimum',
    'tooSmall',
  ]);
});
