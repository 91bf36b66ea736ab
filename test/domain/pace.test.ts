import { describe, expect, test } from 'vitest';
import {
  amongLine,
  hasResumed,
  joinLine,
  type Lane,
  notNow,
  type Pace,
  paceAt,
  paused,
  reserve,
} from '../../src/domain/pace.ts';

const NOW_MS = Date.UTC(2026, 4, 4, 12);
const TEN_YEARS_MS = 10 * 365 * 86_400_000;
const NO_CEILING = Number.POSITIVE_INFINITY;

const pace = (words: Partial<Pace> = {}): Pace => ({
  ...paceAt(20, NOW_MS),
  limit: 20,
  isLimitSure: true,
  cuts: 3,
  slots: 50,
  ...words,
});
const take = (from: Pace, { lane = 'queue' as Lane, count = 1, ceiling = NO_CEILING, nowMs = NOW_MS } = {}) =>
  reserve(from, lane, count, ceiling, nowMs);
const slotsOf = (reserved: ReturnType<typeof reserve>) =>
  reserved?.slotsAtMs.map((atMs) => Math.round(atMs - NOW_MS)) ?? null;

describe('the first "not now"', () => {
  test('shows the limit by the calls that were answered in the second before, and lets one second go by', () => {
    expect(notNow(null, { cuts: null, answered: 20 }, NOW_MS)).toEqual({
      perSecond: 16,
      freeAtMs: NOW_MS + 1_000,
      ordersFreeAtMs: NOW_MS + 1_000,
      lineEndsAtMs: 0,
      limit: 20,
      isLimitSure: false,
      cuts: 1,
      slots: 0,
      raisedAtMs: NOW_MS,
      sinceMs: NOW_MS,
    });
  });

  test('shows none by three calls or fewer: the rate begins at what they were, at one a second at least', () => {
    expect(notNow(null, { cuts: null, answered: 3 }, NOW_MS)).toMatchObject({
      limit: null,
      perSecond: 2.4000000000000004,
    });
    expect(notNow(null, { cuts: null, answered: 0 }, NOW_MS)).toMatchObject({ limit: null, perSecond: 1 });
  });

  test('of several containers within a second show it together, and no later one does', () => {
    const first = notNow(null, { cuts: null, answered: 12 }, NOW_MS);
    const second = notNow(first, { cuts: null, answered: 8 }, NOW_MS + 999);
    expect(second).toMatchObject({ limit: 20, perSecond: 16, cuts: 1 });
    expect(notNow(second, { cuts: null, answered: 5 }, NOW_MS + 1_000)).toBe(second);
    const later = pace({ sinceMs: NOW_MS });
    expect(notNow(later, { cuts: null, answered: 5 }, NOW_MS)).toBe(later);
    const unshown = notNow(null, { cuts: null, answered: 0 }, NOW_MS);
    // One a second is what 1.25 calls would show.
    expect(notNow(unshown, { cuts: null, answered: 3 }, NOW_MS)).toMatchObject({
      limit: 4.25,
      perSecond: 3.4000000000000004,
    });
    expect(notNow(null, { cuts: null, answered: 4 }, NOW_MS).limit).toBe(4);
    expect(notNow(second, { cuts: null, answered: 0 }, NOW_MS + 500)).toBe(second);
  });
});

describe('a "not now" by pace', () => {
  test.each<[string, Partial<Pace>, Partial<Pace>]>([
    ['near a known limit cuts a little', {}, { perSecond: 18.6, limit: 20, isLimitSure: true }],
    ['far beyond it cuts by a quarter', { perSecond: 40 }, { perSecond: 30, limit: 36, isLimitSure: true }],
    ['while nothing is known cuts by a quarter', { limit: null }, { perSecond: 15, limit: 18, isLimitSure: true }],
    [
      'soon after the last cut says that the limit is not known',
      { slots: 9 },
      { perSecond: 14, limit: 18, isLimitSure: false },
    ],
    [
      'that was only guessed cuts by a quarter',
      { isLimitSure: false },
      { perSecond: 15, limit: 18, isLimitSure: true },
    ],
    ['ten slots after the last cut is of a limit', { slots: 10 }, { perSecond: 18.6, limit: 20, isLimitSure: true }],
    ['of the slowest account leaves a call in ten seconds', { perSecond: 0.1 }, { perSecond: 0.1 }],
  ])('%s', (_, before, after) => {
    const cut = notNow(pace(before), { cuts: 3, answered: 0 }, NOW_MS);
    expect(cut).toMatchObject({
      cuts: 4,
      slots: 0,
      ...Object.fromEntries(Object.entries(after).filter(([name]) => name !== 'perSecond' && name !== 'limit')),
    });
    expect(cut.perSecond).toBeCloseTo(after.perSecond ?? Number.NaN, 9);
    if (after.limit !== undefined) expect(cut.limit).toBeCloseTo(after.limit ?? Number.NaN, 9);
  });

  test('that was given its slot before the last cut cuts no more: one overshoot, one cut', () => {
    const before = pace();
    expect(notNow(before, { cuts: 2, answered: 0 }, NOW_MS)).toBe(before);
  });
});

