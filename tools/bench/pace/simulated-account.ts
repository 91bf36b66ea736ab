import { createRateLimit, type RateLimitSettings } from '../../../sandbox/rate-limit.ts';
import type { AccountPolicy, AccountState } from '../../../src/domain/account-state.ts';
import type { Lane } from '../../../src/domain/pace.ts';
import type { PostResult } from '../../../src/domain/post-result.ts';
import type { AccountStates } from '../../../src/ports/account-states.ts';
import { type CircuitBreaker, createCircuitBreaker, type Permit } from '../../../src/posting/circuit-breaker.ts';
import type { Deadline } from '../../../src/shared/deadline.ts';
import { createModelAccountStates } from '../../../test/support/models/account-states.ts';
import { createRandom } from '../../../test/verify/laws/histories/random.ts';
import { createTimeline } from '../../../test/verify/simulation/timeline.ts';
import { createLine } from './line.ts';

/** Orders, and perhaps a promotion, that want their points from one account at an API with a limit. */
export interface Scene {
  readonly orders: number;
  /** Orders come evenly over this time; 0: all at once. */
  readonly overMs: number;
  readonly limit: RateLimitSettings;
  /** Containers of the webhook function, of the posting queue's and of the promotions function. */
  readonly containers: Readonly<Record<Lane, number>>;
  readonly apiMs: number;
  readonly awards: number;
  /** Nothing is answered from the first instant to the second. */
  readonly outageMs: readonly [number, number] | null;
  /** What an earlier burst taught, an hour before. */
  readonly learnt: AccountState | null;
  readonly seed: number;
}

export interface Played {
  /** From the first order's arrival, or the outage's end, until the last one is settled. */
  readonly tookMs: number;
  readonly calls: number;
  readonly limited: number;
  /** Times that orders came from the queue. */
  readonly wakes: number;
  /** Writes of the account's item, refused ones included. */
  readonly writes: number;
  /** How long orders waited, in order. */
  readonly waitedMs: readonly number[];
  readonly awards: number;
  /** What the account's item holds in the end. */
  readonly state: AccountState | null;
}

interface Order {
  readonly number: number;
  readonly bornAtMs: number;
  tries: number;
}

const POLICY: AccountPolicy = { failureThreshold: 5, firstMs: 2_000, maxMs: 300_000, callsPerSecond: null };
const LEDGER_MS = 5;
const BATCH = 5;
const STORE = { platform: 'shopify', account: 'simulated', orderPrefix: '' } as const;
const TIME_MS: Record<Lane, number> = { delivery: 3_600, queue: 55_000, promotion: 88_000 };
const code = (status: number) => ({ status, codeName: null, errorCode: null, message: null });
const FIRST_MS = Date.UTC(2026, 10, 27, 12);
const NEVER = new AbortController().signal;

