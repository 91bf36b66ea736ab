import { setTimeout as sleep } from 'node:timers/promises';
import type { Waiting } from './waiting-orders.ts';

export interface DrainOptions {
  /** What waits before. */
  readonly left: Waiting;
  /** Starts handlers whose clock is ahead; returns what ends them. */
  readonly startLater: (aheadMs: number) => Promise<() => Promise<void>>;
  /** Asked while they run. */
  readonly countWaiting: () => Promise<Waiting>;
  readonly emit: (text: string) => void;
}

/** Longer than the mark of an attempt, and than the sweep leaves an order alone that it has queued. */
const STEP_MS = 20 * 60_000;
const ROUNDS = 8;
/** A round is over once nothing has come of it for so long. */
const IDLE_MS = 45_000;
/** Counting reads the whole table, which the handlers need for themselves. */
const EVERY_MS = 5_000;

/**
 * Lets the handlers do what is left to be done, each round on a clock that is further ahead. Returns what still waits in the
 * end, which should be nothing.
 */
export async function drain({ left, startLater, countWaiting, emit }: DrainOptions): Promise<Waiting> {
  let waiting = left;
  for (let round = 1; round <= ROUNDS && waiting.pending > 0; round += 1) {
    const stop = await startLater(round * STEP_MS);
    let least = waiting.pending;
    let idleSinceMs = Date.now();
    while (waiting.pending > 0 && Date.now() - idleSinceMs < IDLE_MS) {
      await sleep(Math.min(EVERY_MS, 10 * waiting.pending));
      waiting = await countWaiting();
      emit(`draining, round ${round}: ${waiting.pending} orders pending`);
      if (waiting.pending < least) {
        least = waiting.pending;
        idleSinceMs = Date.now();
      }
    }
    await stop();
  }
  return waiting;
}
