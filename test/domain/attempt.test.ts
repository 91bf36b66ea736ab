import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  beginAttempt,
  concludeAttempt,
  parked,
  postponed,
  priorAttempts,
  redriven,
  withoutStore,
} from '../../src/domain/attempt.ts';
import type { Entry, Lease, ParkReason } from '../../src/domain/entry.ts';
import { countsAsPosted, isOpen } from '../../src/domain/entry.ts';
import type { PostResult, PriorAttempts, ReplyCode } from '../../src/domain/post-result.ts';
import type { Store } from '../../src/domain/store.ts';
import { pendingEntry } from '../support/order-records.ts';

const HOUR_MS = 3_600_000;
const NOW_MS = 1_000_000;
const LEASE: Lease = { holder: 'worker', untilMs: NOW_MS + 60_000 };
const code: ReplyCode = { status: 200, codeName: 'Made', errorCode: 7, message: 'made up' };
const retry = { firstDelayMs: 2_000, maxDelayMs: HOUR_MS, giveUpAfterMs: 14 * 24 * HOUR_MS };

type OnUnknownCustomer = Store['onUnknownCustomer'];
type OnInsufficientBalance = Store['onInsufficientBalance'];

const results = {
  applied: { kind: 'applied', balance: 120, warning: null, code },
  alreadyApplied: { kind: 'alreadyApplied', balance: 120, code },
  unknown: { kind: 'unknown', retryAfterMs: null, code },
  credentialsRefused: { kind: 'credentialsRefused', code },
  customerUnknown: { kind: 'customerUnknown', code },
  needsChecking: { kind: 'needsChecking', code },
  insufficientBalance: { kind: 'insufficientBalance', balance: null, code },
  refused: { kind: 'refused', code },
} as const satisfies Record<PostResult['kind'], PostResult>;

/** An entry whose attempt has just begun: the first one, or the second after one without an answer, or after a refusal. */
const begun: Record<PriorAttempts, Entry> = {
  none: beginAttempt(pendingEntry(), NOW_MS, LEASE),
  unknown: beginAttempt(
    pendingEntry({ attempts: 1, unresolvedAttempts: [1], firstAttemptAtMs: NOW_MS }),
    NOW_MS,
    LEASE,
  ),
  refusedOnly: beginAttempt(pendingEntry({ attempts: 1, firstAttemptAtMs: NOW_MS }), NOW_MS, LEASE),
};

function conclude(
  entry: Entry,
  result: PostResult,
  {
    number = entry.attempts,
    onUnknownCustomer = 'retry' as OnUnknownCustomer,
    onInsufficientBalance = 'park' as OnInsufficientBalance,
    nowMs = NOW_MS,
  } = {},
): Entry {
  return concludeAttempt(entry, { number, result }, { onUnknownCustomer, onInsufficientBalance, retry }, nowMs);
}

describe('beginning an attempt', () => {
  test('marks it with a number, a lease and the time of the first one', () => {
    expect(begun.none).toEqual(
      pendingEntry({ attempts: 1, unresolvedAttempts: [1], lease: LEASE, firstAttemptAtMs: NOW_MS }),
    );
  });

  test('again, after one without an answer, both are open questions, and the first time stays', () => {
    const lease = { holder: 'another', untilMs: NOW_MS + 65_000 };
    const again = beginAttempt(begun.none, NOW_MS + 5_000, lease);
    expect(again).toMatchObject({
      attempts: 2,
      unresolvedAttempts: [1, 2],
      lease,
      firstAttemptAtMs: NOW_MS,
    });
  });

  test('at the beginning of time keeps that time', () => {
    const first = beginAttempt(pendingEntry(), 0, LEASE);
    expect(beginAttempt(first, 5_000, LEASE).firstAttemptAtMs).toBe(0);
  });
});

describe('without an attempt', () => {
  test('an entry is left for later as it is', () => {
    expect(postponed(begun.unknown, 77)).toEqual({ ...begun.unknown, notBeforeMs: 77 });
  });

  test('an entry is put aside for a person with its reason, or to be checked when it may have been applied', () => {
    expect(parked(pendingEntry(), 'storeRemoved', NOW_MS)).toEqual(
      pendingEntry({ state: 'parked', parked: 'storeRemoved', parkedAtMs: NOW_MS }),
    );
    expect(parked(begun.none, 'storeRemoved', NOW_MS)).toEqual({
      ...begun.none,
      state: 'parked',
      parked: 'needsChecking',
      parkedAtMs: NOW_MS,
    });
  });
});

