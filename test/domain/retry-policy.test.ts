import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ChangeKey } from '../../src/domain/change-key.ts';
import { type RetryPolicy, retryDelayMs } from '../../src/domain/retry-policy.ts';

const policy: RetryPolicy = { firstDelayMs: 1_000, maxDelayMs: 60_000, giveUpAfterMs: 3_600_000 };

function delay(attempts: number, key = 'ADD-ABC-10-123', retry = policy, backoffBase = 0): number {
  return retryDelayMs({ attempts, backoffBase, changeKey: key as ChangeKey }, retry);
}

describe('the delay before the next attempt', () => {
  // step × (1/2 + n ÷ 2^33), n the first four bytes of the SHA-256 of `ADD-ABC-10-123#1` and so on, computed with a tool.
  test.each([
    [1, 663],
    [2, 1_519],
    [3, 2_673],
  ])('after attempt %d: %d ms', (attempts, expected) => {
    expect(delay(attempts)).toBe(expected);
  });

  test.each([
    [1, 1_000],
    [2, 2_000],
    [5, 16_000],
    [6, 32_000],
    [7, 60_000],
    [8, 60_000],
    [1_000, 60_000],
    [100_000, 60_000],
  ])('after attempt %d it is from half of %d ms to all of it', (attempts, step) => {
    expect(delay(attempts)).toBeGreaterThanOrEqual(step / 2);
    expect(delay(attempts)).toBeLessThanOrEqual(step);
  });

  test('attempts that met refused credentials do not lengthen it', () => {
    const afterMany = delay(500, undefined, undefined, 499);
    expect(afterMany).toBeGreaterThanOrEqual(500);
    expect(afterMany).toBeLessThanOrEqual(1_000);
  });

  test('is a whole number, the same whenever it is asked for, whatever the policy', () => {
    const retry = fc.record({ firstDelayMs: fc.nat(), maxDelayMs: fc.nat(), giveUpAfterMs: fc.nat() });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), fc.string(), retry, (attempts, key, of) => {
        expect(Number.isInteger(delay(attempts, key, of))).toBe(true);
        expect(delay(attempts, key, of)).toBe(delay(attempts, key, of));
        expect(delay(attempts, key, of)).toBeLessThanOrEqual(of.maxDelayMs);
      }),
    );
  });

  test('spreads entries that failed together over the upper half of the step', () => {
    const delays = Array.from({ length: 200 }, (_, index) => delay(1, `ADD-ABC-10-${index}`));
    expect(new Set(delays).size).toBeGreaterThan(100);
    expect(Math.min(...delays)).toBeLessThan(550);
    expect(Math.max(...delays)).toBeGreaterThan(950);
  });
});
