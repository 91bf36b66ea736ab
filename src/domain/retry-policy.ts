import { createHash } from 'node:crypto';
import type { Entry } from './entry.ts';

/** How long and how often an entry is tried before a person has to look. */
export interface RetryPolicy {
  readonly firstDelayMs: number;
  readonly maxDelayMs: number;
  readonly giveUpAfterMs: number;
}

/**
 * Delay before an entry's next attempt, in milliseconds: doubles from the first to the longest.
 * Spread over the upper half of each step by a hash of key and attempt, so that many entries that failed together
 * do not come back together, and the same entry always waits the same.
 */
export function retryDelayMs(entry: Pick<Entry, 'attempts' | 'backoffBase' | 'changeKey'>, retry: RetryPolicy): number {
  const tries = entry.attempts - entry.backoffBase;
  const step = Math.min(retry.maxDelayMs, retry.firstDelayMs * 2 ** (tries - 1));
  return Math.round(step * (0.5 + shareOf(entry) / 2));
}

/** The entry's own place between 0 and 1, so that entries which wait for the same do not come back together. */
export function shareOf({ changeKey, attempts }: Pick<Entry, 'attempts' | 'changeKey'>): number {
  return createHash('sha256').update(`${changeKey}#${attempts}`).digest().readUInt32BE(0) / 2 ** 32;
}
