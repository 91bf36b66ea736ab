import * as z from 'zod';

/**
 * Ways in which an API limits calls to so many a second; BonifiQ documents none. `sliding`: in no second more than so many.
 * `fixed`: in each second of the clock. `bucket`: so many at once, and refilled at the rate.
 */
export const rateLimitSchema = z.strictObject({
  callsPerSecond: z.number().positive(),
  window: z.enum(['sliding', 'fixed', 'bucket']).default('sliding'),
});

export type RateLimitSettings = z.output<typeof rateLimitSchema>;

/** Counts calls. */
export interface RateLimit {
  /** Whether a call is within the limit; one that is not counts for nothing. */
  allows(nowMs: number): boolean;
}

export function createRateLimit({ callsPerSecond, window }: RateLimitSettings): RateLimit {
  switch (window) {
    case 'sliding':
      return slidingWindow(callsPerSecond);
    case 'fixed':
      return fixedWindow(callsPerSecond);
    case 'bucket':
      return tokenBucket(callsPerSecond);
  }
}

function slidingWindow(most: number): RateLimit {
  let allowedAtMs: number[] = [];
  return {
    allows(nowMs) {
      allowedAtMs = allowedAtMs.filter((atMs) => atMs > nowMs - 1_000);
      if (allowedAtMs.length >= most) return false;
      allowedAtMs.push(nowMs);
      return true;
    },
  };
}

function fixedWindow(most: number): RateLimit {
  let second = Number.NEGATIVE_INFINITY;
  let calls = 0;
  return {
    allows(nowMs) {
      const current = Math.floor(nowMs / 1_000);
      if (current !== second) calls = 0;
      second = current;
      calls += 1;
      return calls <= most;
    },
  };
}

function tokenBucket(most: number): RateLimit {
  let tokens = most;
  let filledAtMs: number | null = null;
  return {
    allows(nowMs) {
      tokens = Math.min(most, tokens + (Math.max(0, nowMs - (filledAtMs ?? nowMs)) / 1_000) * most);
      filledAtMs = nowMs;
      if (tokens < 1) return false;
      tokens -= 1;
      return true;
    },
  };
}
