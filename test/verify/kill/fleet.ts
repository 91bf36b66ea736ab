import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '../laws/histories/random.ts';
import type { Child } from './child.ts';

type Handlers = Child<{ readonly url: string }>;

/** The handlers' processes. */
export interface Fleet {
  /** Of those that were killed at random. */
  readonly lifetimesMs: readonly number[];
  /** Of those that are ready, in turn; null while there is none. */
  nextUrl(): string | null;
  /** Rejects when one cannot be started. */
  readonly failed: Promise<void>;
  end(): Promise<void>;
}

interface FleetOptions {
  readonly random: Random;
  readonly size: number;
  /** Whether any is killed before `end`. */
  readonly isKilled: boolean;
  /** The longest time between two kills, in times that a process takes to start. */
  readonly longestStarts: number;
  readonly start: () => Promise<Handlers>;
}

const SHORTEST_MS = 100;

/** Starts several processes, of which one is killed at random times and replaced if they are to be, until `end` kills them all. */
export async function startFleet({ random, size, isKilled, longestStarts, start }: FleetOptions): Promise<Fleet> {
  const living = new Map<Handlers, number>();
  const lifetimesMs: number[] = [];
  const failed = Promise.withResolvers<void>();
  const ending = new AbortController();
  const { signal } = ending;
  let startMs = 0;
  let turn = 0;
  const one = async () => {
    const begunAtMs = Date.now();
    living.set(await start(), begunAtMs);
    startMs = Date.now() - begunAtMs;
  };
  await Promise.all(Array.from({ length: size }, one));

  async function run(): Promise<void> {
    const starting: Promise<void>[] = [];
    while (!signal.aborted) {
      await sleep(random.int(SHORTEST_MS, longestStarts * startMs), undefined, { signal }).catch(() => undefined);
      const victim = [...living.keys()][random.int(0, living.size - 1)];
      if (signal.aborted || victim === undefined) continue;
      lifetimesMs.push(Date.now() - (living.get(victim) ?? 0));
      living.delete(victim);
      await victim.kill();
      starting.push(one().catch(failed.reject));
    }
    await Promise.all(starting);
  }

  const running = isKilled ? run() : undefined;
  return {
    lifetimesMs,
    failed: failed.promise,
    nextUrl() {
      turn += 1;
      return [...living.keys()][turn % living.size]?.ready.url ?? null;
    },
    async end() {
      ending.abort();
      await running;
      await Promise.all([...living.keys()].map((handlers) => handlers.kill()));
    },
  };
}
