import { describe, expect, test } from 'vitest';
import { type OrderTally, skipJump, withJudged } from '../../src/domain/order-tallies.ts';

const DAY_MS = 86_400_000;
/** The day 20,000 since 1970, at noon. */
const at = (day: number) => (20_000 + day) * DAY_MS + DAY_MS / 2;
const tally = (day: number, earned: number, skipped: number): OrderTally => ({ day: 20_000 + day, earned, skipped });

describe('orders are counted', () => {
  const one = { earned: 1, skipped: 0 };

  test('of one day together', () => {
    const first = withJudged([], { earned: 30, skipped: 1 }, at(0));
    expect(first).toEqual([tally(0, 30, 1)]);
    expect(withJudged(first, { earned: 2, skipped: 3 }, at(0))).toEqual([tally(0, 32, 4)]);
  });

  test('of another day by themselves, once the days before have twenty', () => {
    expect(withJudged([tally(0, 15, 4)], one, at(1))).toEqual([tally(1, 16, 4)]);
    expect(withJudged([tally(0, 15, 5)], one, at(1))).toEqual([tally(1, 1, 0), tally(0, 15, 5)]);
  });

  test('none at all changes nothing', () => {
    const tallies = [tally(0, 20, 0)];
    expect(withJudged(tallies, { earned: 0, skipped: 0 }, at(3))).toBe(tallies);
  });

  test('for nine tallies, the newest first', () => {
    const days = Array.from({ length: 12 }, (_, day) => day);
    const tallies = days.reduce<readonly OrderTally[]>(
      (known, day) => withJudged(known, { earned: 20 + day, skipped: 0 }, at(day)),
      [],
    );
    expect(tallies).toEqual(
      days
        .slice(3)
        .toReversed()
        .map((day) => tally(day, 20 + day, 0)),
    );
  });
});

describe('a jump', () => {
  /** Days before the tenth, each with these numbers. */
  const earlier = (earned: number, skipped: number, days = 8) =>
    Array.from({ length: days }, (_, back) => tally(9 - back, earned, skipped));
  const isTold = (newest: OrderTally, others: readonly OrderTally[]) => skipJump([newest, ...others], at(10)) !== null;

  test('is told with its numbers and what is usual', () => {
    expect(skipJump([tally(10, 0, 20), ...earlier(45, 5)], at(10))).toEqual({
      skipped: 20,
      orders: 20,
      usualShare: 0.1,
    });
  });

  // 8 days × 50 orders, 40 skipped: (40 + 1) ÷ (400 + 2) = 0.102; of 20 orders the error is √(0.102 × 0.898 ÷ 20) = 0.0677, so that 0.102 + 6 × 0.0677
  // = 0.508 has to be reached: by 11 of 20, not by 10. Of 500 the error is 0.0135, and 0.2 more is 0.302: 151.
  test.each([
    [20, 10, false],
    [20, 11, true],
    [500, 150, false],
    [500, 151, true],
  ])('of %d orders, where a tenth is usual: %d skipped: %s', (orders, skipped, told) => {
    expect(isTold(tally(10, orders - skipped, skipped), earlier(45, 5))).toBe(told);
  });

  // (0 + 1) ÷ (400 + 2) = 0.0025, and 0.2 more: 0.2025 of 20 orders are 4.05.
  test.each([
    [4, false],
    [5, true],
  ])('of 20 orders, where none was ever skipped: %d: %s', (skipped, told) => {
    expect(isTold(tally(10, 20 - skipped, skipped), earlier(50, 0))).toBe(told);
  });

  test('is not what is usual, however much that is', () => {
    expect(isTold(tally(10, 0, 500), earlier(0, 50))).toBe(false);
    expect(isTold(tally(10, 10, 40), earlier(10, 40))).toBe(false);
  });

  test('is looked for in the day before, too, while the newest has fewer than twenty', () => {
    // 9 + 50 orders, 9 skipped: 15 %. 15 + 50 orders, 15 skipped: 23 %.
    expect(isTold(tally(10, 0, 9), earlier(50, 0))).toBe(false);
    expect(isTold(tally(10, 0, 15), earlier(50, 0))).toBe(true);
  });

  describe('while nobody knows what is usual', () => {
    test.each<[string, readonly OrderTally[], boolean]>([
      ['a half of the first twenty orders', [tally(10, 10, 10)], false],
      ['more than a half of them', [tally(10, 9, 11)], true],
      ['nineteen orders, all skipped', [tally(10, 0, 19)], false],
      ['six days before, more than a half', [tally(10, 0, 20), ...earlier(0, 50, 6)], true],
      ['six days before, less than a half', [tally(10, 15, 10), ...earlier(50, 0, 6)], false],
    ])('%s: %s', (_, tallies, told) => {
      expect(skipJump(tallies, at(10)) !== null).toBe(told);
      if (told) expect(skipJump(tallies, at(10))).toMatchObject({ usualShare: null });
    });

    test('which is known with a week of days before', () => {
      expect(isTold(tally(10, 0, 20), earlier(0, 50, 6))).toBe(true);
      expect(isTold(tally(10, 0, 20), earlier(0, 50, 7))).toBe(false);
    });
  });

  test('is told of for a week after the last order', () => {
    const tallies = [tally(10, 0, 20), ...earlier(50, 0)];
    expect([skipJump(tallies, at(17)) !== null, skipJump(tallies, at(18))]).toEqual([true, null]);
  });

  test('is none where nothing was counted', () => {
    expect(skipJump([], at(0))).toBeNull();
  });
});
