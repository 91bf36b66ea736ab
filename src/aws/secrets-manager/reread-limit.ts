/** How often a failing signature may have secrets read again. One container's; the times are the given clock's. */
export interface RereadLimit {
  /** Milliseconds until the store may be asked for again; 0 is now. */
  waitMs(store: string): number;
  /** Whether somebody may wait for so long, which is counted. */
  mayWait(ms: number): boolean;
  /** The store is asked for now. */
  asked(store: string): void;
}

/**
 * Short, since a secret that was replaced counts only once it is read: until then the store's genuine deliveries wait. Whoever
 * waits for as long, and for the answer, is in time for the platform still.
 */
const EVERY_MS = 2_000;
/** Of all stores together, so that nobody can have more read by naming many; a store that nobody asked for is free at once. */
const EVERY_MS_OF_ALL = 1_000;
const MINUTE_MS = 60_000;
/** Each keeps one of the account's executions for up to two seconds: a flood may not keep them all. */
const MAX_WAITS_A_MINUTE = 5;

export function createRereadLimit(clock: () => number): RereadLimit {
  const askedAtMs = new Map<string, number>();
  let waitedAtMs: readonly number[] = [];
  // A clock that was put back says nothing of how long ago something was.
  const isWithin = (ms: number) => (atMs: number) => atMs <= clock() && clock() - atMs < ms;
  return {
    waitMs(store) {
      const lastMs = askedAtMs.get(store);
      const stores = [...askedAtMs.values()].filter(isWithin(MINUTE_MS)).length;
      const everyMs = Math.max(EVERY_MS, stores * EVERY_MS_OF_ALL);
      return lastMs !== undefined && isWithin(everyMs)(lastMs) ? lastMs + everyMs - clock() : 0;
    },
    mayWait(ms) {
      waitedAtMs = waitedAtMs.filter(isWithin(MINUTE_MS));
      if (ms > EVERY_MS || waitedAtMs.length >= MAX_WAITS_A_MINUTE) return false;
      waitedAtMs = [...waitedAtMs, clock()];
      return true;
    },
    asked(store) {
      askedAtMs.set(store, clock());
    },
  };
}