describe('earlier attempts', () => {
  test.each<[string, Partial<Entry>, PriorAttempts]>([
    ['there was none', {}, 'none'],
    ['one was refused', { attempts: 1 }, 'refusedOnly'],
    ['one is without an answer', { attempts: 1, unresolvedAttempts: [1] }, 'unknown'],
    ['one of many is without an answer', { attempts: 5, unresolvedAttempts: [2] }, 'unknown'],
  ])('%s', (_, changes, expected) => {
    expect(priorAttempts(pendingEntry(changes))).toBe(expected);
  });
});

describe('the answer of an attempt', () => {
  type End = readonly [Entry['state'], ParkReason | null, readonly number[]];
  const done: End = ['applied', null, []];

  // result and what the store does about unknown customers, then the end after: no attempt, an unknown one, refusals only
  test.each<[PostResult['kind'], OnUnknownCustomer, End, End, End]>([
    ...(['retry', 'create', 'park'] as const).flatMap(
      (of): [PostResult['kind'], OnUnknownCustomer, End, End, End][] => [
        ['applied', of, done, done, done],
        ['alreadyApplied', of, done, done, done],
        ['unknown', of, ['pending', null, [1]], ['pending', null, [1, 2]], ['pending', null, [2]]],
        ['credentialsRefused', of, ['pending', null, []], ['pending', null, [1]], ['pending', null, []]],
        [
          'needsChecking',
          of,
          ['parked', 'needsChecking', [1]],
          ['parked', 'needsChecking', [1, 2]],
          ['parked', 'needsChecking', [2]],
        ],
        [
          'insufficientBalance',
          of,
          ['parked', 'insufficientBalance', []],
          ['parked', 'needsChecking', [1]],
          ['parked', 'insufficientBalance', []],
        ],
        ['refused', of, ['parked', 'refused', []], ['parked', 'needsChecking', [1]], ['parked', 'refused', []]],
      ],
    ),
    ['customerUnknown', 'retry', ['pending', null, []], ['pending', null, [1]], ['pending', null, []]],
    ['customerUnknown', 'create', ['pending', null, []], ['pending', null, [1]], ['pending', null, []]],
    [
      'customerUnknown',
      'park',
      ['parked', 'customerUnknown', []],
      ['parked', 'needsChecking', [1]],
      ['parked', 'customerUnknown', []],
    ],
  ])('%s, unknown customers: %s', (kind, onUnknownCustomer, ...expected) => {
    const ends = (['none', 'unknown', 'refusedOnly'] as const).map((prior) => {
      const end = conclude(begun[prior], results[kind], { onUnknownCustomer });
      return [end.state, end.parked, end.unresolvedAttempts];
    });
    expect(ends).toEqual(expected);
  });

  test.each(Object.values(results))('$kind: kept with its code, and the lease ends', (result) => {
    const entry = conclude(begun.none, result);
    const firstAttemptAtMs = result.kind === 'credentialsRefused' ? null : NOW_MS;
    expect(entry).toMatchObject({ lastReply: code, lease: null, attempts: 1, firstAttemptAtMs });
    const { points, changeKey, reason, number } = begun.none;
    expect(entry).toMatchObject({ points, changeKey, reason, number });
  });

  test.each(['apiWarning', 'keyUsedByOther', null] as const)('applied with the warning %s', (warning) => {
    const entry = conclude(begun.none, { ...results.applied, warning });
    expect(entry).toEqual({
      ...begun.none,
      state: 'applied',
      unresolvedAttempts: [],
      lease: null,
      lastReply: code,
      balanceAfter: 120,
      warning,
    });
  });

  test('already applied, with the balance if the API told it', () => {
    expect(conclude(begun.unknown, results.alreadyApplied)).toMatchObject({ balanceAfter: 120, warning: null });
    expect(conclude(begun.unknown, { ...results.alreadyApplied, balance: null }).balanceAfter).toBeNull();
  });

  test('applied though a person was to check an earlier attempt', () => {
    const checked = conclude(begun.unknown, results.needsChecking, { number: 1 });
    expect(checked).toMatchObject({ state: 'parked', parked: 'needsChecking' });
    expect(conclude(checked, results.applied)).toMatchObject({
      state: 'applied',
      parked: null,
      unresolvedAttempts: [],
    });
  });

  test('only that attempt is answered: an earlier one without an answer stays a question', () => {
    const refusedSecond = conclude(begun.unknown, results.refused, { number: 2 });
    expect(refusedSecond).toMatchObject({ parked: 'needsChecking', unresolvedAttempts: [1] });
    expect(conclude(refusedSecond, results.refused, { number: 1 })).toMatchObject({
      state: 'parked',
      parked: 'refused',
      unresolvedAttempts: [],
    });
  });
});

