import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { awardChangeKey, changeKey, maskedKey } from '../../src/domain/change-key.ts';
import { customerId } from '../../src/domain/order-facts.ts';
import { anyPromotionId, anyRunKey } from '../support/any-award-record.ts';
import { orderId } from '../support/order-facts.ts';

const christmas = { promotion: 'christmas', occurrence: '20261224T120000Z' };
const keyOf = (customer: string, points: number, number = 1, about = christmas) =>
  awardChangeKey({ customer: customerId(customer), points, number, ...about });

describe('exact texts', () => {
  test.each([
    [keyOf('ABC', 10), 'ADD-ABC-10-christmas-20261224T120000Z'],
    [keyOf('ABC', -10), 'REMOVE-ABC-10-christmas-20261224T120000Z'],
    [keyOf('ABC', -4, 2), 'REMOVE-ABC-4-christmas-20261224T120000Z-2'],
    [keyOf('ana-maria@example.com', 50), 'ADD-ana%2Dmaria@example.com-50-christmas-20261224T120000Z'],
    [keyOf('12345678909', 2_147_483_647), 'ADD-12345678909-2147483647-christmas-20261224T120000Z'],
  ])('%s', (key, text) => {
    expect(key).toBe(text);
  });

  // SHA-256 of 190 times "a" begins with 09b87c3c7e387732.
  test('more than 200 characters give up the readable customer, and nothing else', () => {
    expect(keyOf('a'.repeat(163), 10)).toBe(`ADD-${'a'.repeat(163)}-10-christmas-20261224T120000Z`);
    expect(keyOf('a'.repeat(163), 10)).toHaveLength(197);
    expect(keyOf('a'.repeat(166), 10)).toHaveLength(200);
    expect(keyOf('a'.repeat(167), 10)).not.toContain('aaaa');
    expect(keyOf('a'.repeat(190), 10)).toBe('ADD-sha256:09b87c3c7e387732-10-christmas-20261224T120000Z');
    expect(keyOf('a'.repeat(190), -4, 3)).toBe('REMOVE-sha256:09b87c3c7e387732-4-christmas-20261224T120000Z-3');
  });

  test('masked, a key names no customer', () => {
    expect(maskedKey(keyOf('ana-maria@example.com', -4, 2))).toBe('REMOVE-***-4-christmas-20261224T120000Z-2');
  });
});

const customer = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }),
  fc.string({ unit: fc.constantFrom('-', '%', '2', 'D', 'A', '1', '.', 'é'), minLength: 1, maxLength: 8 }),
  fc.constantFrom('a'.repeat(240), `${'a'.repeat(240)}b`),
);
const points = fc.integer({ min: -1_000, max: 1_000 }).filter((some) => some !== 0);
const number = fc.integer({ min: 1, max: 12 });

const award = fc.record({
  customer,
  points,
  number,
  promotion: anyPromotionId,
  occurrence: fc.oneof(fc.constant('20261224T120000Z'), anyRunKey),
});
const order = fc.record({
  customer,
  points,
  number,
  orderPrefix: fc.oneof(fc.constant(''), fc.stringMatching(/^[0-9][0-9A-Za-z]{0,15}\.$/)),
  order: fc.oneof(fc.integer({ min: 1, max: 99 }).map(String), fc.stringMatching(/^[1-9]\d{0,19}$/)),
});
const keyOfAward = (any: { customer: string; points: number; number: number } & typeof christmas) =>
  keyOf(any.customer, any.points, any.number, { promotion: any.promotion, occurrence: any.occurrence });

describe('identity', () => {
  test('two awards never share a key; the same award always has the same', () => {
    const part = fc.constantFrom('customer', 'points', 'number', 'promotion', 'occurrence');
    fc.assert(
      fc.property(award, award, part, (one, other, name) => {
        const neighbour = { ...one, [name]: other[name] };
        expect(keyOfAward(one) === keyOfAward(neighbour)).toBe(one[name] === other[name]);
      }),
      { numRuns: 1_000 },
    );
  });

  test('no award has the key of an order', () => {
    fc.assert(
      fc.property(award, order, (one, other) => {
        const same = { ...other, customer: customerId(one.customer), points: one.points, order: orderId(other.order) };
        expect(keyOfAward(one)).not.toBe(changeKey(same));
        expect(keyOfAward({ ...one, number: 1 })).not.toBe(changeKey(same));
      }),
      { numRuns: 1_000 },
    );
  });

  test('only printable ASCII goes over the wire, and at most 200 of it', () => {
    fc.assert(fc.property(award, (any) => /^[\x21-\x7e]{1,200}$/.test(keyOfAward(any))));
  });
});
