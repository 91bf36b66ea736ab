import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Tax } from '../../src/domain/line-worth.ts';
import type { CollectedRefund, OrderMoney } from '../../src/domain/order-facts.ts';
import { grossEligible, type KnownRefunds, takenBack } from '../../src/domain/refunds.ts';
import { listed, moneyOf } from '../support/order-facts.ts';
import { lineBack, paidBack, purchaseOf, refundOf, taxed } from '../support/shopify-facts.ts';

const nothing: KnownRefunds = { listed: null, collected: [], statuses: {}, unitsLeft: {} };
const ofList = (amounts: Record<string, string>) => ({ ...nothing, listed: listed(amounts) });
const ofRefunds = (...collected: readonly CollectedRefund[]) => ({ ...nothing, collected });

describe('the eligible amount before refunds', () => {
  test.each<[string, OrderMoney, Tax, string]>([
    ['without tax', moneyOf({ eligible: '100.00', eligibleTax: '19.00' }), 'excluded', '100'],
    [
      'with the tax, where the rule takes it in',
      moneyOf({ eligible: '100.00', eligibleTax: '19.00' }),
      'included',
      '119',
    ],
    ['below zero is zero', moneyOf({ eligible: '-5.00', eligibleTax: '1.00' }), 'excluded', '0'],
    ['lifted above zero by its tax', moneyOf({ eligible: '-1.00', eligibleTax: '3.00' }), 'included', '2'],
    ['with four decimals', moneyOf({ eligible: '36.2758' }), 'excluded', '181379/5000'],
    [
      'of lines is the sum of those that earn',
      purchaseOf({ a: '60.00', b: '1.50', gift: { amount: '9.00', kind: 'giftCard' } }),
      'excluded',
      '123/2',
    ],
    ['of lines with their tax', purchaseOf({ a: { amount: '60.00', tax: '6.00' } }), 'included', '66'],
    ['of lines below zero is zero', purchaseOf({ a: '60.00', b: '-70.00' }), 'excluded', '0'],
    ['of no lines is zero', purchaseOf({}), 'included', '0'],
  ])('%s', (_, money, tax, expected) => {
    expect(grossEligible(money, tax).toFraction()).toBe(expected);
  });
});

describe('WooCommerce: amounts without a split', () => {
  const order = moneyOf({ eligible: '80.00', eligibleTax: '8.00', shareBase: '100.00' });

  test.each<[string, Record<string, string>, Tax, string, boolean]>([
    ['no refund', {}, 'excluded', '0', false],
    ['a quarter of the money is a quarter of the eligible amount', { 7: '25.00' }, 'excluded', '20', false],
    ['with its tax, where the rule takes it in', { 7: '25.00' }, 'included', '22', false],
    ['two equal refunds are two', { 7: '25.00', 8: '25.00' }, 'excluded', '40', false],
    ['one cent short of all', { 7: '99.99' }, 'excluded', '9999/125', false],
    ['all at once', { 7: '100.00' }, 'excluded', '80', true],
    ['all in parts', { 7: '33.33', 8: '33.33', 9: '33.34' }, 'excluded', '80', true],
    ['more than all, with tax', { 7: '125.00' }, 'included', '88', true],
  ])('%s', (_, amounts, tax, eligible, everything) => {
    const back = takenBack(order, ofList(amounts), tax);
    expect([back.eligible.toFraction(), back.everything]).toEqual([eligible, everything]);
  });

  test('the one division comes last: 30 eligible of 90, refunded 3 × 20, takes back 20 exactly', () => {
    const money = moneyOf({ eligible: '30.00', shareBase: '90.00' });
    expect(takenBack(money, ofList({ 1: '20', 2: '20', 3: '20' }), 'excluded').eligible.toFraction()).toBe('20');
  });

  test('all that was eligible was paid, whatever went back', () => {
    for (const amounts of [{}, { 7: '25.00' }, { 7: '100.00' }]) {
      expect(takenBack(order, ofList(amounts), 'included').eligiblePaid.toFraction()).toBe('88');
    }
  });

  test.each(['0', '-10.00'])('an order whose total is %s has nothing left to take', (shareBase) => {
    const back = takenBack(moneyOf({ eligible: '30.00', shareBase }), ofList({}), 'excluded');
    expect([back.eligible.toFraction(), back.everything]).toEqual(['30', true]);
  });

  test('an order of less than nothing takes nothing back', () => {
    const back = takenBack(moneyOf({ eligible: '-5.00', shareBase: '10.00' }), ofList({ 7: '5.00' }), 'excluded');
    expect(back.eligible.toFraction()).toBe('0');
  });

  test('refunds that another platform collects say nothing beside the list', () => {
    const known = { ...ofList({ 7: '25.00' }), collected: [refundOf('8', '50.00')] };
    expect(takenBack(order, known, 'excluded').eligible.toFraction()).toBe('20');
  });

  test('how refunds are cut into parts does not matter', () => {
    const cents = fc.integer({ min: 1, max: 3_000 });
    fc.assert(
      fc.property(cents, cents, cents, (one, two, three) => {
        const amount = (value: number) => (value / 100).toFixed(2);
        const parts = takenBack(order, ofList({ 1: amount(one), 2: amount(two), 3: amount(three) }), 'excluded');
        expect(parts).toEqual(takenBack(order, ofList({ 1: amount(one + two + three) }), 'excluded'));
      }),
    );
  });
});

