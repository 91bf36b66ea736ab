import type { CircuitPolicy } from '../domain/circuit.ts';
import type { RetryPolicy } from '../domain/retry-policy.ts';
import type { ParsedConfig } from './config-schema.ts';

/** How points are posted, for all stores: how long and how often, and when an account is left alone. */
export interface Settling {
  readonly retry: RetryPolicy;
  readonly circuit: CircuitPolicy;
  /** No limit of the API's own is documented; an answer that takes longer is asked for again with the same key. */
  readonly attemptTimeoutMs: number;
}

export function toSettling(settling: ParsedConfig['settling']): Settling {
  return {
    retry: {
      firstDelayMs: settling.firstDelaySeconds * 1_000,
      maxDelayMs: settling.longestDelayHours * 3_600_000,
      giveUpAfterMs: settling.tryForDays * 86_400_000,
    },
    circuit: {
      failureThreshold: settling.pauseAfterFailures,
      firstMs: settling.firstPauseSeconds * 1_000,
      maxMs: settling.longestPauseSeconds * 1_000,
    },
    attemptTimeoutMs: settling.attemptTimeoutSeconds * 1_000,
  };
}
