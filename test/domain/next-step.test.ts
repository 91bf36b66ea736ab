import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Entry } from '../../src/domain/entry.ts';
import { listedAs, nextAttemptAtMs, nextStep, parkedEntry } from '../../src/domain/next-step.ts';
import { anyOrderRecord } from '../support/any-order-record.ts';
import { orderKey, pendingEntry, recordWith } from '../support/order-records.ts';

const applied = pendingEntry({ number: 1, state: 'applied' });
const withdrawn = pendingEntry({ number: 2, state: 'withdrawn' });
const parked = pendingEntry({ number: 3, state: 'parked', parked: 'refused', parkedAtMs: 8 });
const unclear = pendingEntry({ number: 3, state: 'parked', parked: 'needsChecking', unresolvedAttempts: [1] });

test.each<[string, readonly Entry[], number | null]>([
  ['no entries', [], null],
  ['all resolved', [applied, withdrawn], null],
  ['held back', [pendingEntry({ notBeforeMs: 70 })], 70],
  ['at the beginning of time', [pendingEntry({ notBeforeMs: 0 })], 0],
  ['leased', [pendingEntry({ notBeforeMs: 70, lease: { holder: 'a', untilMs: 90 } })], 90],
  ['leased once, then delayed', [pendingEntry({ notBeforeMs: 70, lease: { holder: 'a', untilMs: 50 } })], 70],
  ['behind resolved ones', [applied, withdrawn, pendingEntry({ number: 3, notBeforeMs: 5 })], 5],
  ['parked', [applied, parked], null],
  ['behind one that a person must check', [unclear, pendingEntry({ number: 4 })], null],
  ['before a parked one', [pendingEntry({ number: 2, notBeforeMs: 7 }), parked], 7],
])('%s', (_, entries, expected) => {
  expect(nextAttemptAtMs(recordWith(orderKey(1), entries))).toBe(expected);
});

test.each<[string, readonly Entry[], Entry | null]>([
  ['no entries', [], null],
  ['all resolved', [applied, withdrawn], null],
  ['a pending entry', [pendingEntry()], null],
  ['a pending entry before a parked one', [pendingEntry({ number: 2 }), parked], null],
  ['a parked entry behind resolved ones', [applied, withdrawn, parked], parked],
  ['a parked entry before a pending one', [unclear, pendingEntry({ number: 4 })], unclear],
])('%s: for a person, or not', (_, entries, expected) => {
  expect(parkedEntry(recordWith(orderKey(1), entries))).toBe(expected);
});

const uncollected = pendingEntry({ number: 5, state: 'uncollected', parkedAtMs: 9 });

test.each<[string, readonly Entry[], ReturnType<typeof listedAs>]>([
  ['nothing', [applied, withdrawn, pendingEntry({ number: 3 })], null],
  ['what is parked, since it was', [applied, parked], { kind: 'order', entry: parked, sinceMs: 8 }],
  [
    'what an earlier version parked, since it was planned',
    [{ ...parked, parkedAtMs: null, plannedAtMs: 3 }],
    { kind: 'order', entry: { ...parked, parkedAtMs: null, plannedAtMs: 3 }, sinceMs: 3 },
  ],
  ['what could not be collected', [applied, uncollected], { kind: 'uncollected', entry: uncollected, sinceMs: 9 }],
  [
    'what could not be collected, while its rest waits',
    [pendingEntry({ number: 4 }), uncollected],
    { kind: 'uncollected', entry: uncollected, sinceMs: 9 },
  ],
  [
    'what is parked before what could not be collected',
    [uncollected, parked],
    { kind: 'order', entry: parked, sinceMs: 8 },
  ],
])('is listed for a person: %s', (_, entries, expected) => {
  expect(listedAs(recordWith(orderKey(1), entries))).toEqual(expected);
});

