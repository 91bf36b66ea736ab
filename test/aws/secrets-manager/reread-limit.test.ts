import { beforeEach, describe, expect, test } from 'vitest';
import { createRereadLimit, type RereadLimit } from '../../../src/aws/secrets-manager/reread-limit.ts';

let nowMs: number;
let limit: RereadLimit;
beforeEach(() => {
  nowMs = 1_000_000;
  limit = createRereadLimit(() => nowMs);
});

describe('how long until a store may be asked for again', () => {
  test('no time at all for the first time, two seconds afterwards', () => {
    expect(limit.waitMs('loja')).toBe(0);
    limit.asked('loja');
    expect(limit.waitMs('loja')).toBe(2_000);
    nowMs += 1_999;
    expect(limit.waitMs('loja')).toBe(1);
    nowMs += 1;
    expect(limit.waitMs('loja')).toBe(0);
  });

  test('grows with the number of stores, so that all together are asked for once a second; a new one waits for none', () => {
    for (let store = 1; store <= 10; store += 1) {
      expect(limit.waitMs(`store-${store}`)).toBe(0);
      limit.asked(`store-${store}`);
    }
    expect(limit.waitMs('store-1')).toBe(10_000);
    nowMs += 60_000;
    expect(limit.waitMs('store-1')).toBe(0);
    limit.asked('store-1');
    // The others are forgotten by now.
    expect(limit.waitMs('store-1')).toBe(2_000);
  });

  test('no time when the clock was put back since', () => {
    limit.asked('loja');
    nowMs -= 600_000;
    expect(limit.waitMs('loja')).toBe(0);
  });
});

describe('who may wait', () => {
  test('five in a minute, for two seconds at most', () => {
    expect(limit.mayWait(2_001)).toBe(false);
    for (let waiting = 0; waiting < 5; waiting += 1) expect(limit.mayWait(2_000)).toBe(true);
    expect(limit.mayWait(1)).toBe(false);
    nowMs += 59_999;
    expect(limit.mayWait(1)).toBe(false);
    nowMs += 1;
    expect(limit.mayWait(1)).toBe(true);
  });

  test('those of before the clock was put back do not count', () => {
    for (let waiting = 0; waiting < 5; waiting += 1) limit.mayWait(1);
    nowMs -= 600_000;
    expect(limit.mayWait(1)).toBe(true);
  });
});
