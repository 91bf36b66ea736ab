/** The time a piece of work has: the injected clock, the instant by which all must end, and the signal that ends it. */
export interface Work {
  readonly now: () => number;
  readonly deadlineAtMs: number;
  readonly signal: AbortSignal;
}

/** Milliseconds left until the deadline; negative once it has passed. */
export function remainingMs(work: Work): number {
  return work.deadlineAtMs - work.now();
}

/** Ends `reserveMs` before the work itself, so that what a call came to can still be written down. */
export function signalWithReserve(work: Work, reserveMs: number): AbortSignal {
  return AbortSignal.any([work.signal, AbortSignal.timeout(Math.max(1, Math.ceil(remainingMs(work) - reserveMs)))]);
}
