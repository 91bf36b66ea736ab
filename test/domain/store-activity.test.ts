import { describe, expect, test } from 'vitest';
import {
  delivered,
  isRefusedInARow,
  refused,
  type SilenceSetting,
  type StoreActivity,
  silence,
  UNKNOWN_STORE,
} from '../../src/domain/store-activity.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** A Monday at midnight, UTC. */
const MONDAY_MS = Date.parse('2026-03-02T00:00:00Z');
const at = (day: number, hour = 0, minute = 0) => MONDAY_MS + day * DAY_MS + hour * HOUR_MS + minute * MINUTE_MS;

/** What is known once deliveries came at these times. */
function heardAt(...times: readonly number[]): StoreActivity {
  return times.reduce(delivered, UNKNOWN_STORE);
}

const days = (count: number) => Array.from({ length: count }, (_, day) => day);
const isWorkday = (day: number) => day % 7 < 5;

/** Every half an hour from 8 to 23. */
const busyDay = (day: number) => Array.from({ length: 31 }, (_, half) => at(day, 8, half * 30));
/** Every hour from 9 to 18. */
const officeDay = (day: number) => Array.from({ length: 10 }, (_, hour) => at(day, 9 + hour));

const busy = heardAt(...days(21).flatMap(busyDay));
const office = heardAt(...days(28).filter(isWorkday).flatMap(officeDay));
const weekly = heardAt(at(0, 12), at(7, 12), at(14, 12), at(21, 12));
const dense = heardAt(...Array.from({ length: 20 * 144 }, (_, tenth) => at(0, 0, 10 * tenth)));

describe('the silence that a habit allows is one and a half times the longest gap', () => {
  // [shop, what it is, its last delivery, allowed]
  test.each([
    ['a night from 23 to 8 is 9 h', busy, at(20, 23), 13.5 * HOUR_MS],
    ['a weekend from Friday 18 to Monday 9 is 63 h', office, at(25, 18), 94.5 * HOUR_MS],
    ['one order a week is 168 h', weekly, at(21, 12), 252 * HOUR_MS],
    ['ten minutes are not worth a word before an hour', dense, at(19, 23, 50), HOUR_MS],
  ])('%s', (_, activity, lastAtMs, allowedMs) => {
    expect(silence(activity, 'habit', lastAtMs + allowedMs)).toBeNull();
    expect(silence(activity, 'habit', lastAtMs + allowedMs + 1)).toEqual({ silentMs: allowedMs + 1, allowedMs });
    expect(silence(activity, 'habit', lastAtMs - HOUR_MS)).toBeNull();
  });

  test('of the last 28 days that came before the silence', () => {
    // 12 h before day 1, then every two hours; on day 28 the 12 h are 27 days old, on day 29 they are 28 days old.
    const everyTwoHours = Array.from({ length: 12 * 30 }, (_, index) => at(1, 0) + 2 * index * HOUR_MS);
    const until = (lastAtMs: number) => heardAt(at(0, 12), ...everyTwoHours.filter((time) => time <= lastAtMs));
    expect(silence(until(at(28, 22)), 'habit', at(40))?.allowedMs).toBe(18 * HOUR_MS);
    expect(silence(until(at(29, 0)), 'habit', at(40))?.allowedMs).toBe(3 * HOUR_MS);
  });

  test('and does not shrink while it lasts', () => {
    expect(silence(weekly, 'habit', at(21 + 100, 12))).toEqual({ silentMs: 100 * DAY_MS, allowedMs: 252 * HOUR_MS });
  });

  test.each([
    ['nothing was ever noted', UNKNOWN_STORE, at(400)],
    ['only refusals were noted', refused(UNKNOWN_STORE), at(400)],
    ['a single delivery shows no habit', heardAt(at(0)), at(400)],
    ['a fortnight is not over', heardAt(at(0), at(0, 1)), at(14) - 1],
  ])('%s: nobody can tell', (_, activity, nowMs) => {
    expect(silence(activity, 'habit', nowMs)).toBeNull();
  });

  test('once the fortnight is over, what stopped within it is told', () => {
    expect(silence(heardAt(at(0), at(0, 1)), 'habit', at(14))).toEqual({
      silentMs: 13 * DAY_MS + 23 * HOUR_MS,
      allowedMs: 1.5 * HOUR_MS,
    });
  });

  test('is not moved by a silence that was told: it teaches as much as was allowed', () => {
    // 13.5 h were allowed; after five days 20.25 h are.
    const back = at(26, 8);
    expect(silence(delivered(busy, back), 'habit', back + 21 * HOUR_MS)?.allowedMs).toBe(20.25 * HOUR_MS);
    // One of 13 h was allowed, and is learnt: 19.5 h.
    const late = at(21, 12);
    expect(silence(delivered(busy, late), 'habit', late + 20 * HOUR_MS)?.allowedMs).toBe(19.5 * HOUR_MS);
  });
});

