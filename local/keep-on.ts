import { setTimeout as sleep } from 'node:timers/promises';

/** Takes one turn after the other. Returns what stops it, once the turn under way is done. */
export function keepOn(turn: (signal: AbortSignal) => Promise<void>): () => Promise<void> {
  const stopping = new AbortController();
  const { signal } = stopping;
  async function turns(): Promise<void> {
    while (!signal.aborted) await turn(signal);
  }
  const turning = turns();
  return async () => {
    stopping.abort();
    await turning;
  };
}

/** Waits, or until the signal aborts. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => undefined);
}
