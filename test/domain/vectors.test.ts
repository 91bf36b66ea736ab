import { describe, expect, test } from 'vitest';
import { decimal } from '../../src/domain/decimal.ts';
import type { CollectedRefund, Facts, ListedRefund, OrderMoney, Standing } from '../../src/domain/order-facts.ts';
import { postedPoints } from '../../src/domain/plan-entries.ts';
import type { Store } from '../../src/domain/store.ts';
import { bodyOf, listed, moneyOf, orderId, PAID_AT_MS } from '../support/order-facts.ts';
import { applied, book, nothingKnown, settled, storeWith, told } from '../support/planning.ts';
import { ruleOf } from '../support/points-rules.ts';
import { lineBack, paidBack, purchaseOf, refundOf, taxed } from '../support/shopify-facts.ts';

// Known answers that loyalty integrations get wrong. Each amount is computed by hand from the rules of the design.

function paid(money: OrderMoney): Facts {
  return bodyOf({ money });
}

function refundCreated(refund: CollectedRefund): Facts {
  return { kind: 'refund', order: orderId('123'), refund };
}

/** A WooCommerce body of the paid order with these refunds. */
function woocommerce(
  money: OrderMoney,
  at: number,
  refunds: readonly ListedRefund[],
  standing: Standing = { kind: 'entitled' },
): Facts {
  return bodyOf({ money, at, standing, refunds: { kind: 'listed', refunds } });
}

const hundred = moneyOf({ eligible: '100.00' });
const store = storeWith();

/** The points of each entry, once every entry was applied before the next facts came. */
function pointsOf(of: Store, ...facts: readonly Facts[]): number[] {
  return settled(nothingKnown, of, ...facts).entries.map(({ points }) => points);
}

describe('keys', () => {
  test('the first award is ADD-ABC-10-123, exactly', () => {
    const record = told(nothingKnown, store, paid(moneyOf({ eligible: '10.00' })));
    expect(book(record)).toEqual(['pending 10 ADD-ABC-10-123']);
  });

  test('two equal refunds of one order are both counted, under two keys', () => {
    const record = settled(
      nothingKnown,
      store,
      paid(hundred),
      refundCreated(refundOf('7', '20.00')),
      refundCreated(refundOf('8', '20.00')),
    );
    expect(book(record)).toEqual([
      'applied 100 ADD-ABC-100-123',
      'applied -20 REMOVE-ABC-20-123-2',
      'applied -20 REMOVE-ABC-20-123-3',
    ]);
  });

  test('a refund that was undone gives back, and one that reappears is a third key', () => {
    const refund = listed({ 7: '20.00' });
    const record = settled(
      nothingKnown,
      store,
      woocommerce(hundred, 0, []),
      woocommerce(hundred, 1, refund),
      woocommerce(hundred, 2, []),
      woocommerce(hundred, 3, refund),
    );
    expect(book(record)).toEqual([
      'applied 100 ADD-ABC-100-123',
      'applied -20 REMOVE-ABC-20-123-2',
      'applied 20 ADD-ABC-20-123-3',
      'applied -20 REMOVE-ABC-20-123-4',
    ]);
  });

  test('late payments cancel and revive an order: given, taken, given again', () => {
    const cancelled = bodyOf({ at: 1, money: null, standing: { kind: 'notEntitled', because: 'cancelled' } });
    const record = settled(nothingKnown, store, paid(hundred), cancelled, bodyOf({ at: 2, money: hundred }));
    expect(book(record)).toEqual([
      'applied 100 ADD-ABC-100-123',
      'applied -100 REMOVE-ABC-100-123-2',
      'applied 100 ADD-ABC-100-123-3',
    ]);
  });
});