describe('other settings', () => {
  test.each<readonly [SilenceSetting, number, boolean]>([
    ['off', 400 * DAY_MS, false],
    [{ hours: 48 }, 48 * HOUR_MS, false],
    [{ hours: 48 }, 48 * HOUR_MS + 1, true],
    [{ hours: 1.5 }, 1.5 * HOUR_MS + 1, true],
  ])('%j after %d ms', (setting, silentMs, isTold) => {
    const young = heardAt(at(0));
    expect(silence(young, setting, at(0) + silentMs) !== null).toBe(isTold);
  });

  test('hours begin with the first delivery', () => {
    expect(silence(UNKNOWN_STORE, { hours: 1 }, at(400))).toBeNull();
  });
});

describe('what is noted', () => {
  test('is a genuine delivery in five minutes', () => {
    const activity = heardAt(at(0));
    expect(delivered(activity, at(0, 0, 5) - 1)).toBe(activity);
    expect(delivered(activity, at(0, 0, 5)).genuine?.lastAtMs).toBe(at(0, 0, 5));
    expect(delivered(activity, at(0) - HOUR_MS)).toBe(activity);
  });

  test('is the longest gap of each day, for 28 days', () => {
    const { genuine } = heardAt(at(0, 0), at(0, 7), at(0, 9), at(0, 23), at(1, 1), at(30, 1));
    const of = (day: number) => Math.floor(at(day) / DAY_MS);
    // 14 h on day 0, 2 h on day 1. The 29 days after it were longer than the 21 h that were allowed, and the others are forgotten.
    expect(genuine).toEqual({
      firstAtMs: at(0),
      lastAtMs: at(30, 1),
      gaps: [{ day: of(30), longestMs: 21 * HOUR_MS }],
    });
    expect(heardAt(at(0, 0), at(0, 7), at(0, 9), at(0, 23), at(1, 1)).genuine?.gaps).toEqual([
      { day: of(1), longestMs: 2 * HOUR_MS },
      { day: of(0), longestMs: 14 * HOUR_MS },
    ]);
  });

  test('is each refusal, up to ten; a genuine delivery puts them back to none, however short after the last', () => {
    let activity = heardAt(at(0));
    for (let count = 1; count <= 10; count += 1) {
      activity = refused(activity);
      expect(activity.refusals).toBe(count);
    }
    expect(refused(activity)).toBe(activity);
    expect(delivered(activity, at(0, 0, 1))).toEqual(heardAt(at(0)));
    expect(delivered(activity, at(0, 1)).refusals).toBe(0);
  });
});

describe('refusals in a row', () => {
  const refusedTimes = (count: number, activity = heardAt(at(0))) => days(count).reduce(refused, activity);

  // WooCommerce switches a webhook off at the seventh.
  test.each([
    [3, false],
    [4, true],
    [10, true],
  ])('are told after %d: %s', (count, isTold) => {
    expect(isRefusedInARow(refusedTimes(count), at(0, 1))).toBe(isTold);
    expect(isRefusedInARow(refusedTimes(count, UNKNOWN_STORE), at(0))).toBe(isTold);
  });

  test('are not known within the five minutes in which another genuine delivery would not be noted', () => {
    expect(isRefusedInARow(refusedTimes(4), at(0, 0, 5))).toBe(false);
    expect(isRefusedInARow(refusedTimes(4), at(0, 0, 5) + 1)).toBe(true);
  });
});