describe('a reversal that the balance does not cover', () => {
  const reversal = (attempt: Entry): Entry => ({ ...attempt, points: -30 });
  const met = (
    onInsufficientBalance: OnInsufficientBalance,
    balance: number | null,
    prior: PriorAttempts = 'none',
    nowMs = NOW_MS,
  ) => conclude(reversal(begun[prior]), { ...results.insufficientBalance, balance }, { onInsufficientBalance, nowMs });

  test.each([null, -5, 0, 29, 30, 31])('is for a person where the store says park: %s', (balance) => {
    expect(met('park', balance)).toMatchObject({
      state: 'parked',
      parked: 'insufficientBalance',
      parkedAtMs: NOW_MS,
      unresolvedAttempts: [],
    });
  });

  test.each<[OnInsufficientBalance, number | null]>([
    ['retry', null],
    ['retry', 12],
    ['takeRest', null],
    ['takeRest', 30],
    ['takeRest', 31],
  ])('is tried again, and in the end for a person: %s, %s', (policy, balance) => {
    const waiting = met(policy, balance);
    expect(waiting).toMatchObject({ state: 'pending', parked: null, unresolvedAttempts: [], lastReply: code });
    expect(waiting.notBeforeMs).toBeGreaterThanOrEqual(NOW_MS + 1_000);
    expect(waiting.notBeforeMs).toBeLessThanOrEqual(NOW_MS + 2_000);
    expect(met(policy, balance, 'refusedOnly', NOW_MS + retry.giveUpAfterMs)).toMatchObject({
      state: 'parked',
      parked: 'insufficientBalance',
    });
  });

  test.each([-5, 0, 12, 29])(
    'is uncollected where the store says takeRest, and no person has to look: %s',
    (balance) => {
      for (const prior of ['none', 'refusedOnly'] as const) {
        const left = met('takeRest', balance, prior);
        const { attempts } = begun[prior];
        expect(left).toEqual({
          ...reversal(begun[prior]),
          state: 'uncollected',
          parkedAtMs: NOW_MS,
          attempts,
          unresolvedAttempts: [],
          lease: null,
          lastReply: code,
        });
        expect([isOpen(left), countsAsPosted(left)]).toEqual([true, false]);
      }
    },
  );

  test('is checked by a person, though the store says takeRest, where another attempt is without an answer', () => {
    expect(met('takeRest', 12, 'unknown')).toMatchObject({
      state: 'parked',
      parked: 'needsChecking',
      unresolvedAttempts: [1],
    });
  });

  test.each([null, 30])('is tried on while another attempt is without an answer, and the balance is %s', (balance) => {
    expect(met('takeRest', balance, 'unknown')).toMatchObject({
      state: 'pending',
      parked: null,
      unresolvedAttempts: [1],
    });
  });

  test('that a person was to check first waits since then', () => {
    const checked = conclude(reversal(begun.none), results.needsChecking);
    const left = conclude(
      checked,
      { ...results.insufficientBalance, balance: 12 },
      { onInsufficientBalance: 'takeRest', nowMs: NOW_MS + 5 },
    );
    expect(left).toMatchObject({ state: 'uncollected', parked: null, parkedAtMs: NOW_MS });
  });

  test('is sent through again under its own key when somebody asks', () => {
    const left = met('takeRest', 0);
    expect(redriven(left, NOW_MS + 9)).toEqual({
      ...left,
      state: 'pending',
      parkedAtMs: null,
      backoffBase: 1,
      firstAttemptAtMs: null,
    });
  });
});

