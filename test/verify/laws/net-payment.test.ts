import { describe, expect, it } from 'vitest';
import {
  discrepancy,
  money,
  order,
  refund,
  set,
  shippingAdjustment,
  shippingLine,
  units,
} from './by-hand/shopify-bodies.ts';
import { pointsOf, rule, shopify, woocommerce } from './by-hand/stores.ts';
import { maxPointsPaidFor } from './net-payment.ts';
import { parseJson } from './oracle/json.ts';

const mostIn = (store: Parameters<typeof maxPointsPaidFor>[0], ...bodies: readonly object[]) =>
  maxPointsPaidFor(
    store,
    bodies
      .map((json) => JSON.stringify(json))
      .map((body) => ({ body, json: parseJson(body), firstArrivalMs: Number.POSITIVE_INFINITY })),
  );
const most = (...bodies: readonly object[]) => mostIn(shopify, ...bodies);

const books = (price: string, more: object = {}) => ({
  current_total_price: price,
  total_outstanding: '0.00',
  ...more,
});

describe('what was paid for goods, by the newest body', () => {
  it('is one point above what the order is worth now, whatever left it and however', () => {
    const removed = order([{ price: '60.00' }, { price: '40.00', left: 0 }], books('60.00'));
    expect(most(removed)).toBe(61);
    const lines = [
      { price: '1893.00', left: 0 },
      { price: '365.00', left: 1 },
    ] as const;
    const returned = refund(1, { lines: [units(101)], money: [money(8, '1528.00')] });
    const more = { financial_status: 'partially_refunded', refunds: [returned] };
    expect(most(order(lines, books('365.00', more)))).toBe(366);
  });

  it('counts what the shop kept, and not what is still owed', () => {
    const kept = refund(1, { lines: [units(102)], adjustments: [discrepancy(4, '40.00')] });
    const lines = [{ price: '60.00' }, { price: '40.00', left: 0 }] as const;
    expect(most(order(lines, books('60.00', { refunds: [kept] })))).toBe(101);
    expect(most(order(lines, books('60.00', { total_outstanding: '20.00' })))).toBe(41);
  });

  it('leaves out shipping, tips and duties, as long as they are on the order', () => {
    const parts = {
      shipping_lines: [shippingLine('10.00')],
      total_tip_received: '5.00',
      current_total_duties_set: set('7.00'),
    };
    const paid = (more: object = {}) => order([{ price: '100.00' }], books('122.00', { ...parts, ...more }));
    expect(most(paid())).toBe(101);
    const half = refund(1, { adjustments: [shippingAdjustment(4, '-5.00')], money: [money(8, '5.00')] });
    expect(most(paid({ refunds: [half] }))).toBe(111);
  });

  it('leaves out the tax of the line that has the least of it', () => {
    const lines = [
      { price: '100.00', tax: '20.00' },
      { price: '100.00', tax: '10.00' },
    ] as const;
    expect(most(order(lines, books('230.00')))).toBe(210);
    expect(mostIn({ ...shopify, rules: [rule({ tax: 'included' })] }, order(lines, books('230.00')))).toBe(231);
  });

  it('is never below what the oracle says', () => {
    const lines = [{ price: '60.00', tax: '12.00' }, { price: '40.00' }] as const;
    const goodwill = refund(1, { money: [money(8, '10.00')], adjustments: [discrepancy(4, '-10.00')] });
    const body = order(lines, books('102.00', { refunds: [goodwill] }));
    expect(most(body)).toBeGreaterThanOrEqual(pointsOf(shopify, body) ?? Number.NaN);
  });

  it('is unknown where the body cannot tell', () => {
    const lines = [{ price: '60.00' }];
    expect(most()).toBeNull();
    expect(most(order(lines))).toBeNull();
    expect(most(order(lines, books('60.00', { financial_status: 'partially_paid' })))).toBeNull();
    expect(most(order(lines, books('60.00', { presentment_currency: 'USD' })))).toBeNull();
    expect(most(order(lines, books('60.00')), money(8, '5.00', 'failure'))).toBeNull();
    const untold = refund(1, { lines: [units(101)], adjustments: [discrepancy(4, '60.00')] });
    expect(most(order(lines, books('60.00')), untold)).toBeNull();
    expect(mostIn(woocommerce, order(lines, books('60.00')))).toBeNull();
  });
});