describe('Shopify: an order that was recorded without its lines', () => {
  const order = moneyOf({ eligible: '80.00', shareBase: '100.00', total: '115.00' });

  test.each<[string, CollectedRefund[], string, boolean]>([
    ['the proportion of its money', [refundOf('7', '25.00')], '20', false],
    ['less its shipping lines', [refundOf('7', { paid: '41.00', shippingLines: taxed('15.00', '1.00') })], '20', false],
    [
      'less its shipping adjustments',
      [refundOf('7', { paid: '41.00', shippingAdjustments: taxed('15.00', '1.00') })],
      '20',
      false,
    ],
    [
      'never less both',
      [refundOf('7', { paid: '41.00', shippingLines: taxed('16.00'), shippingAdjustments: taxed('16.00') })],
      '20',
      false,
    ],
    ['less its duties', [refundOf('7', { paid: '30.00', duties: '5.00' })], '20', false],
    ['its lines are of no use', [refundOf('7', { paid: '25.00', lines: [lineBack('a')] })], '20', false],
    [
      'each refund for itself: shipping beyond its money lessens no other',
      [refundOf('7', { paid: '5.00', shippingLines: taxed('15.00') }), refundOf('8', '25.00')],
      '20',
      false,
    ],
    ['all of it', [refundOf('7', '100.00')], '80', true],
  ])('%s', (_, refunds, eligible, everything) => {
    const back = takenBack(order, ofRefunds(...refunds), 'excluded');
    expect([back.eligible.toFraction(), back.everything]).toEqual([eligible, everything]);
  });

  test("follows a transaction's later status", () => {
    const known = ofRefunds(refundOf('7', { transactions: [paidBack('25.00', 'pending', null, 't')] }));
    expect(takenBack(order, { ...known, statuses: { t: 'failure' } }, 'excluded').eligible.toFraction()).toBe('0');
  });
});

describe('Shopify: an order with its lines', () => {
  const order = purchaseOf({ a: '60.00', b: '40.00' });

  test('takes back what left it, by its refunds, their statuses and the units that are left', () => {
    const pending = refundOf('7', { transactions: [paidBack('30.00', 'pending', null, 't')] });
    const back = (known: KnownRefunds) => Number(takenBack(order, known, 'excluded').eligible);
    expect(back(ofRefunds(pending))).toBe(30);
    expect(back({ ...ofRefunds(pending), statuses: { t: 'failure' } })).toBe(0);
    expect(back({ ...nothing, unitsLeft: { b: 0 } })).toBe(40);
  });

  test('never takes back more than all, though some of its lines come to less than nothing', () => {
    const discounted = purchaseOf({ a: '60.00', b: '-40.00', c: { amount: '50.00', kind: 'giftCard' } });
    const refund = refundOf('7', { lines: [lineBack('a')] });
    expect(Number(takenBack(discounted, ofRefunds(refund), 'excluded').eligible)).toBe(20);
  });
});
