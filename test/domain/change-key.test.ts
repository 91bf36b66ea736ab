import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changeKey, maskedKey } from '../../src/domain/change-key.ts';
import { customerId, parseOrderId } from '../../src/domain/order-facts.ts';
import { orderId } from '../support/order-facts.ts';

interface Words {
  readonly customer?: string;
  readonly points?: number;
  readonly orderPrefix?: string;
  readonly order?: string;
  readonly number?: number;
}

function keyOf({ customer = 'ABC', points = 10, orderPrefix = '', order = '123', number = 1 }: Words = {}) {
  return changeKey({ customer: customerId(customer), points, orderPrefix, order: orderId(order), number });
}

describe('exact texts', () => {
  test.each<[string, Words, string]>([
    ["the API's own example", {}, 'ADD-ABC-10-123'],
    ['a reversal, without a sign', { points: -10 }, 'REMOVE-ABC-10-123'],
    ['a second entry', { number: 2 }, 'ADD-ABC-10-123-2'],
    ['a twelfth entry, taking back', { points: -7, number: 12 }, 'REMOVE-ABC-7-123-12'],
    ['an e-mail address', { customer: 'ana@example.com' }, 'ADD-ana@example.com-10-123'],
    ['an id beyond 2^53', { order: '9007199254740993' }, 'ADD-ABC-10-9007199254740993'],
    ['a prefix', { orderPrefix: 'W' }, 'ADD-ABC-10-W123'],
    ['a prefix that holds a hyphen', { orderPrefix: 'loja-2-' }, 'ADD-ABC-10-loja%2D2%2D123'],
    ['a hyphen', { customer: 'ana-maria@example.com' }, 'ADD-ana%2Dmaria@example.com-10-123'],
    ['a percent sign', { customer: 'a%2Db@example.com' }, 'ADD-a%252Db@example.com-10-123'],
    ['a space', { customer: 'a b' }, 'ADD-a%20b-10-123'],
    ['control characters', { customer: 'a\n\u0000\u007fb' }, 'ADD-a%0A%00%7Fb-10-123'],
    ['two bytes', { customer: 'josé@example.com' }, 'ADD-jos%C3%A9@example.com-10-123'],
    ['three bytes', { customer: '€' }, 'ADD-%E2%82%AC-10-123'],
    ['four bytes', { customer: '🎁' }, 'ADD-%F0%9F%8E%81-10-123'],
    ['the first and the last character that stay', { customer: '!~' }, 'ADD-!~-10-123'],
    ['zero points, which no entry has', { points: 0 }, 'ADD-ABC-0-123'],
    ['the largest award', { points: 2_147_483_647 }, 'ADD-ABC-2147483647-123'],
  ])('%s: %o', (_, words, expected) => {
    expect(keyOf(words)).toBe(expected);
  });
});

describe('keys of more than 200 characters', () => {
  // SHA-256 of 190 times "a" begins with 09b87c3c7e387732, of 242 times "a" and "@example.com" with 7e6fda4b6cb2f492.
  test('200 are kept, 201 give up the readable customer', () => {
    const longest = keyOf({ customer: 'a'.repeat(189) });
    expect(longest).toBe(`ADD-${'a'.repeat(189)}-10-123`);
    expect(longest).toHaveLength(200);
    expect(keyOf({ customer: 'a'.repeat(190) })).toBe('ADD-sha256:09b87c3c7e387732-10-123');
  });

  test('the tail stays as it is', () => {
    const customer = `${'a'.repeat(242)}@example.com`;
    expect(keyOf({ customer, points: -31, orderPrefix: 'W', number: 4 })).toBe(
      'REMOVE-sha256:7e6fda4b6cb2f492-31-W123-4',
    );
  });

  test('the length is that on the wire, after encoding', () => {
    expect(keyOf({ customer: '-'.repeat(63) })).toBe(`ADD-${'%2D'.repeat(63)}-10-123`);
    expect(keyOf({ customer: '-'.repeat(64) })).toMatch(/^ADD-sha256:[0-9a-f]{16}-10-123$/);
  });

  test('two long customers keep two keys', () => {
    const customer = (end: string) => `${'a'.repeat(230)}${end}@example.com`;
    expect(keyOf({ customer: customer('1') })).not.toBe(keyOf({ customer: customer('2') }));
  });
});

const words = fc.record({
  customer: fc.oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }),
    fc.string({ unit: fc.constantFrom('-', '%', '2', 'D', 'A', '1', ' ', 'é'), minLength: 1, maxLength: 8 }),
  ),
  points: fc.integer({ min: -1_000, max: 1_000 }).filter((points) => points !== 0),
  orderPrefix: fc.string({ unit: fc.constantFrom('-', '%', 'W', 'x'), maxLength: 3 }),
  order: fc.integer({ min: 1, max: 1_000 }).map(String),
  number: fc.integer({ min: 1, max: 12 }),
});

/** The whole identity of an entry, read back from its key. The prefix stays with the order. */
function readBack(key: string) {
  const [operation, customer = '', points, order = '', number = '1', ...rest] = key.split('-');
  expect(['ADD', 'REMOVE']).toContain(operation);
  expect(rest).toEqual([]);
  return {
    customer: decodeURIComponent(customer),
    points: Number(points) * (operation === 'ADD' ? 1 : -1),
    order: decodeURIComponent(order),
    number: Number(number),
  };
}

describe('identity', () => {
  test('a key can be read back', () => {
    fc.assert(
      fc.property(words, (one) => {
        const { customer, points, orderPrefix, order, number } = one;
        expect(readBack(keyOf(one))).toEqual({ customer, points, order: orderPrefix + order, number });
      }),
      { numRuns: 1_000 },
    );
  });

  test('two entries never share a key; the same entry always has the same', () => {
    const near = fc.tuple(words, words, fc.constantFrom('customer', 'points', 'orderPrefix', 'order', 'number'));
    fc.assert(
      fc.property(near, ([one, other, part]) => {
        const neighbour = { ...one, [part]: other[part as keyof typeof other] };
        const isSame = (['customer', 'points', 'number'] as const).every((name) => one[name] === neighbour[name]);
        const order = (entry: Words) => `${entry.orderPrefix}${entry.order}`;
        expect(keyOf(one) === keyOf(neighbour)).toBe(isSame && order(one) === order(neighbour));
      }),
      { numRuns: 1_000 },
    );
  });

  test('only printable ASCII goes over the wire, and at most 200 of it', () => {
    const customer = fc.string({ unit: 'binary', minLength: 1, maxLength: 254 });
    fc.assert(fc.property(customer, (text) => /^[\x21-\x7e]{1,200}$/.test(keyOf({ customer: text }))));
  });
});

describe('masking', () => {
  test.each([
    [keyOf(), 'ADD-***-10-123'],
    [keyOf({ customer: 'ana-maria@example.com', points: -10, number: 3 }), 'REMOVE-***-10-123-3'],
    [keyOf({ customer: 'a'.repeat(190) }), 'ADD-***-10-123'],
    [keyOf({ customer: 'x', orderPrefix: 'loja-' }), 'ADD-***-10-loja%2D123'],
  ])('%s becomes %s', (key, masked) => {
    expect(maskedKey(key)).toBe(masked);
  });

  test('does not depend on the customer', () => {
    const customer = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 });
    fc.assert(fc.property(customer, (text) => maskedKey(keyOf({ customer: text })) === 'ADD-***-10-123'));
  });
});

test('an order id and its prefix cannot be confused with a number: ids are digits', () => {
  expect(parseOrderId('123-2')).toBeUndefined();
});
