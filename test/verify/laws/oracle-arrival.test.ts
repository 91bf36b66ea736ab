import { describe, expect, it } from 'vitest';
import type { Store } from '../../../src/domain/store.ts';
import { order } from './by-hand/shopify-bodies.ts';
import { PAID_MS, rule, shopify, woocommerce } from './by-hand/stores.ts';
import { woo } from './by-hand/woocommerce-bodies.ts';
import { decimal } from './histories/store.ts';
import { expectedOutcome } from './oracle/expected-outcome.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Bodies with their minutes of arrival, counted from the payment. */
function arrived(store: Store, ...bodies: readonly (readonly [minute: number, body: object])[]): number | undefined {
  const deliveries = bodies.map(([minute, body]) => ({
    orderId: '1',
    body: JSON.stringify(body),
    atMs: PAID_MS + minute * MINUTE_MS,
  }));
  return expectedOutcome({ store, deliveries }).get('1')?.posted;
}

const worth = (price: string, minute: number) => order([{ price }], {}, minute);

describe('a clock that is ahead', () => {
  const [ahead, further, right] = [worth('10.00', 40), worth('20.00', 50), worth('30.00', 5)];

  it('counts by its first arrival against any other body', () => {
    expect(arrived(shopify, [1, ahead], [6, right])).toBe(30);
    expect(arrived(shopify, [6, right], [7, ahead])).toBe(10);
    expect(arrived(shopify, [1, ahead], [6, right], [8, ahead])).toBe(30);
  });

  it('counts by its own time against another that is ahead', () => {
    expect(arrived(shopify, [1, further], [2, ahead])).toBe(20);
    expect(arrived(shopify, [1, ahead], [2, further])).toBe(20);
  });

  it('may be ahead by ten minutes', () => {
    expect(arrived(shopify, [1, worth('10.00', 11)], [6, right])).toBe(10);
    expect(arrived(shopify, [1, worth('10.00', 12)], [6, right])).toBe(30);
  });

  it('is one of a WooCommerce shop as well, and of its refunds', () => {
    const late = woo('100.00', '100.00', 1, ['40.00'], { date_modified_gmt: '2026-05-04T12:40:00' });
    expect(arrived(woocommerce, [0, late], [2, woo('100.00', '100.00', 30, [])])).toBe(100);
    expect(arrived(woocommerce, [2, woo('100.00', '100.00', 30, [])], [3, late])).toBe(60);
  });
});

describe('a payment date after its arrival', () => {
  const doubledSince = (fromMs: number) => [rule({ version: 'v2', fromMs, pointsPerUnit: decimal('2') }), rule()];

  it.each([
    ['shopify', shopify, order([{ price: '10.00' }])],
    ['woocommerce', woocommerce, woo('10.00', '10.00', 1, [])],
  ] as const)('counts as the arrival for a day, and stays so: %s', (_platform, plain, body) => {
    const store = { ...plain, rules: doubledSince(PAID_MS) };
    expect(arrived(store, [0, body])).toBe(20);
    expect(arrived(store, [-1, body])).toBe(10);
    expect(arrived(store, [-1, body], [9, { ...body, note: 'saved again' }])).toBe(10);
    expect(arrived(store, [(-24 * HOUR_MS) / MINUTE_MS, body])).toBe(10);
    expect(arrived(store, [(-24 * HOUR_MS) / MINUTE_MS - 1, body])).toBe(20);
  });
});