describe('slots', () => {
  test('follow each other at the rate, at most three tenths of a second of them at once', () => {
    const reserved = take(pace({ limit: null, raisedAtMs: NOW_MS }), { count: 100 });
    expect(slotsOf(reserved)).toEqual([0, 50, 100, 150, 200, 250]);
    expect(reserved?.pace).toMatchObject({ freeAtMs: NOW_MS + 300, ordersFreeAtMs: NOW_MS + 300, slots: 56 });
    expect(slotsOf(take(reserved?.pace ?? pace(), { count: 2 }))).toEqual([300, 350]);
  });

  test('are reserved a second ahead at most', () => {
    expect(slotsOf(take(pace({ freeAtMs: NOW_MS + 1_000, ordersFreeAtMs: NOW_MS + 1_000 })))).toEqual([1_000]);
    expect(take(pace({ freeAtMs: NOW_MS + 1_001, ordersFreeAtMs: NOW_MS + 1_001 }))).toBeNull();
  });

  test('are left by deliveries and promotions to those who wait in line', () => {
    const lined = pace({ lineEndsAtMs: NOW_MS + 1_001 });
    expect(take(lined, { lane: 'delivery' })).toBeNull();
    expect(take(lined, { lane: 'promotion' })).toBeNull();
    expect(slotsOf(take(lined, { lane: 'queue' }))).toEqual([0]);
    expect(slotsOf(take(pace({ lineEndsAtMs: NOW_MS + 1_000 }), { lane: 'delivery' }))).toEqual([0]);
  });

  test('of promotions leave a tenth, and orders go before them', () => {
    const promotion = take(pace({ limit: null }), { lane: 'promotion', count: 3 });
    expect(slotsOf(promotion)).toEqual([0, 56, 111]);
    const order = take(promotion?.pace ?? pace(), { lane: 'delivery' });
    expect(slotsOf(order)).toEqual([0]);
    // 3 x 1000 / 18 of the promotion, and 50 of the order.
    expect(Math.round((order?.pace.freeAtMs ?? 0) - NOW_MS)).toBe(217);
    expect(slotsOf(take(order?.pace ?? pace(), { lane: 'queue' }))).toEqual([50]);
    expect(take(order?.pace ?? pace(), { lane: 'promotion' })).toBeNull();
  });

  test('are given by a right clock, whatever a clock ten years ahead reserved', () => {
    const ahead = NOW_MS + TEN_YEARS_MS;
    const wrong = pace({
      freeAtMs: ahead,
      ordersFreeAtMs: ahead,
      lineEndsAtMs: ahead,
      raisedAtMs: ahead,
      sinceMs: ahead,
    });
    for (const lane of ['delivery', 'queue', 'promotion'] as const) expect(slotsOf(take(wrong, { lane }))).toEqual([0]);
    expect(joinLine(wrong, 1, NOW_MS, NOW_MS)?.placesAtMs[0]).toBeLessThan(NOW_MS + 1_000);
  });

  test('of an account that is called once in ten seconds are further apart than others ever are', () => {
    const slow = take(pace({ perSecond: 0.1, limit: null }));
    expect(take(slow?.pace ?? pace(), { nowMs: NOW_MS + 8_999 })).toBeNull();
    expect(slotsOf(take(slow?.pace ?? pace(), { nowMs: NOW_MS + 9_000 }))).toEqual([10_000]);
    const late = pace({ perSecond: 0.1, freeAtMs: NOW_MS + 19_000, ordersFreeAtMs: NOW_MS + 19_000 });
    expect(take(late)).toBeNull();
  });
});

describe('the rate rises', () => {
  const second = { nowMs: NOW_MS + 1_000, count: 6 };
  const inUse = { freeAtMs: NOW_MS + 1_000, ordersFreeAtMs: NOW_MS + 1_000 };
  const rate = (words: Partial<Pace>, asked: Parameters<typeof take>[1] = second) =>
    take(pace({ ...inUse, ...words }), asked)?.pace.perSecond;

  test.each<[string, Partial<Pace>, number]>([
    ['twofold in a second while no limit is known', { limit: null }, 40],
    // Three tenths of a second hold two slots, of the six that a doubling takes.
    ['by some of its twofold for fewer slots, far below a known one', { perSecond: 8 }, 8 * 2 ** (2 / 6)],
    ['no further than near a known one', { perSecond: 16 }, 17],
    ['slowly near it, by slots', {}, 20 * 1.0005 ** 6],
    ['by some beyond a guessed one', { isLimitSure: false }, 23],
    ['by some beyond one that no longer holds', { perSecond: 40 }, 46],
  ])('%s', (_, words, expected) => {
    expect(rate(words)).toBeCloseTo(expected, 9);
  });

  test('by the half of it in half a second', () => {
    expect(rate({ limit: null, raisedAtMs: NOW_MS + 500 })).toBeCloseTo(20 * 2 ** 0.5, 9);
  });

  test('hardly by promotions, near the limit', () => {
    expect(rate({ freeAtMs: NOW_MS + 1_000 }, { ...second, lane: 'promotion' })).toBeCloseTo(20 * 1.0001 ** 6, 9);
  });

  test('not while it is not in use', () => {
    for (const limit of [null, 20]) expect(rate({ limit, freeAtMs: NOW_MS + 899 })).toBe(20);
    expect(rate({ limit: null, freeAtMs: NOW_MS + 899, lineEndsAtMs: NOW_MS + 1_500 })).toBe(40);
  });

  test('not beyond the ceiling, nor by a clock that is behind', () => {
    expect(rate({ limit: null }, { ...second, ceiling: 25 })).toBe(25);
    expect(rate({ limit: null, raisedAtMs: NOW_MS + 5_000 })).toBe(20);
  });
});

