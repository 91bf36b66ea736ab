import { explain } from '../domain/reasons.ts';
import type { Emit } from '../ports/telemetry.ts';
import type { CircuitBreaker } from './circuit-breaker.ts';

/** An entry is looked at again after this, and is posted soon after posting is switched on. */
const OFF_FOR_MS = 300_000;

/** A circuit breaker that leaves every account alone. What is recorded waits in the ledger, and none of it counts as a try. */
export function withoutPosting(circuitBreaker: CircuitBreaker, emit: Emit): CircuitBreaker {
  return {
    ...circuitBreaker,
    tryAcquire(_store, _version, { now }) {
      const why = explain('postingOff');
      emit({ kind: 'alarm', reason: why.reason, message: why.because });
      return Promise.resolve({ kind: 'refused', ...why, untilMs: now() + OFF_FOR_MS, spreadMs: OFF_FOR_MS });
    },
  };
}