/** Plays a scene in simulated time: the real circuit breakers of many containers, on one store of states. */
export async function play(scene: Scene): Promise<Played> {
  const startMs = FIRST_MS + (scene.learnt === null ? 0 : 3_600_000);
  const timeline = createTimeline(startMs, { maxEvents: Number.POSITIVE_INFINITY });
  const random = createRandom(scene.seed);
  const about = (ms: number) => (ms * random.int(700, 1_300)) / 1_000;
  const limit = createRateLimit(scene.limit);
  const model = createModelAccountStates();
  const count = { calls: 0, limited: 0, wakes: 0, writes: 0, settled: 0, awards: 0 };
  const waitedMs: number[] = [];
  let lastAtMs = startMs;

  const states: AccountStates = {
    async load(account, signal) {
      await timeline.sleep(about(LEDGER_MS));
      return await model.load(account, signal);
    },
    async save(account, state, version, signal) {
      count.writes += 1;
      await timeline.sleep(about(LEDGER_MS));
      return await model.save(account, state, version, signal);
    },
  };

  function deadlineOf(lane: Lane): Deadline {
    const { now, sleep } = timeline;
    return { now, endsAtMs: now() + TIME_MS[lane], signal: NEVER, sleep };
  }

  async function callApi(): Promise<PostResult> {
    count.calls += 1;
    await timeline.sleep(about(scene.apiMs / 2));
    const sinceMs = timeline.now() - startMs;
    const isOut = scene.outageMs !== null && sinceMs >= scene.outageMs[0] && sinceMs < scene.outageMs[1];
    const isWithin = isOut || limit.allows(timeline.now());
    await timeline.sleep(about(scene.apiMs / 2));
    if (isOut) return { kind: 'unknown', retryAfterMs: null, code: code(503) };
    if (isWithin) return { kind: 'applied', balance: null, warning: null, code: code(200) };
    count.limited += 1;
    return { kind: 'unknown', retryAfterMs: null, code: code(429) };
  }

  async function attempt(
    breaker: CircuitBreaker,
    permit: Permit,
    customer: string,
    isRetry: boolean,
    deadline: Deadline,
  ) {
    const result = await callApi();
    const call = { ...permit, result, version: '1', customer, isRetry };
    await breaker.onResult(STORE, call, deadline);
    return result.kind;
  }

  const queue = createLine<Order>();
  const inbox = createLine<Order>();
  const putBack = (order: Order, delayMs: number) =>
    // A queue counts in whole seconds.
    timeline.at(timeline.now() + Math.ceil(Math.max(0, delayMs) / 1_000) * 1_000 + about(20), () => queue.put(order));

  async function work(breaker: CircuitBreaker, order: Order, lane: Lane): Promise<void> {
    const deadline = deadlineOf(lane);
    await timeline.sleep(about(2 * LEDGER_MS));
    const acquired = await breaker.tryAcquire(STORE, '1', deadline);
    if (acquired.kind === 'refused') {
      await timeline.sleep(about(2 * LEDGER_MS));
      return void putBack(order, acquired.untilMs + (acquired.spreadMs * random.int(0, 999)) / 1_000 - timeline.now());
    }
    await timeline.sleep(about(LEDGER_MS));
    const result = await attempt(breaker, acquired, `customer ${order.number}`, order.tries > 0, deadline);
    if (result === 'applied') {
      count.settled += 1;
      lastAtMs = timeline.now();
      waitedMs.push(lastAtMs - order.bornAtMs);
      return;
    }
    order.tries += 1;
    putBack(order, (2_000 * 2 ** (order.tries - 1) * random.int(500, 999)) / 1_000);
  }

  async function webhooks(): Promise<void> {
    const breaker = createCircuitBreaker(states, POLICY, 'delivery');
    for (;;) await work(breaker, await inbox.next(), 'delivery');
  }

  async function posting(): Promise<void> {
    const breaker = createCircuitBreaker(states, POLICY, 'queue');
    for (;;) {
      const batch = [await queue.next(), ...queue.upTo(BATCH - 1)];
      await timeline.sleep(about(10));
      for (const [index, order] of batch.entries()) {
        breaker.expect(batch.length - index);
        count.wakes += 1;
        await work(breaker, order, 'queue');
      }
    }
  }

  async function promotion(which: number): Promise<void> {
    const breaker = createCircuitBreaker(states, POLICY, 'promotion');
    let deadline = deadlineOf('promotion');
    for (let made = 0; count.awards < scene.awards; made += 1) {
      breaker.expect(Math.min(100, scene.awards - count.awards));
      if (deadline.endsAtMs - timeline.now() < 5_000) deadline = deadlineOf('promotion');
      const acquired = await breaker.tryAcquire(STORE, '1', deadline);
      if (acquired.kind === 'refused') {
        await timeline.sleep(Math.max(1_000, acquired.untilMs - timeline.now()));
        continue;
      }
      const result = await attempt(breaker, acquired, `member ${which} ${made}`, false, deadline);
      if (result === 'applied') count.awards += 1;
    }
  }

  if (scene.learnt !== null) await model.save(STORE.account, scene.learnt, 0, NEVER);
  for (let number = 0; number < scene.orders; number += 1) {
    const bornAtMs = startMs + (scene.overMs * number) / scene.orders;
    timeline.at(bornAtMs, () => inbox.put({ number, bornAtMs, tries: 0 }));
  }
  for (let index = 0; index < scene.containers.delivery; index += 1) void webhooks();
  for (let index = 0; index < scene.containers.queue; index += 1) void posting();
  if (scene.awards > 0) for (let index = 0; index < scene.containers.promotion; index += 1) void promotion(index);
  const isDone = () => count.settled >= scene.orders && count.awards >= scene.awards;
  await timeline.run(Number.POSITIVE_INFINITY, isDone);

  const fromMs = startMs + (scene.outageMs?.[1] ?? 0);
  return {
    ...count,
    tookMs: lastAtMs - fromMs,
    waitedMs: waitedMs.toSorted((one, other) => one - other),
    state: (await model.load(STORE.account, NEVER))?.record ?? null,
  };
}
