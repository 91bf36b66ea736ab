import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isAheadOfItsArrival, isStale, mergeFacts, noFacts } from '../../src/domain/merge-facts.ts';
import type { Facts } from '../../src/domain/order-facts.ts';
import { bodyOf, moneyOf, orderId, PAID_AT_MS } from '../support/order-facts.ts';
import { refundOf } from '../support/shopify-facts.ts';

const known = (...facts: readonly Facts[]) => facts.reduce(mergeFacts, noFacts);
const customerOf = (...facts: readonly Facts[]) => known(...facts).customer?.value;
const HOUR = 3_600;
const DAY = 24 * HOUR;

/** By its own clock an hour after it arrived. */
const ahead = (arrivedAt: number, customer: string, words = {}) =>
  bodyOf({ at: arrivedAt + HOUR, arrivedAt, customer, hash: customer, ...words });

describe('a body whose clock is ahead of its arrival', () => {
  test.each([
    ['by ten minutes', 600, false],
    ['by a second more', 601, true],
    ['by a century', 36_500 * DAY, true],
    ['not at all', -DAY, false],
  ])('%s: told is %s', (_, at, expected) => {
    expect(isAheadOfItsArrival(noFacts, bodyOf({ at, arrivedAt: 0 }))).toBe(expected);
  });

  test('is told of no refund and no transaction', () => {
    const refund: Facts = { kind: 'refund', order: orderId('123'), refund: refundOf('7', '1.00') };
    expect(isAheadOfItsArrival(noFacts, refund)).toBe(false);
  });

  test('counts by its arrival against any other', () => {
    const others = [bodyOf({ at: 9, customer: 'before' }), bodyOf({ at: 11, customer: 'after' })] as const;
    for (const facts of [
      [...others, ahead(10, 'ahead')],
      [ahead(10, 'ahead'), ...others],
    ]) {
      expect(customerOf(...facts)).toBe('after');
    }
    expect(customerOf(others[0], ahead(10, 'ahead'))).toBe('ahead');
    expect(customerOf(ahead(10, 'ahead'), others[0])).toBe('ahead');
    expect(isStale(known(others[1]), ahead(10, 'ahead'))).toBe(true);
    expect(isStale(known(ahead(10, 'ahead')), others[1])).toBe(false);
  });

  test('is ordered by its own clock against another such body, whichever arrived first', () => {
    const less = ahead(20, 'less', { at: 2 * HOUR });
    const more = ahead(10, 'more', { at: 2 * HOUR + 1 });
    expect([customerOf(less, more), customerOf(more, less)]).toEqual(['more', 'more']);
    expect([isStale(known(more), less), isStale(known(less), more)]).toEqual([true, false]);
  });

  test('sent again is as old as when it came first', () => {
    const first = ahead(10, 'ahead');
    const again = { ...first, body: { ...first.body, arrivedAtMs: first.body.arrivedAtMs + 60_000 } };
    const between = known(first, bodyOf({ at: 30, customer: 'between' }));
    expect(isStale(between, again)).toBe(true);
    expect(mergeFacts(between, again)).toEqual(between);
    expect(mergeFacts(known(first), again)).toEqual(known(first));
  });

  test('sent again once its time has come is still told to be ahead, and no newer than at first', () => {
    const first = ahead(10, 'ahead');
    const late = { ...first, body: { ...first.body, arrivedAtMs: first.body.observedAtMs } };
    expect(isAheadOfItsArrival(known(first), late)).toBe(true);
    expect(mergeFacts(known(first, bodyOf({ at: 30, customer: 'between' })), late).customer?.value).toBe('between');
  });

  test('is remembered by its hash, when it first arrived; a body of sound clock is not', () => {
    expect(known(bodyOf({ hash: 'sound' }), ahead(10, 'ana'), ahead(20, 'bob')).aheadBodies).toEqual({
      ana: PAID_AT_MS + 10_000,
      bob: PAID_AT_MS + 20_000,
    });
  });

  test('is remembered with 49 others, those that arrived last', () => {
    const bodies = Array.from({ length: 51 }, (_, index) =>
      ahead((index * 7 + 3) % 51, `hash ${(index * 7 + 3) % 51}`),
    );
    const { aheadBodies } = known(...bodies);
    expect(Object.keys(aheadBodies)).toHaveLength(50);
    expect(aheadBodies).not.toHaveProperty('hash 0');
    expect(aheadBodies['hash 50']).toBe(PAID_AT_MS + 50_000);
    expect(Object.keys(known(...bodies.slice(0, 50)).aheadBodies)).toHaveLength(50);
  });

  test('Shopify: of one instant the further status wins, then the larger hash', () => {
    const one = ahead(10, 'one', { at: 2 * HOUR, rank: 4, hash: 'f' });
    const further = ahead(5, 'further', { at: 2 * HOUR, rank: 5, hash: '0' });
    const larger = ahead(1, 'larger', { at: 2 * HOUR, rank: 5, hash: '1' });
    expect([customerOf(one, further), customerOf(further, one)]).toEqual(['further', 'further']);
    expect([customerOf(larger, further), customerOf(further, larger)]).toEqual(['larger', 'larger']);
  });

  test('comes to the same beside others that are ahead, in any order and however often each comes', () => {
    const bodies = fc.uniqueArray(fc.tuple(fc.nat({ max: 30 }), fc.nat({ max: 30 })), {
      minLength: 1,
      maxLength: 6,
      selector: ([at]) => at,
    });
    const arrivals = bodies.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray([...all, ...all], { minLength: 2 * all.length })),
    );
    const asFacts = ([at, arrivedAt]: readonly [number, number]) =>
      ahead(arrivedAt, `customer ${at}`, { at: DAY + at, money: null });
    fc.assert(
      fc.property(arrivals, ([all, arrived]) => {
        expect(known(...arrived.map(asFacts))).toEqual(known(...all.map(asFacts)));
      }),
    );
  });
});

describe('a payment date', () => {
  const paidAt = (seconds: number, words = {}) =>
    known(
      bodyOf({ arrivedAt: 0, money: moneyOf({ eligible: '1.00', paidAtMs: PAID_AT_MS + seconds * 1_000 }), ...words }),
    );
  const paidAtMs = (...args: Parameters<typeof paidAt>) => paidAt(...args).money?.value.paidAtMs;

  test.each([
    ['before the arrival stays', -DAY, -DAY],
    ['of the arrival stays', 0, 0],
    ['a second after it is the arrival', 1, 0],
    ['24 hours after it is the arrival', DAY, 0],
    ['further ahead stays as it is told', DAY + 1, DAY + 1],
  ])('%s', (_, told, expected) => {
    expect(paidAtMs(told)).toBe(PAID_AT_MS + expected * 1_000);
  });

  test('of a body that is sent again is the first arrival still', () => {
    const first = bodyOf({ money: moneyOf({ eligible: '1.00', paidAtMs: PAID_AT_MS + HOUR * 1_000 }) });
    const again = { ...first, body: { ...first.body, arrivedAtMs: PAID_AT_MS + 2 * HOUR * 1_000 } };
    expect(known(first, again).money?.value.paidAtMs).toBe(PAID_AT_MS);
    expect(mergeFacts(known(first), again)).toEqual(known(first));
  });

  test('ahead is remembered with its body, one that is past is not', () => {
    expect(paidAt(1).aheadBodies).toEqual({ 'a body': PAID_AT_MS });
    expect(paidAt(DAY + 1).aheadBodies).toEqual({ 'a body': PAID_AT_MS });
    expect(paidAt(0).aheadBodies).toEqual({});
  });
});