describe('a payment date that cannot be', () => {
  const ahead = { ...recordWith(orderKey(1)), paymentAhead: { sinceMs: 10, untilMs: 70 } };

  test('is for a person until its day, and planned on that day', () => {
    expect(nextStep(ahead, 69)).toEqual({ kind: 'paymentAhead', sinceMs: 10, untilMs: 70 });
    expect(nextStep(ahead, 70)).toEqual({ kind: 'plan' });
    expect(parkedEntry(ahead)).toBeNull();
  });

  test('is listed for a person since it is known, and found by the sweep on its day', () => {
    expect(listedAs(ahead)).toEqual({ kind: 'order', entry: null, sinceMs: 10 });
    expect(nextAttemptAtMs(ahead)).toBe(70);
  });

  test('hides no entry that waits or is parked', () => {
    const waiting = pendingEntry({ notBeforeMs: 30 });
    expect(nextStep({ ...ahead, entries: [waiting] }, 20)).toEqual({ kind: 'wait', entry: waiting, untilMs: 30 });
    expect(nextStep({ ...ahead, entries: [parked] }, 20)).toEqual({ kind: 'parked', entry: parked });
    expect(nextAttemptAtMs({ ...ahead, entries: [waiting] })).toBe(30);
  });

  test('stands behind what is settled', () => {
    expect(nextStep({ ...ahead, entries: [applied, withdrawn] }, 20)).toMatchObject({ kind: 'paymentAhead' });
  });
});

/** Any record whose payment date can be. */
const anyOther = anyOrderRecord.map((record) => ({ ...record, paymentAhead: null }));

test('is never before the hold or the lease of a pending entry', () => {
  fc.assert(
    fc.property(anyOther, (record) => {
      const at = nextAttemptAtMs(record);
      const pending = record.entries.filter((entry) => entry.state === 'pending');
      return at === null || pending.some((entry) => at >= entry.notBeforeMs && at >= (entry.lease?.untilMs ?? 0));
    }),
  );
});

describe('the next step', () => {
  const later = pendingEntry({ number: 4, notBeforeMs: 0 });
  const held = pendingEntry({ number: 3, notBeforeMs: 70 });
  const leased = pendingEntry({
    number: 3,
    notBeforeMs: 10,
    lease: { holder: 'a', untilMs: 90 },
    attempts: 1,
    unresolvedAttempts: [1],
  });
  const step = (nowMs: number, ...entries: readonly Entry[]) => nextStep(recordWith(orderKey(1), entries), nowMs);

  test('is none where nothing is planned, or all is applied or withdrawn', () => {
    expect(step(50)).toEqual({ kind: 'settled' });
    expect(step(50, applied, withdrawn)).toEqual({ kind: 'settled' });
    expect(step(50, applied, uncollected)).toEqual({ kind: 'settled' });
  });

  test('is a person, where the first open entry is parked; what stands behind it waits, too', () => {
    expect(step(50, applied, parked, later)).toEqual({ kind: 'parked', entry: parked });
    expect(step(50, applied, unclear, later)).toEqual({ kind: 'parked', entry: unclear });
  });

  test('is to wait for the hold or the lease, up to its last millisecond, though a later entry is due', () => {
    expect(step(69, applied, held, later)).toEqual({ kind: 'wait', entry: held, untilMs: 70 });
    expect(step(89, leased, later)).toEqual({ kind: 'wait', entry: leased, untilMs: 90 });
  });

  test('is an attempt at the first one, once it is due', () => {
    expect(step(70, applied, withdrawn, held, later)).toEqual({ kind: 'attempt', entry: held });
    expect(step(90, leased, later)).toEqual({ kind: 'attempt', entry: leased });
    expect(step(0, later, parked)).toEqual({ kind: 'attempt', entry: later });
  });

  test('is an attempt exactly from the instant that the index names', () => {
    fc.assert(
      fc.property(anyOther, fc.integer({ min: -1, max: 1 }), (record, offset) => {
        const at = nextAttemptAtMs(record);
        if (at === null) {
          expect(['settled', 'parked']).toContain(nextStep(record, Number.MAX_SAFE_INTEGER).kind);
        } else {
          expect(nextStep(record, at + offset).kind).toBe(offset < 0 ? 'wait' : 'attempt');
        }
      }),
    );
  });
});
