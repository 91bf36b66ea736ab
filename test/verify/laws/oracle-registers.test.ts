import { describe, expect, it } from 'vitest';
import type { Campaign } from '../../../src/domain/points-rule.ts';
import { money, order, refund, units } from './by-hand/shopify-bodies.ts';
import { campaign, PAID_MS, pointsOf, rule, sentTo, shopify } from './by-hand/stores.ts';
import { decimal } from './histories/store.ts';
import { expectedOutcome } from './oracle/expected-outcome.ts';

const paid = order([{ price: '100.00' }]);

describe('which facts count', () => {
  it('an order edited up keeps its paid money until the rest is paid', () => {
    const owing = order([{ price: '150.00' }], { financial_status: 'partially_paid' }, 1);
    expect(pointsOf(shopify, owing)).toBe(0);
    expect(pointsOf(shopify, owing, paid)).toBe(100);
    expect(pointsOf(shopify, paid, owing, { ...owing, financial_status: 'paid' })).toBe(150);
  });

  it('units show as gone in a body of any status, and come back with a newer one', () => {
    const two = order([{ price: '50.00', units: 2, left: 2 }]);
    const owing = order([{ price: '50.00', units: 2, left: 1 }], { financial_status: 'partially_paid' }, 1);
    expect(pointsOf(shopify, owing, two)).toBe(50);
    expect(pointsOf(shopify, two, owing, order([{ price: '50.00', units: 2, left: 2 }], {}, 2))).toBe(100);
    // Without the field, and without the line, nothing is known to be gone.
    expect(pointsOf(shopify, owing, two, order([{ price: '50.00', units: 2 }], {}, 2))).toBe(100);
    expect(pointsOf(shopify, two, order([], { financial_status: 'partially_paid' }, 2))).toBe(100);
  });

  it('refunded is nothing, voided is not due, cancelled keeps what is on it', () => {
    const later = (status: string, more: object = {}) =>
      order([{ price: '100.00' }], { financial_status: status, ...more }, 1);
    expect(pointsOf(shopify, paid, later('refunded'))).toBe(0);
    expect(sentTo(shopify, paid, later('voided'))?.verdict).toBe('not due');
    const cancelled = { cancelled_at: '2026-05-04T09:01:00-03:00' };
    expect(pointsOf(shopify, paid, later('paid', cancelled))).toBe(100);
    const restocked = refund(1, { lines: [units(101)] });
    expect(pointsOf(shopify, paid, later('paid', { ...cancelled, refunds: [restocked] }))).toBe(0);
  });

  it('ties go to the further status', () => {
    expect(pointsOf(shopify, paid, { ...paid, financial_status: 'pending' })).toBe(100);
    expect(pointsOf(shopify, { ...paid, financial_status: 'refunded' }, paid)).toBe(0);
  });

  it('waits for a customer, and forgets none', () => {
    const without = order([{ price: '100.00' }], { email: '', customer: null }, 1);
    expect(sentTo(shopify, without)).toMatchObject({ posted: 0, target: 100, customerKnown: false });
    expect(sentTo(shopify, paid, without)).toMatchObject({ posted: 100, customerKnown: true });
  });

  it('gives nothing for tests, other currencies, the past and refunds of unknown orders', () => {
    expect(pointsOf(shopify, { ...paid, test: true })).toBe(0);
    expect(pointsOf({ ...shopify, allowTestOrders: true }, { ...paid, test: true })).toBe(100);
    expect(pointsOf(shopify, { ...paid, currency: 'USD' })).toBe(0);
    expect(pointsOf({ ...shopify, awardFromMs: PAID_MS }, paid)).toBe(100);
    expect(pointsOf({ ...shopify, awardFromMs: PAID_MS + 1 }, paid)).toBe(0);
    expect(pointsOf(shopify, refund(7, { money: [money(8, '10.00')] }))).toBe(0);
  });

  it('tells neighbouring ids beyond 2^53 apart', () => {
    const body = (id: string) => JSON.stringify(paid).replace('"id":1,', `"id":${id},`);
    const ids = ['820982911946154508', '820982911946154509'];
    const deliveries = ids.map((orderId) => ({ orderId, body: body(orderId) }));
    expect([...expectedOutcome({ store: shopify, deliveries }).keys()]).toEqual(ids);
  });
});

describe('the rule of the purchase', () => {
  it('50 points come back whole, though the rule was doubled after the purchase', () => {
    const doubled = rule({ version: 'v2', fromMs: PAID_MS + 1, pointsPerUnit: decimal('2') });
    const store = { ...shopify, rules: [doubled, rule()] };
    const fifty = order([{ price: '50.00' }]);
    expect(pointsOf(store, fifty)).toBe(50);
    expect(pointsOf(store, fifty, refund(7, { money: [money(8, '20.00')] }))).toBe(30);
    expect(pointsOf(store, fifty, refund(7, { money: [money(8, '50.00')] }))).toBe(0);
    expect(pointsOf({ ...shopify, rules: [{ ...doubled, fromMs: PAID_MS }, rule()] }, fifty)).toBe(100);
  });

  it('tax counts as the rule says, in shops of both kinds', () => {
    const withTax = { ...shopify, rules: [rule({ tax: 'included' })] };
    const taxed = (taxesIncluded: boolean) =>
      order([{ price: '100.00', tax: '20.00' }], { taxes_included: taxesIncluded });
    expect(pointsOf(shopify, taxed(false))).toBe(100);
    expect(pointsOf(withTax, taxed(false))).toBe(120);
    expect(pointsOf(shopify, taxed(true))).toBe(80);
    expect(pointsOf(withTax, taxed(true))).toBe(100);
  });

  it('the largest of the matching campaigns multiplies, on half open windows', () => {
    const during = (...campaigns: Campaign[]) => pointsOf({ ...shopify, campaigns }, order([{ price: '10.00' }]));
    expect(during(campaign('2', PAID_MS, PAID_MS + 1), campaign('1.5', 0, PAID_MS + 9))).toBe(20);
    expect(during(campaign('2', 0, PAID_MS), campaign('1.5', 0, PAID_MS + 9))).toBe(15);
  });

  it('the cap looks at the net', () => {
    const capped = { ...shopify, rules: [rule({ maximumPoints: 60 })] };
    expect(pointsOf(capped, paid)).toBe(60);
    expect(pointsOf(capped, paid, refund(7, { money: [money(8, '30.00')] }))).toBe(60);
    expect(pointsOf(capped, paid, refund(7, { money: [money(8, '70.00')] }))).toBe(30);
    expect(pointsOf({ ...shopify, rules: [rule({ minimumOrder: decimal('100.01') })] }, paid)).toBe(0);
  });
});
