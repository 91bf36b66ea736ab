import { describe, expect, test } from 'vitest';
import { priorAttempts, redriven } from '../../../src/domain/attempt.ts';
import { nextStep } from '../../../src/domain/next-step.ts';
import { customerId } from '../../../src/domain/order-facts.ts';
import type { OrderRecord } from '../../../src/domain/order-record.ts';
import { postedPoints } from '../../../src/domain/plan-entries.ts';
import { isReclaimOf, reclaimed, released, withheld } from '../../../src/domain/recovery/reclaim.ts';
import { bodyOf, listed, moneyOf } from '../../support/order-facts.ts';
import { applied, book, NOW_MS, nothingKnown, storeWith, told, withLast } from '../../support/planning.ts';

const store = { ...storeWith(), orderPrefix: '2.' };
const customer = customerId('ABC');
/** Order 123 over 70, of which these refunds are told so many seconds after the first body. */
const body = (at: number, refunds: Readonly<Record<string, string>> = {}) =>
  bodyOf({ at, money: moneyOf({ eligible: '70.00' }), refunds: { kind: 'listed', refunds: listed(refunds) } });
const reclaim = (record: OrderRecord, ...points: readonly number[]) =>
  reclaimed(
    record,
    { customer, changes: points.map((each, index) => ({ atMs: 1_000 + index, points: each })) },
    store,
    NOW_MS,
  );

describe('what the API has of an order', () => {
  test('is written as applied under numbers of its own, far above any that was used, and nothing is planned beside it', () => {
    // Recorded anew after the restore, with both refunds in its first body.
    const restored = told(nothingKnown, store, body(9, { 1: '30.00', 2: '20.00' }));
    expect(book(restored)).toEqual(['pending 20 ADD-ABC-20-2.123']);
    const record = reclaim(restored, 70, -30, -20);
    expect(book(record)).toEqual([
      'withdrawn 20 ADD-ABC-20-2.123',
      'applied 70 ADD-ABC-70-2.123-1002',
      'applied -30 REMOVE-ABC-30-2.123-1003',
      'applied -20 REMOVE-ABC-20-2.123-1004',
    ]);
    expect(postedPoints(record)).toBe(20);
    expect(nextStep(record, NOW_MS)).toEqual({ kind: 'settled' });
    expect(record.customer).toBe('ABC');
  });

  test('leaves what is missing to be planned, under a key that was never used', () => {
    const restored = told(nothingKnown, store, body(9, { 1: '30.00' }));
    expect(book(reclaim(restored, 70))).toEqual([
      'withdrawn 40 ADD-ABC-40-2.123',
      'applied 70 ADD-ABC-70-2.123-1002',
      'pending -30 REMOVE-ABC-30-2.123-1003',
    ]);
    // A refund that comes later goes on from there.
    const later = told(applied(reclaim(restored, 70)), store, body(20, { 1: '30.00', 3: '40.00' }));
    expect(book(later).at(-1)).toBe('pending -40 REMOVE-ABC-40-2.123-1004');
  });

  test('an entry that waits has a key that may be used: it is planned anew under another, even for the same points', () => {
    // Really: 70, -30, 30 (the refund was undone), -30 that was still waiting; of all that the ledger has the award.
    const restored = told(applied(told(nothingKnown, store, body(0))), store, body(9, { 2: '30.00' }));
    expect(book(restored)).toEqual(['applied 70 ADD-ABC-70-2.123', 'pending -30 REMOVE-ABC-30-2.123-2']);
    expect(book(reclaim(restored, -30, 30))).toEqual([
      'applied 70 ADD-ABC-70-2.123',
      'withdrawn -30 REMOVE-ABC-30-2.123-2',
      'applied -30 REMOVE-ABC-30-2.123-1003',
      'applied 30 ADD-ABC-30-2.123-1004',
      'pending -30 REMOVE-ABC-30-2.123-1005',
    ]);
  });

  test('an entry that may have been applied stays, and is asked about under its own key', () => {
    const restored = withLast(told(nothingKnown, store, body(0)), { attempts: 1, unresolvedAttempts: [1] });
    const record = reclaim(told(restored, store, body(9, { 1: '30.00' })), -30);
    expect(book(record)).toEqual([
      'pending 70 ADD-ABC-70-2.123',
      'withdrawn -30 REMOVE-ABC-30-2.123-2',
      'applied -30 REMOVE-ABC-30-2.123-1003',
    ]);
    expect(nextStep(record, NOW_MS)).toMatchObject({ kind: 'attempt', entry: { number: 1 } });
  });

  test('was given to a customer, who gives it back', () => {
    // Nothing was ever planned of it: all of it went back before its first body came again.
    const restored = told(nothingKnown, store, body(9, { 1: '70.00' }));
    expect(restored.customer).toBeNull();
    const record = reclaim(restored, 70);
    expect(book(record)).toEqual(['applied 70 ADD-ABC-70-2.123-1001', 'pending -70 REMOVE-ABC-70-2.123-1002']);
    const corrected = { ...body(20, { 1: '70.00' }), customer: customerId('XYZ') };
    expect(book(told(record, store, corrected)).at(-1)).toBe('pending -70 REMOVE-ABC-70-2.123-1002');
  });

  test('is known again by its time and its points', () => {
    const [, entry] = reclaim(told(nothingKnown, store, body(0)), 70).entries;
    if (entry === undefined) throw new Error('no entry');
    expect(isReclaimOf(entry, { atMs: 1_000, points: 70 })).toBe(true);
    expect(isReclaimOf(entry, { atMs: 1_001, points: 70 })).toBe(false);
    expect(isReclaimOf(entry, { atMs: 1_000, points: 71 })).toBe(false);
    expect(isReclaimOf({ ...entry, state: 'withdrawn' }, { atMs: 1_000, points: 70 })).toBe(false);
  });
});

