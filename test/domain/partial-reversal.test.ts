import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ChangeKey } from '../../src/domain/change-key.ts';
import type { Entry } from '../../src/domain/entry.ts';
import { customerId } from '../../src/domain/order-facts.ts';
import type { OrderRecord } from '../../src/domain/order-record.ts';
import { reversePartially } from '../../src/domain/partial-reversal.ts';
import { orderKey, pendingEntry, recordWith } from '../support/order-records.ts';
import { book } from '../support/planning.ts';

const NOW_MS = 1_000_000;
const store = { orderPrefix: '2.' };
const code = { status: 400, codeName: 'NotEnoughPoints', errorCode: null, message: null };

/** Of order 7, as it comes out of a refusal for want of a balance. */
const refused = pendingEntry({
  number: 2,
  points: -30,
  changeKey: 'REMOVE-ABC-30-2.7-2' as ChangeKey,
  reason: 'Order 7: refunded (refund 1)',
  customerReason: 'Devolução 7',
  state: 'uncollected',
  parkedAtMs: 5,
  attempts: 3,
  backoffBase: 1,
  notBeforeMs: 99,
  firstAttemptAtMs: 4,
  plannedAtMs: 3,
  lastReply: code,
});

function orderOf(...entries: Entry[]): OrderRecord {
  const award = pendingEntry({ points: 100, state: 'applied', changeKey: 'ADD-ABC-100-2.7' as ChangeKey });
  return { ...recordWith(orderKey(7), [award, ...entries]), customer: customerId('ABC') };
}

const order = orderOf(refused);
const award = 'applied 100 ADD-ABC-100-2.7';
const split = (record: OrderRecord, balance: number | null, number = 2) =>
  reversePartially(record, { number, balance }, store, NOW_MS);

describe('what the balance holds', () => {
  test('is taken by an entry of its own, and the rest stays uncollected under another', () => {
    const record = split(order, 12);
    expect(book(record)).toEqual([
      award,
      'withdrawn -30 REMOVE-ABC-30-2.7-2',
      'pending -12 REMOVE-ABC-12-2.7-3',
      'uncollected -18 REMOVE-ABC-18-2.7-4',
    ]);
    const [, whole, rest, left] = record.entries;
    expect(whole).toEqual({ ...refused, state: 'withdrawn', parkedAtMs: null });
    const fresh = pendingEntry({
      reason: refused.reason,
      customerReason: refused.customerReason,
      notBeforeMs: NOW_MS,
      plannedAtMs: NOW_MS,
    });
    expect(rest).toEqual({ ...fresh, number: 3, points: -12, changeKey: 'REMOVE-ABC-12-2.7-3', partialReversals: 1 });
    expect(left).toEqual({
      ...fresh,
      number: 4,
      points: -18,
      changeKey: 'REMOVE-ABC-18-2.7-4',
      state: 'uncollected',
      parkedAtMs: NOW_MS,
      lastReply: code,
    });
  });

  test.each([0, -7, null])('is nothing: all stays uncollected under its own key: %s', (balance) => {
    expect(split(order, balance)).toBe(order);
  });

  test('may shrink before it is taken: then the rest of the rest is', () => {
    const rest = { ...refused, number: 3, points: -12, partialReversals: 1 };
    const left = { ...refused, number: 4, points: -18, partialReversals: 0 };
    const record = split(orderOf({ ...refused, state: 'withdrawn' }, rest, left), 5, 3);
    expect(book(record).slice(2)).toEqual([
      'withdrawn -12 REMOVE-ABC-30-2.7-2',
      'withdrawn -18 REMOVE-ABC-30-2.7-2',
      'pending -5 REMOVE-ABC-5-2.7-5',
      'uncollected -25 REMOVE-ABC-25-2.7-6',
    ]);
    expect(record.entries[4]).toMatchObject({ partialReversals: 2 });
  });

  test.each([
    ['nothing of the rest', 1, 0],
    ['the rest for the fourth time', 3, 5],
  ])('%s: both stay uncollected, as one', (_, partialReversals, balance) => {
    const rest = { ...refused, number: 3, points: -12, partialReversals };
    const left = { ...refused, number: 4, points: -18 };
    expect(book(split(orderOf({ ...refused, state: 'withdrawn' }, rest, left), balance, 3)).slice(2)).toEqual([
      'withdrawn -12 REMOVE-ABC-30-2.7-2',
      'withdrawn -18 REMOVE-ABC-30-2.7-2',
      'uncollected -30 REMOVE-ABC-30-2.7-5',
    ]);
  });

  test('the rest is taken three times at most', () => {
    const of = (partialReversals: number) => split(orderOf({ ...refused, partialReversals }), 12).entries.length;
    expect([of(0), of(2), of(3)]).toEqual([4, 4, 2]);
  });
});

describe('changes nothing', () => {
  test.each<Entry['state']>(['pending', 'parked', 'applied', 'withdrawn'])('where the entry is %s', (state) => {
    const record = orderOf({ ...refused, state });
    expect(split(record, 12)).toBe(record);
  });

  test('where it was split already', () => {
    const once = split(order, 12);
    expect(split(once, 12)).toBe(once);
  });

  test('where the order has no customer', () => {
    const record = { ...order, customer: null };
    expect(split(record, 12)).toBe(record);
  });
});

test('whatever the balances were, taken and uncollected are together what was to be taken, and numbers are new', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -5, max: 40 }), { maxLength: 8 }), (balances) => {
      let record = order;
      for (const balance of balances) {
        const asked = record.entries.find(({ state }) => state === 'pending') ?? record.entries.at(-1);
        if (asked === undefined || balance >= -asked.points) continue;
        const entries = record.entries.map((entry) =>
          entry === asked ? ({ ...entry, state: 'uncollected' } as const) : entry,
        );
        record = split({ ...record, entries }, balance, asked.number);
        const alive = record.entries.filter(({ state }) => state === 'pending' || state === 'uncollected');
        expect(alive.reduce((sum, { points }) => sum + points, 0)).toBe(-30);
        expect(alive.every(({ points }) => points < 0)).toBe(true);
        expect(alive.filter(({ state }) => state === 'uncollected')).toHaveLength(1);
      }
      expect(record.entries.map(({ number }) => number)).toEqual(record.entries.map((_, index) => index + 1));
    }),
  );
});
