import { createHash } from 'node:crypto';
import type { Entry } from './entry.ts';

/** Delays between an entry's attempts, and the time after which it is parked. */
export interface RetryPolicy {
  readonly firstDelayMs: number;
  readonly maxDelayMs: number;
  readonly giveUpAfterMs: number;
}

/**
 * Delay before an entry's next attempt, in milliseconds: exponential backoff with jitter over the upper half of each step.
 * The jitter is a hash of key and attempt, so that the same entry always waits the same.
 */
export function retryDelayMs(entry: Pick<Entry, 'attempts' | 'backoffBase' | 'changeKey'>, retry: RetryPolicy): number {
  const tries = entry.attempts - entry.backoffBase;
  const step = Math.min(retry.maxDelayMs, retry.firstDelayMs * 2 ** (tries - 1));
  return Math.round(step * (0.5 + shareOf(entry) / 2));
}

/** A fraction in [0, 1) by which entries that wait for the same thing are spread. */
export function shareOf({ changeKey, attempts }: Pick<Entry, 'attempts' | 'changeKey'>): number {
  return createHash('sha256').update(`${changeKey}#${attempts}`).digest().readUInt32BE(0) / 2 ** 32;
}