describe('an order that nobody can tell of', () => {
  const restored = told(nothingKnown, store, body(0));
  const kept = withheld(restored, NOW_MS);
  if (kept === null) throw new Error('nothing was withheld');

  test('waits for a person, counts as posted, and gets nothing beside it', () => {
    expect(kept.entries).toMatchObject([
      { state: 'parked', parked: 'needsChecking', parkedAtMs: NOW_MS, unresolvedAttempts: [1], lease: null },
    ]);
    expect(book(told(kept, store, body(9, { 1: '30.00' })))).toEqual([
      'parked 70 ADD-ABC-70-2.123',
      'pending -30 REMOVE-ABC-30-2.123-2',
    ]);
    expect(nextStep(told(kept, store, body(9, { 1: '30.00' })), NOW_MS)).toMatchObject({ kind: 'parked' });
  });

  test('is asked about under its own key when it is redriven: a key used already counts as applied', () => {
    const [entry] = kept.entries;
    const again = entry && redriven(entry, NOW_MS);
    expect(again).toMatchObject({ state: 'pending', changeKey: 'ADD-ABC-70-2.123' });
    expect(again && priorAttempts(again)).toBe('unknown');
  });

  test('is right again once a person has said what the API has', () => {
    expect(book(reclaim(released(kept), 70))).toEqual([
      'withdrawn 70 ADD-ABC-70-2.123',
      'applied 70 ADD-ABC-70-2.123-1002',
    ]);
    expect(book(reclaim(released(kept)))).toEqual(['withdrawn 70 ADD-ABC-70-2.123', 'pending 70 ADD-ABC-70-2.123-2']);
  });

  test('is left alone where nothing waits', () => {
    expect(withheld(applied(restored), NOW_MS)).toBeNull();
    expect(withheld(withLast(restored, { state: 'uncollected' }), NOW_MS)).toBeNull();
    expect(withheld(withLast(restored, { state: 'parked', parked: 'pointsOutOfRange' }), NOW_MS)).toBeNull();
  });
});
