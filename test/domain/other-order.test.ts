import { describe, expect, test } from 'vitest';
import { isOfAnotherOrder, mergeFacts, noFacts } from '../../src/domain/merge-facts.ts';
import type { Facts, OrderIdentity } from '../../src/domain/order-facts.ts';
import { bodyOf, orderId, PAID_AT_MS } from '../support/order-facts.ts';
import { refundOf } from '../support/shopify-facts.ts';

const MADE_MS = PAID_AT_MS - 60_000;
const known = (...facts: readonly Facts[]) => facts.reduce(mergeFacts, noFacts);
const body = (identity: Partial<OrderIdentity>, at = 0) => bodyOf({ identity, at });

describe('a body of a known number is of another order', () => {
  test.each<[string, Partial<OrderIdentity>, Partial<OrderIdentity>, boolean]>([
    ['made at the same time', { createdAtMs: MADE_MS }, { createdAtMs: MADE_MS }, false],
    ['made a second later', { createdAtMs: MADE_MS }, { createdAtMs: MADE_MS + 1_000 }, true],
    ['with the same key', { keyHash: 'k' }, { keyHash: 'k' }, false],
    ['with another key', { keyHash: 'k' }, { keyHash: 'other' }, true],
    [
      'with the same key, its time put right',
      { keyHash: 'k', createdAtMs: MADE_MS },
      { keyHash: 'k', createdAtMs: 1 },
      false,
    ],
    [
      'with another key, made at the same time',
      { keyHash: 'k', createdAtMs: MADE_MS },
      { keyHash: 'other', createdAtMs: MADE_MS },
      true,
    ],
    [
      'without the key, made at another time',
      { keyHash: 'k', createdAtMs: MADE_MS },
      { createdAtMs: MADE_MS + 1 },
      true,
    ],
    ['made at some time, where only the key was told', { keyHash: 'k' }, { createdAtMs: MADE_MS }, false],
    ['with a key, where none was told', { createdAtMs: MADE_MS }, { keyHash: 'k' }, false],
    ['that tells neither', { keyHash: 'k', createdAtMs: MADE_MS }, {}, false],
    ['where nothing was told before', {}, { keyHash: 'k', createdAtMs: MADE_MS }, false],
  ])('%s', (_, before, now, expected) => {
    expect(isOfAnotherOrder(known(body(before)), body(now, 1))).toBe(expected);
  });

  test('never while nothing is known, and never by a refund', () => {
    const refund: Facts = { kind: 'refund', order: orderId('123'), refund: refundOf('7', '1.00') };
    expect(isOfAnotherOrder(noFacts, body({ createdAtMs: MADE_MS }))).toBe(false);
    expect(isOfAnotherOrder(known(body({ createdAtMs: MADE_MS })), refund)).toBe(false);
  });
});

describe('what tells an order from another', () => {
  test('is that of the first body that says it', () => {
    const facts = known(body({}), body({ createdAtMs: MADE_MS }), body({ keyHash: 'k', createdAtMs: 1 }));
    expect(facts.identity).toEqual({ createdAtMs: MADE_MS, keyHash: 'k' });
  });

  test('is nothing, as long as nobody says it', () => {
    expect(known(body({})).identity).toBeNull();
    expect(known(body({ keyHash: 'k' })).identity).toEqual({ createdAtMs: null, keyHash: 'k' });
  });
});