describe('trying again', () => {
  test('after the retry delay: from half of the first step to all of it', () => {
    for (const kind of ['unknown', 'customerUnknown'] as const) {
      const { notBeforeMs } = conclude(begun.none, results[kind]);
      expect(notBeforeMs).toBeGreaterThanOrEqual(NOW_MS + 1_000);
      expect(notBeforeMs).toBeLessThanOrEqual(NOW_MS + 2_000);
    }
  });

  test('not before the API said', () => {
    const asked = (retryAfterMs: number) => conclude(begun.none, { ...results.unknown, retryAfterMs }).notBeforeMs;
    expect(asked(90_000)).toBe(NOW_MS + 90_000);
    expect(asked(1)).toBe(conclude(begun.none, results.unknown).notBeforeMs);
    expect(asked(0)).toBe(asked(1));
  });

  test.each<[PostResult['kind'], PriorAttempts, ParkReason]>([
    ['unknown', 'none', 'needsChecking'],
    ['unknown', 'refusedOnly', 'needsChecking'],
    ['customerUnknown', 'none', 'triesExhausted'],
    ['customerUnknown', 'unknown', 'needsChecking'],
  ])('until the tries run out: %s, earlier attempts %s, parks as %s', (kind, prior, expected) => {
    const lastMoment = NOW_MS + retry.giveUpAfterMs;
    expect(conclude(begun[prior], results[kind], { nowMs: lastMoment })).toMatchObject({
      state: 'parked',
      parked: expected,
    });
    expect(conclude(begun[prior], results[kind], { nowMs: lastMoment - HOUR_MS }).state).toBe('pending');
  });

  test('the time to give up is counted from the first attempt, and includes its last millisecond', () => {
    const retryAfterMs = retry.giveUpAfterMs;
    expect(conclude(begun.none, { ...results.unknown, retryAfterMs }).state).toBe('pending');
    expect(conclude(begun.none, { ...results.unknown, retryAfterMs: retryAfterMs + 1 }).state).toBe('parked');
    expect(conclude(begun.none, { ...results.unknown, retryAfterMs }, { nowMs: NOW_MS + 1 }).state).toBe('parked');
    const early = { ...begun.none, firstAttemptAtMs: 0 };
    expect(conclude(early, { ...results.unknown, retryAfterMs }).state).toBe('parked');
  });

  test('after refused credentials in five minutes, for as long as they are refused: that is no try', () => {
    for (const prior of ['none', 'unknown', 'refusedOnly'] as const) {
      for (const nowMs of [NOW_MS, NOW_MS + 2 * retry.giveUpAfterMs]) {
        expect(conclude(begun[prior], results.credentialsRefused, { nowMs })).toMatchObject({
          state: 'pending',
          notBeforeMs: nowMs + 300_000,
        });
      }
    }
  });

  test('refused credentials begin the count of tries and the time to give up anew', () => {
    const waited = conclude(begun.none, results.credentialsRefused);
    expect(waited).toMatchObject({ backoffBase: 1, firstAttemptAtMs: null });
    const later = NOW_MS + 2 * retry.giveUpAfterMs;
    const again = beginAttempt(waited, later, LEASE);
    const tried = conclude(again, results.unknown, { number: 2, nowMs: later });
    expect(tried).toMatchObject({ state: 'pending', firstAttemptAtMs: later });
    expect(tried.notBeforeMs - later).toBeLessThanOrEqual(retry.firstDelayMs);
  });

  test('of two attempts that are out at once, the other is who used the key', () => {
    const usedByOther: PostResult = {
      ...results.applied,
      kind: 'applied',
      balance: null,
      warning: 'keyUsedByOther',
      code,
    };
    expect(conclude(begun.none, usedByOther)).toMatchObject({ state: 'applied', warning: 'keyUsedByOther' });
    expect(conclude(begun.unknown, usedByOther)).toMatchObject({ state: 'applied', warning: null });
    const warned: PostResult = { ...usedByOther, warning: 'apiWarning' };
    expect(conclude(begun.unknown, warned)).toMatchObject({ state: 'applied', warning: 'apiWarning' });
  });

  test('a late answer does not end the lease of the attempt after it', () => {
    const second = beginAttempt(begun.none, NOW_MS, { holder: 'second', untilMs: NOW_MS + 60_000 });
    expect(conclude(second, results.unknown, { number: 1 }).lease).toEqual({
      holder: 'second',
      untilMs: NOW_MS + 60_000,
    });
    expect(conclude(second, results.unknown, { number: 2 }).lease).toBeNull();
  });

  test('an entry written without the time of its first attempt is tried on', () => {
    const entry = { ...begun.none, firstAttemptAtMs: null };
    expect(conclude(entry, results.unknown, { nowMs: NOW_MS + 2 * retry.giveUpAfterMs }).state).toBe('pending');
  });
});

