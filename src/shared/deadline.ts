import { setTimeout as sleepFor } from 'node:timers/promises';
import { abortAfter } from './abort-after.ts';
import { untilAborted } from './until-aborted.ts';

/** The time that a piece of work has: its clock, the instant by which it must end, and the signal that aborts it. */
export interface Deadline {
  readonly now: () => number;
  readonly endsAtMs: number;
  readonly signal: AbortSignal;
  /** A signal that aborts after this many milliseconds; one of a timer where not given. */
  readonly timeout?: (ms: number) => AbortSignal;
  /** Resolves after this many milliseconds; a timer where not given. */
  readonly sleep?: (ms: number) => Promise<unknown>;
}

/** Milliseconds left until the deadline; negative once it has passed. */
export function remainingMs(deadline: Deadline): number {
  return deadline.endsAtMs - deadline.now();
}

/** A signal that aborts with the deadline, and after `ms` at the latest. */
export function signalWithin({ signal, timeout }: Deadline, ms: number): AbortSignal {
  return timeout === undefined ? abortAfter(ms, signal) : AbortSignal.any([signal, timeout(ms)]);
}

/** A signal that aborts `reserveMs` before the deadline, so that a call's result can still be stored. */
export function signalWithReserve(deadline: Deadline, reserveMs: number): AbortSignal {
  return signalWithin(deadline, Math.max(1, Math.ceil(remainingMs(deadline) - reserveMs)));
}

/** Waits so many milliseconds, if any. Rejects when the deadline's signal aborts first. */
export async function wait(ms: number, { signal, sleep = sleepFor }: Deadline): Promise<void> {
  if (ms > 0) await untilAborted(signal, sleep(Math.ceil(ms)));
}
