import type { Context } from 'aws-lambda';
import type { StartDeadline } from '../../../src/lambda/deadline.ts';
import type { FaultPlan } from './fault-plan.ts';
import type { Timeline } from './timeline.ts';

const FUNCTION_NAMES = ['webhook', 'settle', 'park', 'sweep', 'promotions', 'reconcile'] as const;
export type FunctionName = (typeof FUNCTION_NAMES)[number];

/** As deployed. @see `deploy/functions.yml` */
const TIMEOUT_MS: Record<FunctionName, number> = {
  webhook: 10_000,
  settle: 60_000,
  park: 60_000,
  sweep: 60_000,
  promotions: 120_000,
  reconcile: 300_000,
};

type Handler = (event: never, context: Context) => Promise<unknown>;

/** One run of a handler. */
export interface Invocation {
  readonly id: string;
  /** Made so far. */
  calls: number;
  /** What it called, by name. */
  readonly called: string[];
  alive: boolean;
  /** Ends it at once: nothing it awaits ever comes back. */
  readonly die: () => void;
  /** It reads a stream: between its calls, time stands still. */
  readsOn: boolean;
  /** Lets time go on, should it stand still for this. */
  letGo: () => void;
  readonly timers: (() => void)[];
  /** Of the signals that it was given. */
  readonly controllers: AbortController[];
}

/** A Lambda's process: one invocation at a time, and what it keeps from one to the next. */
export interface Container {
  readonly now: () => number;
  readonly startDeadline: StartDeadline;
  readonly timeout: (ms: number) => AbortSignal;
  /** The one that runs, or ran last. */
  readonly invocation: () => Invocation;
  readonly clockMayJump: boolean;
  /** Moves its clock. */
  readonly shift: (ms: number) => void;
}

export type Ended =
  | { readonly kind: 'returned'; readonly value: unknown; readonly tookMs: number; readonly called: readonly string[] }
  | { readonly kind: 'threw'; readonly error: unknown }
  | { readonly kind: 'died' };

export interface Containers {
  /** Runs a handler in a container that is free, or in a new one. */
  invoke(name: FunctionName, id: string, event: unknown): Promise<Ended>;
  /** Puts all of them away once they have ended, as a deployment does. */
  replaceAll(): void;
  running(): number;
}

interface Kept extends Container {
  handler: Handler;
  busy: boolean;
  gone: boolean;
  begin(invocation: Invocation): void;
}

const TIMED_OUT = new DOMException('The operation was aborted due to timeout', 'TimeoutError');
const MINUTE_MS = 60_000;

/** Makes the handler of one container. */
export type MakeHandler = (name: FunctionName, container: Container, id: string) => Handler;

export function createContainers(
  timeline: Timeline,
  faultPlan: FaultPlan,
  makeHandler: MakeHandler,
  /** Of bodies of one second the later arrival counts, by the clocks of whoever receives them: there these are right. */
  { clocksAreRight }: { readonly clocksAreRight: boolean },
): Containers {
  const pools = Object.fromEntries(FUNCTION_NAMES.map((name): [string, Kept[]] => [name, []])) as Record<
    FunctionName,
    Kept[]
  >;
  let made = 0;
  let running = 0;

  function makeContainer(name: FunctionName): Kept {
    made += 1;
    const id = `c${made}`;
    const decision = faultPlan.at(id, name);
    let offsetMs =
      !clocksAreRight && faultPlan.strikes('clockSkew', decision)
        ? decision.random.int(-8 * MINUTE_MS, 8 * MINUTE_MS)
        : 0;
    let invocation: Invocation | null = null;
    const current = (): Invocation => {
      if (invocation === null) throw new Error('a container works without an invocation');
      return invocation;
    };
    const now = () => timeline.now() + offsetMs;
    const timeout = (ms: number) => {
      const controller = new AbortController();
      current().controllers.push(controller);
      current().timers.push(timeline.at(timeline.now() + ms, () => controller.abort(TIMED_OUT)));
      return controller.signal;
    };
    const startDeadline: StartDeadline = (context, { reserveMs, atMostMs = Number.POSITIVE_INFINITY }) => {
      const leftMs = Math.max(0, Math.min(context.getRemainingTimeInMillis() - reserveMs, atMostMs));
      const sleep = (ms: number) =>
        new Promise<void>((resolve) => current().timers.push(timeline.at(timeline.now() + ms, resolve)));
      return { now, endsAtMs: now() + leftMs, signal: timeout(leftMs), timeout, sleep };
    };
    const container: Kept = {
      now,
      timeout,
      startDeadline,
      invocation: current,
      clockMayJump: !clocksAreRight,
      shift(ms) {
        offsetMs += ms;
      },
      handler: async () => null,
      busy: false,
      gone: false,
      begin(next) {
        invocation = next;
      },
    };
    container.handler = makeHandler(name, container, id);
    return container;
  }

  function freeContainer(name: FunctionName): Kept {
    const free = pools[name].find(({ busy }) => !busy);
    if (free !== undefined) return free;
    const container = makeContainer(name);
    pools[name].push(container);
    return container;
  }

  function putAway(name: FunctionName, container: Kept): void {
    container.gone = true;
    pools[name] = pools[name].filter((other) => other !== container);
  }

  async function invoke(name: FunctionName, id: string, event: unknown): Promise<Ended> {
    const container = freeContainer(name);
    const begunAtMs = timeline.now();
    const { promise: died, resolve } = Promise.withResolvers<Ended>();
    const invocation: Invocation = {
      id,
      calls: 0,
      called: [],
      alive: true,
      readsOn: false,
      letGo: () => {},
      timers: [],
      controllers: [],
      die() {
        if (!invocation.alive) return;
        invocation.alive = false;
        invocation.letGo();
        // Nobody hears it any more. Node keeps a signal made by `AbortSignal.any` for as long as somebody listens to it, and with
        // it all that the dead one held.
        for (const controller of invocation.controllers) controller.abort(TIMED_OUT);
        putAway(name, container);
        resolve({ kind: 'died' });
      },
    };
    container.begin(invocation);
    container.busy = true;
    running += 1;
    const getRemainingTimeInMillis = () => begunAtMs + TIMEOUT_MS[name] - timeline.now();
    invocation.timers.push(timeline.at(begunAtMs + TIMEOUT_MS[name], invocation.die));
    const ended = await Promise.race([
      container.handler(event as never, { getRemainingTimeInMillis } as Context).then(
        (value): Ended => ({ kind: 'returned', value, tookMs: timeline.now() - begunAtMs, called: invocation.called }),
        (error: unknown): Ended => ({ kind: 'threw', error }),
      ),
      died,
    ]);
    invocation.readsOn = false;
    invocation.letGo();
    for (const callOff of invocation.timers) callOff();
    running -= 1;
    container.busy = false;
    if (container.gone || faultPlan.strikes('containerReplaced', faultPlan.at(`${id}.end`, name)))
      putAway(name, container);
    return ended;
  }

  return {
    invoke,
    replaceAll() {
      for (const container of Object.values(pools).flat()) container.gone = true;
      for (const name of FUNCTION_NAMES) pools[name] = [];
    },
    running: () => running,
  };
}