describe('an entry without its store', () => {
  test('waits a quarter of an hour, and remembers since when', () => {
    const entry = withoutStore(pendingEntry(), retry.giveUpAfterMs, NOW_MS);
    expect(entry).toEqual(pendingEntry({ notBeforeMs: NOW_MS + 900_000, storeMissingSinceMs: NOW_MS }));
    const later = withoutStore(entry, retry.giveUpAfterMs, NOW_MS + 900_000);
    expect(later).toMatchObject({ notBeforeMs: NOW_MS + 1_800_000, storeMissingSinceMs: NOW_MS });
  });

  test.each([
    [0, 'pending', null],
    [1, 'parked', 'storeRemoved'],
  ])('is for a person %d ms after the time to give up: %s', (afterMs, state, parked) => {
    const entry = pendingEntry({ storeMissingSinceMs: NOW_MS });
    expect(withoutStore(entry, retry.giveUpAfterMs, NOW_MS + retry.giveUpAfterMs + afterMs)).toMatchObject({
      state,
      parked,
    });
  });

  test('starts to wait anew when it had its store back for an attempt', () => {
    expect(beginAttempt(pendingEntry({ storeMissingSinceMs: 1 }), NOW_MS, LEASE).storeMissingSinceMs).toBeNull();
  });
});

describe('a redriven entry', () => {
  test('waits for nothing, keeps its key and points, and has all its time before it', () => {
    const refused = conclude(begun.none, results.refused);
    expect(refused).toMatchObject({ state: 'parked', parked: 'refused', parkedAtMs: NOW_MS });
    const entry = redriven({ ...refused, storeMissingSinceMs: 5 }, NOW_MS + 9);
    expect(entry).toEqual({
      ...refused,
      state: 'pending',
      parked: null,
      parkedAtMs: null,
      notBeforeMs: refused.notBeforeMs,
      backoffBase: 1,
      firstAttemptAtMs: null,
      storeMissingSinceMs: null,
    });
    expect(beginAttempt(entry ?? refused, NOW_MS + 9, LEASE).firstAttemptAtMs).toBe(NOW_MS + 9);
  });

  test('waits no longer than it did, and not while an attempt may be under way', () => {
    const late = pendingEntry({ state: 'parked', parked: 'needsChecking', notBeforeMs: NOW_MS + 50, lease: LEASE });
    expect(redriven(late, NOW_MS)).toMatchObject({ notBeforeMs: NOW_MS, lease: LEASE });
  });

  test('that may have been applied is still asked about as such', () => {
    const doubtful = conclude(begun.unknown, results.needsChecking);
    const entry = redriven(doubtful, NOW_MS) ?? doubtful;
    expect([doubtful.parked, entry.state, priorAttempts(entry)]).toEqual(['needsChecking', 'pending', 'unknown']);
    expect(countsAsPosted(entry)).toBe(true);
  });

  test.each(['pending', 'applied', 'withdrawn'] as const)('is none that is %s', (state) => {
    expect(redriven(pendingEntry({ state }), NOW_MS)).toBeNull();
  });

  test('is none of more points than the API takes', () => {
    const entry = pendingEntry({ state: 'parked', parked: 'pointsOutOfRange' });
    expect(redriven(entry, NOW_MS)).toBeNull();
  });

  test('parked again is parked since then, and not since before', () => {
    const refused = conclude(begun.none, results.refused);
    expect(parked(refused, 'refused', NOW_MS + 5).parkedAtMs).toBe(NOW_MS);
    const again = beginAttempt(redriven(refused, NOW_MS + 9) ?? refused, NOW_MS + 9, LEASE);
    expect(conclude(again, results.refused, { number: 2, nowMs: NOW_MS + 9 }).parkedAtMs).toBe(NOW_MS + 9);
  });
});

