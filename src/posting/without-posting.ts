import { explain } from '../domain/reasons.ts';
import type { CircuitBreaker } from './circuit-breaker.ts';

/** An entry is looked at again after this, and is posted soon after posting is switched on. */
const OFF_FOR_MS = 300_000;

/** A circuit breaker that leaves every account alone: what is recorded waits in the ledger, and none of it counts as a try. */
export function withoutPosting(circuitBreaker: CircuitBreaker): CircuitBreaker {
  return {
    ...circuitBreaker,
    tryAcquire: (_store, _version, { now }) =>
      Promise.resolve({
        kind: 'refused',
        ...explain('postingOff'),
        untilMs: now() + OFF_FOR_MS,
        spreadMs: OFF_FOR_MS,
      }),
  };
}