describe('the rule of the purchase', () => {
  test('50 points earned, rule doubled, full refund: -50', () => {
    const fifty = moneyOf({ eligible: '50.00' });
    const earned = settled(nothingKnown, store, paid(fifty));
    const doubled = storeWith({ version: 'doubled', pointsPerUnit: '2' });
    const record = settled(earned, doubled, refundCreated(refundOf('7', '50.00')));
    expect(record.entries.map(({ points }) => points)).toEqual([50, -50]);
  });

  test('a partial refund after the doubling takes back at the old rate', () => {
    const earned = settled(nothingKnown, store, paid(hundred));
    const record = settled(earned, storeWith({ pointsPerUnit: '2' }), refundCreated(refundOf('7', '30.00')));
    expect(record.entries.map(({ points }) => points)).toEqual([100, -30]);
  });

  test('a campaign that has ended is taken back as it was given', () => {
    const campaign = { name: 'double', fromMs: PAID_AT_MS, toMs: PAID_AT_MS + 1, multiplier: decimal('2') };
    const earned = settled(nothingKnown, storeWith({}, { campaigns: [campaign] }), paid(hundred));
    const record = settled(earned, store, refundCreated(refundOf('7', '25.00')));
    expect(record.entries.map(({ points }) => points)).toEqual([200, -50]);
  });

  test('a delivery that comes after a new rule earns what was promised at the payment', () => {
    const later = ruleOf({ version: 'later', fromMs: PAID_AT_MS + 1, pointsPerUnit: '5' });
    expect(pointsOf(storeWith({}, { rules: [later, ruleOf()] }), paid(hundred))).toEqual([100]);
  });

  test('the reversal goes to the customer of the award, though the order names another by then', () => {
    const moved = bodyOf({ at: 1, money: hundred, customer: 'XYZ', standing: { kind: 'returned' } });
    expect(book(settled(nothingKnown, store, paid(hundred), moved))[1]).toBe('applied -100 REMOVE-ABC-100-123-2');
  });
});

describe('complete refunds end at exactly zero', () => {
  test('100.00 refunded 60 + 40: 0', () => {
    const refunds = [refundCreated(refundOf('7', '60.00')), refundCreated(refundOf('8', '40.00'))];
    expect(pointsOf(store, paid(hundred), ...refunds)).toEqual([100, -60, -40]);
  });

  test('99.90 in three equal parts, each of which would round down: 0', () => {
    const money = moneyOf({ eligible: '99.90' });
    const refunds = ['7', '8', '9'].map((id) => refundCreated(refundOf(id, '33.30')));
    // 99.90 − 33.30 = 66.60, then 33.30, then nothing.
    expect(pointsOf(store, paid(money), ...refunds)).toEqual([99, -33, -33, -33]);
  });

  test('rounded up, three parts take back no more than was given', () => {
    const refunds = ['33.33', '33.33', '33.34'].map((amount, index) => refundCreated(refundOf(`${index}`, amount)));
    // ceil of 100, 66.67, 33.34, 0
    expect(pointsOf(storeWith({ rounding: 'ceil' }), paid(hundred), ...refunds)).toEqual([100, -33, -33, -34]);
  });

  test('an order with shipping and tax, money back in full without a line', () => {
    const money = moneyOf({ eligible: '80.00', eligibleTax: '8.00', shareBase: '88.00', total: '103.00' });
    expect(pointsOf(store, paid(money), refundCreated(refundOf('7', '103.00')))).toEqual([80, -80]);
  });

  test('set to refunded by hand, without any refund', () => {
    const byHand = woocommerce(hundred, 1, [], { kind: 'returned' });
    expect(pointsOf(store, woocommerce(hundred, 0, []), byHand)).toEqual([100, -100]);
  });

  test('more money back than was paid takes no more than was given', () => {
    const refunds = [refundCreated(refundOf('7', '100.00')), refundCreated(refundOf('8', '15.00'))];
    expect(pointsOf(store, paid(hundred), ...refunds)).toEqual([100, -100]);
  });
});