const anyResult = fc.constantFrom<PostResult>(
  ...Object.values(results),
  { ...results.applied, warning: 'apiWarning' },
  { ...results.insufficientBalance, balance: 0 },
);
const anyPolicy = fc.record({
  onUnknownCustomer: fc.constantFrom<OnUnknownCustomer>('retry', 'create', 'park'),
  onInsufficientBalance: fc.constantFrom<OnInsufficientBalance>('park', 'retry', 'takeRest'),
});
type Policy = typeof anyPolicy extends fc.Arbitrary<infer Value> ? Value : never;
type LifeStep = 'begin' | 'redrive' | { readonly number: number; readonly result: PostResult };
/** Attempts of one entry, some at the same time, each concluded any number of times in any order. */
const anyLife = fc.array(
  fc.oneof(
    fc.constantFrom<LifeStep>('begin', 'redrive'),
    fc.record({ number: fc.integer({ min: 1, max: 4 }), result: anyResult }),
  ),
  { maxLength: 12 },
);

describe('any life of an entry', () => {
  /** Every state that the entry goes through. Only a pending entry is attempted. */
  function live(life: readonly LifeStep[], policy: Policy): readonly Entry[] {
    let entry = pendingEntry({ points: -10 });
    const past = [entry];
    for (const step of life) {
      if (step === 'redrive') entry = redriven(entry, NOW_MS) ?? entry;
      else if (step !== 'begin') entry = conclude(entry, step.result, { number: step.number, ...policy });
      else if (entry.state === 'pending') entry = beginAttempt(entry, NOW_MS, LEASE);
      past.push(entry);
    }
    return past;
  }

  test('saying the same answer again changes nothing', () => {
    fc.assert(
      fc.property(anyLife, anyResult, anyPolicy, (life, result, policy) => {
        const entry = beginAttempt(live(life, policy).at(-1) ?? pendingEntry(), NOW_MS, LEASE);
        const once = conclude(entry, result, policy);
        expect(conclude(once, result, policy)).toEqual(once);
      }),
    );
  });

  test('what is applied stays applied, as it was', () => {
    fc.assert(
      fc.property(anyLife, anyPolicy, anyResult, (life, policy, result) => {
        const entry = live(life, policy).find(({ state }) => state === 'applied');
        if (entry === undefined) return;
        for (const number of [1, 2, 3, 4]) {
          expect(conclude(entry, result, { number, ...policy })).toBe(entry);
        }
      }),
    );
    const byHand = pendingEntry({ state: 'applied', attempts: 1, unresolvedAttempts: [1] });
    expect(conclude(byHand, results.refused, { number: 1 })).toBe(byHand);
  });

  test('an attempt that never began answers nothing', () => {
    fc.assert(
      fc.property(anyResult, (result) => {
        const entry = pendingEntry({ attempts: 1 });
        expect(conclude(entry, result, { number: 1 })).toBe(entry);
        expect(conclude(begun.none, result, { number: 2 })).toBe(begun.none);
      }),
    );
  });

  test('no refusal is believed while an attempt is without an answer', () => {
    fc.assert(
      fc.property(anyLife, anyPolicy, (life, policy) => {
        for (const entry of live(life, policy)) {
          if (entry.state === 'parked' && entry.unresolvedAttempts.length > 0)
            expect(entry.parked).toBe('needsChecking');
          if (entry.state === 'applied') expect([entry.unresolvedAttempts, entry.parked]).toEqual([[], null]);
          if (entry.state === 'pending') expect(entry.parked).toBeNull();
          if (entry.state === 'uncollected') expect([entry.unresolvedAttempts, entry.parked]).toEqual([[], null]);
          expect(isOpen(entry)).toBe(!countsAsPosted(entry));
        }
      }),
    );
  });
});