describe('the line', () => {
  const places = (from: Pace, count: number, fromMs = NOW_MS) =>
    joinLine(from, count, fromMs, NOW_MS)?.placesAtMs.map((atMs) => Math.round(atMs - NOW_MS)) ?? null;

  test('is as fast as the limit and a fifth, and each comes back a little before its place', () => {
    // 24 a second, from the end of the line on: 1,042, 1,083 and 1,125 ms, of which 85 %.
    expect(places(pace({ lineEndsAtMs: NOW_MS + 1_000 }), 3)).toEqual([885, 921, 956]);
  });

  test('grows as the rate is expected to while no limit is known', () => {
    // The first place at 1 s; from then on the rate is twofold: 1.5 s, then 2 ** 1.5 a second: 1.854 s.
    expect(places(pace({ perSecond: 1, limit: null }), 3)).toEqual([850, 1_275, 1_576]);
  });

  test('grows a little beyond a limit that is only guessed, and is as fast as the rate where that is beyond a known one', () => {
    // From 1 s on 23 a second: 1,043 ms; then 20 x 1.15 ** 1.043: 1,087 ms; of these 85 %.
    expect(places(pace({ isLimitSure: false, lineEndsAtMs: NOW_MS + 1_000 }), 2)).toEqual([887, 924]);
    // 48 a second: 1,021 ms, of which 85 %.
    expect(places(pace({ perSecond: 40, lineEndsAtMs: NOW_MS + 1_000 }), 1)).toEqual([868]);
  });

  test('goes on where it ended, and begins no earlier than it may', () => {
    const first = joinLine(pace({ lineEndsAtMs: NOW_MS + 1_000 }), 3, NOW_MS, NOW_MS)?.pace ?? pace();
    expect(first.lineEndsAtMs - NOW_MS).toBeCloseTo(1_125, 3);
    expect(places(first, 1)).toEqual([992]);
    expect(places(pace(), 2, NOW_MS + 60_000)).toEqual([60_000, 60_000]);
  });

  test('has no place for whoever would wait longer than a queue delays a message', () => {
    expect(places(pace({ lineEndsAtMs: NOW_MS + 900_000 }), 1)).toBeNull();
    expect(places(pace({ perSecond: 1, limit: 1, lineEndsAtMs: NOW_MS + 899_999 }), 9)).toHaveLength(1);
  });

  test('takes those without a place among the others', () => {
    const lined = pace({ lineEndsAtMs: NOW_MS + 21_000 });
    expect(amongLine(lined, 0, NOW_MS) - NOW_MS).toBe(1_000);
    expect(amongLine(lined, 0.5, NOW_MS) - NOW_MS).toBe(1_000 + 0.5 * 0.85 * 20_000);
    expect(amongLine(null, 0.5, NOW_MS) - NOW_MS).toBe(1_425);
  });
});

describe('after an outage', () => {
  test('calls resume at five a second at most; what was learnt of the limit stays', () => {
    expect(paused(pace(), NOW_MS)).toMatchObject({
      perSecond: 5,
      limit: 20,
      isLimitSure: true,
      cuts: 3,
      freeAtMs: NOW_MS,
      lineEndsAtMs: 0,
    });
    expect(paused(pace({ perSecond: 2 }), NOW_MS).perSecond).toBe(2);
    expect(paused(null, NOW_MS)).toEqual(paceAt(5, NOW_MS));
  });

  test('an account that was never told "not now" is paced for five minutes, and one that was for ever', () => {
    const resumed = paused(null, NOW_MS);
    expect(hasResumed(resumed, NOW_MS + 300_000)).toBe(false);
    expect(hasResumed(resumed, NOW_MS + 300_001)).toBe(true);
    expect(hasResumed(resumed, NOW_MS - TEN_YEARS_MS)).toBe(true);
    expect(hasResumed(paused(pace(), NOW_MS), NOW_MS + TEN_YEARS_MS)).toBe(false);
  });
});
