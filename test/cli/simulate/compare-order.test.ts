import { expect, test } from 'vitest';
import { compareOrder } from '../../../cli/simulate/compare-order.ts';
import { decimal } from '../../../src/domain/decimal.ts';
import { bodyOf, listed, moneyOf, PAID_AT_MS } from '../../support/order-facts.ts';
import { nothingKnown, settled, storeWith } from '../../support/planning.ts';

const store = storeWith();
const money = moneyOf({ eligible: '100.00' });
const paid = settled(nothingKnown, store, bodyOf({ money }));

test.each([
  ['the same rule', storeWith(), 100],
  ['twice the points', storeWith({ pointsPerUnit: '2' }), 200],
  ['a minimum above the order', storeWith({ minimumOrder: '100.01' }), 0],
  ['a cap', storeWith({ maximumPoints: 30 }), 30],
  [
    'a campaign on the day of the payment',
    storeWith({}, { campaigns: [{ name: 'x', fromMs: PAID_AT_MS, toMs: PAID_AT_MS + 1, multiplier: decimal('1.5') }] }),
    150,
  ],
  ['a later awardFrom', storeWith({}, { awardFromMs: PAID_AT_MS + 1 }), 0],
])('%s', (_, changed, after) => {
  expect(compareOrder(paid, changed)).toEqual({ before: 100, after });
});

test('what was refunded counts by neither rule', () => {
  const refunded = settled(
    paid,
    store,
    bodyOf({ at: 1, money, refunds: { kind: 'listed', refunds: listed({ 1: '25.00' }) } }),
  );
  expect(compareOrder(refunded, storeWith({ pointsPerUnit: '2' }))).toEqual({ before: 75, after: 150 });
});

test('an order from before awardFrom would earn by an earlier one', () => {
  const late = storeWith({}, { awardFromMs: PAID_AT_MS + 1 });
  const early = settled(nothingKnown, late, bodyOf({ money }));
  expect(compareOrder(early, store)).toEqual({ before: 0, after: 100 });
});

test.each([
  ['not paid', bodyOf({ money, standing: { kind: 'notEntitled', because: 'unpaid' } })],
  ['without a customer', bodyOf({ money, customer: null })],
])('an order that is %s is left out', (_, facts) => {
  expect(compareOrder(settled(nothingKnown, store, facts), store)).toBeNull();
});
