/** The time a piece of work has: the injected clock, the instant by which all must end, and the signal that ends it. */
export interface Deadline {
  readonly now: () => number;
  readonly endsAtMs: number;
  readonly signal: AbortSignal;
  /** A signal that aborts after this many milliseconds; by the machine's timers where none is given. */
  readonly timeout?: (ms: number) => AbortSignal;
}

/** Milliseconds left until the deadline; negative once it has passed. */
export function remainingMs(deadline: Deadline): number {
  return deadline.endsAtMs - deadline.now();
}

/** Ends `reserveMs` before the work itself, so that what a call came to can still be written down. */
export function signalWithReserve(deadline: Deadline, reserveMs: number): AbortSignal {
  const { signal, timeout = (ms) => AbortSignal.timeout(ms) } = deadline;
  return AbortSignal.any([signal, timeout(Math.max(1, Math.ceil(remainingMs(deadline) - reserveMs)))]);
}