describe('what a refund takes back', () => {
  test('30 of 90 eligible, 3 × 20 refunded: 10 left', () => {
    const money = moneyOf({ eligible: '30.00', shareBase: '90.00' });
    const ids = ['7', '8', '9'];
    const ofShopify = settled(
      nothingKnown,
      store,
      paid(money),
      ...ids.map((id) => refundCreated(refundOf(id, '20.00'))),
    );
    const ofWooCommerce = settled(
      nothingKnown,
      store,
      woocommerce(money, 0, []),
      woocommerce(money, 1, listed({ 7: '20.00' })),
      woocommerce(money, 2, listed({ 7: '20.00', 8: '20.00' })),
      woocommerce(money, 3, listed({ 7: '20.00', 8: '20.00', 9: '20.00' })),
    );
    expect([postedPoints(ofShopify), postedPoints(ofWooCommerce)]).toEqual([10, 10]);
    // 30 − 6.66… = 23.33…, 16.66…, 10
    expect(ofShopify.entries.map(({ points }) => points)).toEqual([30, -7, -7, -6]);
  });

  test('a shipping-only refund takes nothing', () => {
    const money = purchaseOf({ a: '100.00' }, { shipping: taxed('15.00') });
    const refund = refundOf('7', { paid: '15.00', shippingLines: taxed('15.00') });
    expect(pointsOf(store, paid(money), refundCreated(refund))).toEqual([100]);
  });

  test('a refunded gift card takes nothing: it never earned', () => {
    const money = purchaseOf({ a: '60.00', gift: { amount: '40.00', kind: 'giftCard' } });
    const refund = refundOf('7', { paid: '40.00', lines: [lineBack('gift')] });
    expect(pointsOf(store, paid(money), refundCreated(refund))).toEqual([60]);
  });

  test('a capped order loses nothing until its net falls under the cap', () => {
    const refunds = ['40.00', '40.00', '5.00'].map((amount, index) => refundCreated(refundOf(`${index}`, amount)));
    // 100 and 60 are over the cap of 50; 20 and 15 are not.
    expect(pointsOf(storeWith({ maximumPoints: 50 }), paid(hundred), ...refunds)).toEqual([50, -30, -5]);
  });

  test('an order over the minimum stays over it, whatever is refunded', () => {
    const refund = refundCreated(refundOf('7', '99.00'));
    expect(pointsOf(storeWith({ minimumOrder: '100' }), paid(hundred), refund)).toEqual([100, -99]);
  });

  test('a pending refund in two currencies that fails gives its points back', () => {
    const money = moneyOf({ eligible: '500.00', presentment: { currency: 'USD', total: '100.00' } });
    const refund = refundOf('7', { transactions: [paidBack('20.00', 'pending', 'USD', 't7')] });
    const failed: Facts = { kind: 'transaction', order: orderId('123'), transaction: { id: 't7', status: 'failure' } };
    // 20 USD at 5.00 are 100 BRL.
    expect(pointsOf(store, paid(money), refundCreated(refund), failed)).toEqual([500, -100, 100]);
  });
});

describe('deliveries late, doubled and out of order', () => {
  test('a refund that comes before its order is counted when the order comes, once', () => {
    const refund = refundOf('7', '40.00');
    const body = bodyOf({ money: hundred, refunds: { kind: 'collected', refunds: [refund] } });
    expect(pointsOf(store, refundCreated(refund), body, refundCreated(refund), body)).toEqual([60]);
  });

  test('a refund of an order that never comes takes nothing', () => {
    expect(pointsOf(store, refundCreated(refundOf('7', '40.00')))).toEqual([]);
  });

  test('the same facts again, ten times, plan nothing', () => {
    const facts = [paid(hundred), refundCreated(refundOf('7', '40.00'))];
    const again = Array.from({ length: 10 }, () => facts).flat();
    expect(pointsOf(store, ...again)).toEqual([100, -40]);
  });

  test('a refund while the award waits makes the award smaller: nothing is given and taken back', () => {
    const record = applied(told(nothingKnown, store, paid(hundred), refundCreated(refundOf('7', '40.00'))));
    expect(book(record)).toEqual(['withdrawn 100 ADD-ABC-100-123', 'applied 60 ADD-ABC-60-123-2']);
  });

  test('a complete refund while the award waits: the API hears of neither', () => {
    const record = applied(told(nothingKnown, store, paid(hundred), refundCreated(refundOf('7', '100.00'))));
    expect(book(record)).toEqual(['withdrawn 100 ADD-ABC-100-123']);
  });

  test('an order of the past, updated today, earns nothing', () => {
    expect(pointsOf(storeWith({}, { awardFromMs: PAID_AT_MS + 1 }), paid(hundred))).toEqual([]);
    expect(pointsOf(storeWith({}, { awardFromMs: PAID_AT_MS }), paid(hundred))).toEqual([100]);
  });

  test('an order edited upward keeps its points until the difference is paid, then earns it', () => {
    const edited = bodyOf({ at: 1, money: null, standing: { kind: 'partlyPaid' } });
    const paidAgain = bodyOf({ at: 2, money: moneyOf({ eligible: '130.00' }) });
    expect(pointsOf(store, paid(hundred), edited, paidAgain)).toEqual([100, 30]);
  });

  test('an order that was only ever partly paid earns nothing', () => {
    expect(pointsOf(store, bodyOf({ money: null, standing: { kind: 'partlyPaid' } }))).toEqual([]);
  });
});
