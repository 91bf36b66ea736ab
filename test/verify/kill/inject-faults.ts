import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { type Fault, faultSchema } from '../../../sandbox/faults.ts';
import type { Random } from '../laws/histories/random.ts';

export interface Faults {
  /** Requests of the points API that met a fault, by its kind. */
  readonly met: Readonly<Record<string, number>>;
  /** The API is well again from here on. */
  stop(): Promise<void>;
}

const EVERY_MS = 250;
/** Every change takes so long, so that more of them are under way when a process is killed. */
const alwaysSlow: Fault = { kind: 'latency', ms: 40, operation: 'change' };
const once = { times: 1, operation: 'change' } as const;

/**
 * Makes the sandbox fail in passing, a few requests at a time, in ways after which the same key is asked for again.
 * `url` is null while the sandbox is down.
 */
export function injectFaults(random: Random, url: () => string | null): Faults {
  const met: Record<string, number> = {};
  const stopping = new AbortController();
  let active: readonly Fault[] = [];

  /** Replaces all faults, and counts those of before that are gone. A sandbox that was killed meanwhile tells nothing. */
  async function replace(next: readonly Fault[]): Promise<void> {
    const base = url();
    if (base === null) return;
    const before = active;
    active = [];
    const left = z.array(faultSchema).parse(await (await fetch(`${base}/sandbox/faults`)).json());
    const waiting = left.filter(({ times }) => times !== undefined).map(nameOf);
    for (const name of before.map(nameOf)) {
      const at = waiting.indexOf(name);
      if (at >= 0) waiting.splice(at, 1);
      else met[name] = (met[name] ?? 0) + 1;
    }
    await fetch(`${base}/sandbox/faults`, { method: 'PUT', body: JSON.stringify([alwaysSlow, ...next]) });
    active = next;
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      // Well at times, or an account that pauses would meet a fault each time it asks.
      const count = random.chance(0.5) ? random.int(1, 4) : 0;
      await replace(Array.from({ length: count }, () => anyFault(random))).catch(() => undefined);
      await sleep(EVERY_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
    await replace([]).catch(() => undefined);
    await fetch(`${url()}/sandbox/faults`, { method: 'DELETE' }).catch(() => undefined);
  }

  const running = run();
  return {
    met,
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

/** No unreadable refusal, which is for a person to look at. */
function anyFault(random: Random): Fault {
  return random.weighted<Fault>([
    [4, { kind: 'status', status: 429, retryAfter: '1', ...once }],
    [3, { kind: 'status', status: 500, when: 'before', ...once }],
    [3, { kind: 'status', status: 500, when: 'after', ...once }],
    [2, { kind: 'badGateway', when: 'after', ...once }],
    [2, { kind: 'cut', when: 'before', ...once }],
    [3, { kind: 'cut', when: 'after', ...once }],
    [2, { kind: 'empty', ...once }],
    [0.3, { kind: 'hang', when: 'after', ...once }],
    [3, { kind: 'latency', ms: random.int(10, 300), ...once }],
  ]);
}

function nameOf(fault: Fault): string {
  const name = fault.kind === 'status' ? String(fault.status) : fault.kind;
  return 'when' in fault ? `${name} ${fault.when}` : name;
}
