import type { AccountPolicy } from '../domain/account-state.ts';
import type { RetryPolicy } from '../domain/retry-policy.ts';
import type { Load } from '../domain/unverified-load.ts';
import type { ParsedConfig } from './config-schema.ts';

/** How points are posted, for all stores: retries, circuit breaker, pace, timeout. */
export interface Settling {
  readonly retry: RetryPolicy;
  readonly account: AccountPolicy;
  /** BonifiQ documents no limit. A call without an answer by then is repeated with the same key. */
  readonly attemptTimeoutMs: number;
  /** How much of one store may wait for its senders to be verified. */
  readonly unverified: Load;
}

export function toSettling(settling: ParsedConfig['settling']): Settling {
  return {
    retry: {
      firstDelayMs: settling.firstDelaySeconds * 1_000,
      maxDelayMs: settling.longestDelayHours * 3_600_000,
      giveUpAfterMs: settling.tryForDays * 86_400_000,
    },
    account: {
      failureThreshold: settling.pauseAfterFailures,
      firstMs: settling.firstPauseSeconds * 1_000,
      maxMs: settling.longestPauseSeconds * 1_000,
      callsPerSecond: settling.callsPerSecond ?? null,
    },
    attemptTimeoutMs: settling.attemptTimeoutSeconds * 1_000,
    unverified: { deliveries: settling.unverifiedDeliveries, bytes: settling.unverifiedMegabytes * 1_000_000 },
  };
}
