import { describe, expect, test } from 'vitest';
import type { Lane } from '../../src/domain/pace.ts';
import type { PostResult } from '../../src/domain/post-result.ts';
import type { AccountStates } from '../../src/ports/account-states.ts';
import type { GuardedStore } from '../../src/posting/account-names.ts';
import { createCircuitBreaker } from '../../src/posting/circuit-breaker.ts';
import { createModelAccountStates } from '../support/models/account-states.ts';
import { ACCOUNT, clockAt, workOf } from '../support/posting-bench.ts';

const shopify = (account: string): GuardedStore => ({ platform: 'shopify', account, orderPrefix: '' });
const woocommerce = (account: string, orderPrefix = ''): GuardedStore => ({
  platform: 'woocommerce',
  account,
  orderPrefix,
});
const DEMO = shopify('demo');
const code = (status: number) => ({ status, codeName: null, errorCode: null, message: null });
const NOT_NOW: PostResult = { kind: 'unknown', retryAfterMs: null, code: code(429) };
const LONG_PAUSE: PostResult = { kind: 'unknown', retryAfterMs: 10_000, code: code(429) };
const LOST: PostResult = { kind: 'unknown', retryAfterMs: null, code: code(0) };
const REFUSED: PostResult = { kind: 'credentialsRefused', code: code(401) };
const APPLIED: PostResult = { kind: 'applied', balance: null, warning: null, code: code(200) };

/** Containers on one store of states and one clock, which waiting moves. */
function containers({
  lanes = ['delivery', 'delivery'] as readonly Lane[],
  callsPerSecond = null as number | null,
  wrap = (states: AccountStates) => states,
} = {}) {
  const clock = clockAt();
  const states = wrap(createModelAccountStates());
  const breakers = lanes.map((lane) => createCircuitBreaker(states, { ...ACCOUNT, callsPerSecond }, lane));
  const waits: number[] = [];
  const deadline = ({ timeMs = 3_600 } = {}) => ({
    ...workOf({ now: clock.now, timeMs }),
    async sleep(ms: number) {
      waits.push(ms);
      clock.pass(ms);
    },
  });
  const breaker = (which: number) => {
    const found = breakers[which];
    if (found === undefined) throw new Error('there is no such container');
    return found;
  };
  return {
    clock,
    breaker,
    waits,
    tryAcquire: (which: number, { store = DEMO, version = '1', timeMs = 3_600 } = {}) =>
      breaker(which).tryAcquire(store, version, deadline({ timeMs })),
    report: (
      which: number,
      result: PostResult,
      words: { customer?: string; cuts?: number | null; version?: string; isRetry?: boolean } = {},
    ) =>
      breaker(which).onResult(
        DEMO,
        { result, version: '1', customer: 'ana', isRetry: false, cuts: null, ...words },
        deadline(),
      ),
  };
}

describe('what one container learns, all know within two seconds', () => {
  test('"not now" sets a pace: slots for some, a place in the line for others', async () => {
    const { clock, tryAcquire, report, waits } = containers({ lanes: ['queue', 'queue'] });
    for (let calls = 0; calls < 10; calls += 1) {
      expect(await tryAcquire(0)).toEqual({ kind: 'acquired', cuts: null });
      await report(0, APPLIED);
    }
    await report(0, NOT_NOW);
    // Ten answered in a second: 8.5 a second, once a second has gone by.
    expect(await tryAcquire(1)).toEqual({ kind: 'acquired', cuts: 1 });
    expect(waits).toEqual([1_000]);
    expect(await tryAcquire(0)).toEqual({ kind: 'acquired', cuts: 1 });
    expect(clock.now() - workOf().now()).toBeGreaterThan(1_100);
  });

  test('work that finds no slot comes back at its place in the line', async () => {
    const { clock, tryAcquire, report } = containers();
    await report(0, NOT_NOW);
    const nowMs = clock.now();
    const taken = await Promise.all(Array.from({ length: 4 }, () => tryAcquire(1, { timeMs: 1_000 })));
    expect(taken).toContainEqual({
      kind: 'refused',
      reason: 'apiLimits',
      because: 'the points API limits the calls of account "demo"; this one waits for its turn',
      untilMs: expect.any(Number),
      spreadMs: expect.any(Number),
    });
    for (const one of taken)
      expect(one.kind === 'refused' && one.untilMs > nowMs && one.untilMs < nowMs + 10_000).toBe(true);
  });

  test('a long Retry-After pauses the account; then calls go on by pace', async () => {
    const { clock, tryAcquire, report } = containers();
    expect(await tryAcquire(1)).toEqual({ kind: 'acquired', cuts: null });
    await report(0, LONG_PAUSE);
    clock.pass(2_000);
    const refused = await tryAcquire(1);
    expect(refused).toMatchObject({ kind: 'refused', reason: 'apiLimits' });
    expect(refused.kind === 'refused' && refused.untilMs - clock.now()).toBeGreaterThanOrEqual(8_000);
    clock.pass(20_000);
    expect(await tryAcquire(1)).toEqual({ kind: 'acquired', cuts: 1 });
  });

  test('an API that fails at five customers, wherever their calls were made; then one probes, and its answer opens it', async () => {
    const { clock, tryAcquire, report } = containers();
    for (const [index, customer] of ['ana', 'bia', 'caio', 'duda'].entries()) {
      await report(index % 2, LOST, { customer });
      clock.pass(2_000);
      expect(await tryAcquire(index % 2)).toMatchObject({ kind: 'acquired' });
    }
    await report(0, LOST, { customer: 'eva' });
    expect(await tryAcquire(0)).toMatchObject({ kind: 'refused', reason: 'apiDown' });
    clock.pass(2_000);
    const kinds = (await Promise.all([tryAcquire(0), tryAcquire(1)])).map(({ kind }) => kind);
    expect(kinds.sort()).toEqual(['acquired', 'refused']);
    await report(1, APPLIED, { cuts: 0 });
    clock.pass(2_000);
    expect(await tryAcquire(0)).toEqual({ kind: 'acquired', cuts: 0 });
  });

  test('thirty customers at whom it fails close nothing for a hundred others', async () => {
    const { clock, tryAcquire, report } = containers({ lanes: ['delivery', 'queue', 'queue'] });
    // As a shop sells: each fourth or so of them, now and then two in a row, and the retries at the end.
    for (let order = 0; order < 130; order += 1) {
      const isBad = order % 13 === 3 || order % 13 === 4 || order % 13 === 9;
      expect(await tryAcquire(order % 3)).toMatchObject({ kind: 'acquired' });
      await report(order % 3, isBad ? LOST : APPLIED, { customer: `customer ${order}` });
      clock.pass(100);
    }
    for (let order = 0; order < 30; order += 1)
      await report(order % 3, LOST, { customer: `bad ${order}`, isRetry: true });
    clock.pass(2_000);
    for (const which of [0, 1, 2]) expect(await tryAcquire(which)).toEqual({ kind: 'acquired', cuts: null });
  });

  test('refused credentials close the account until they change', async () => {
    const { clock, tryAcquire, report } = containers();
    await report(0, REFUSED);
    expect(await tryAcquire(1)).toMatchObject({
      because: 'the points API refuses the credentials of account "demo"',
      untilMs: clock.now() + 300_000,
    });
    expect(await tryAcquire(1, { version: '2' })).toEqual({ kind: 'acquired', cuts: null });
    clock.pass(300_000);
    expect(await tryAcquire(1)).toMatchObject({ kind: 'acquired' });
    expect(await tryAcquire(1)).toMatchObject({ kind: 'refused' });
  });

  test('a container that begins now knows it, and other accounts go on', async () => {
    const { tryAcquire, report } = containers();
    await report(0, REFUSED);
    expect(await tryAcquire(1)).toMatchObject({ kind: 'refused' });
    expect(await tryAcquire(0, { store: shopify('other') })).toEqual({ kind: 'acquired', cuts: null });
  });
});

describe('a ceiling', () => {
  test('paces an account that was never told anything', async () => {
    const { breaker, clock, tryAcquire } = containers({ callsPerSecond: 10, lanes: ['queue', 'queue'] });
    breaker(0).expect(30);
    const startMs = clock.now();
    for (let calls = 0; calls < 30; calls += 1) expect(await tryAcquire(calls % 2)).toMatchObject({ kind: 'acquired' });
    // The first slot is now, the thirtieth 2.9 s later; each container holds one or two that the other one waits past.
    expect(clock.now() - startMs).toBeGreaterThanOrEqual(2_900);
    expect(clock.now() - startMs).toBeLessThan(3_100);
  });

  test('costs a write for what the container used in half a second of late', async () => {
    let writes = 0;
    const { breaker, tryAcquire } = containers({
      callsPerSecond: 40,
      lanes: ['promotion'],
      wrap: (states) => ({
        load: states.load,
        save(...words) {
          writes += 1;
          return states.save(...words);
        },
      }),
    });
    for (let calls = 24; calls > 0; calls -= 1) {
      breaker(0).expect(calls);
      expect(await tryAcquire(0, { timeMs: 60_000 })).toMatchObject({ kind: 'acquired' });
    }
    // With the 1st, 2nd, 3rd, 5th, 8th, 12th and 18th call: for 1, 1, 2, 3, 4, 6 and 9 of them.
    expect(writes).toBe(7);
  });
});

describe('promotions', () => {
  test('wait for orders to have gone, and give up when that takes long', async () => {
    const { clock, tryAcquire, report } = containers({ lanes: ['delivery', 'promotion'] });
    await report(0, NOT_NOW);
    for (let orders = 0; orders < 5; orders += 1) await tryAcquire(0, { timeMs: 1_000 });
    const startMs = clock.now();
    expect(await tryAcquire(1, { timeMs: 90_000 })).toMatchObject({ kind: 'acquired' });
    expect(clock.now() - startMs).toBeGreaterThan(1_000);
    await report(0, REFUSED);
    clock.pass(2_000);
    expect(await tryAcquire(1, { timeMs: 90_000 })).toMatchObject({ kind: 'refused', reason: 'credentialsRefused' });
  });
});

test('an account that fares well is read every two seconds, and never written', async () => {
  const calls: string[] = [];
  const { clock, tryAcquire, report } = containers({
    wrap: (states) => ({
      load: (account, signal) => {
        calls.push('load');
        return states.load(account, signal);
      },
      save: () => Promise.reject(new Error('written')),
    }),
  });
  for (let calls = 0; calls < 4; calls += 1) {
    expect(await tryAcquire(0)).toEqual({ kind: 'acquired', cuts: null });
    await report(0, APPLIED);
    clock.pass(700);
  }
  expect(calls).toEqual(['load', 'load']);
});

test('a slot that comes too late for the invocation is left unused, and its work comes back for it', async () => {
  const { clock, tryAcquire, report, waits } = containers({ lanes: ['queue'] });
  await report(0, NOT_NOW);
  expect(await tryAcquire(0, { timeMs: 1_700 })).toMatchObject({ kind: 'refused', untilMs: clock.now() + 1_000 });
  expect(waits).toEqual([]);
});

test('a clock that was set back makes nobody believe an old state', async () => {
  const { clock, tryAcquire, report } = containers();
  await tryAcquire(1);
  await report(0, REFUSED);
  clock.pass(-60_000);
  expect(await tryAcquire(1, { version: '1' })).toMatchObject({ kind: 'acquired' });
  expect(await tryAcquire(0, { version: '1' })).toMatchObject({ kind: 'refused' });
});

test('states that cannot be reached: entering rejects, since nothing else will work either; telling does not', async () => {
  const { tryAcquire, report } = containers({
    wrap: () => ({
      load: () => Promise.reject(new Error('no ledger')),
      save: () => Promise.reject(new Error('no ledger')),
    }),
  });
  await expect(tryAcquire(0)).rejects.toThrow('no ledger');
  await expect(report(0, NOT_NOW)).resolves.toBeUndefined();
});

describe('one account under two names', () => {
  const fresh = () => createCircuitBreaker(createModelAccountStates(), ACCOUNT, 'delivery');

  test('only the first WooCommerce store goes by its own: their order numbers meet in the same change keys', () => {
    const circuitBreaker = fresh();
    expect(circuitBreaker.conflictingAccount(woocommerce('first'), '1')).toBeNull();
    expect(circuitBreaker.conflictingAccount(woocommerce('second'), '1')).toBe('first');
    expect(circuitBreaker.conflictingAccount(woocommerce('first'), '1')).toBeNull();
  });

  test.each<[string, GuardedStore, string]>([
    ['the same name', woocommerce('first'), '1'],
    ['other credentials', woocommerce('second'), '2'],
    ['numbers with another prefix', woocommerce('second', '2.'), '1'],
    ['the ids of Shopify, which are unique by themselves', shopify('second'), '1'],
  ])('a second store is served with %s', (_, store, version) => {
    const circuitBreaker = fresh();
    circuitBreaker.conflictingAccount(woocommerce('first'), '1');
    expect(circuitBreaker.conflictingAccount(store, version)).toBeNull();
  });

  test('a second store is served once the first has credentials of its own', () => {
    const circuitBreaker = fresh();
    circuitBreaker.conflictingAccount(woocommerce('first'), '1');
    circuitBreaker.conflictingAccount(woocommerce('first'), '2');
    expect(circuitBreaker.conflictingAccount(woocommerce('second'), '1')).toBeNull();
    expect(circuitBreaker.conflictingAccount(woocommerce('first'), '2')).toBeNull();
  });
});

describe('what is anticipated', () => {
  /** Counts the reads, of which the first may fail or never come back. */
  function counted({ fails = false, hangs = false } = {}) {
    let loads = 0;
    const { breaker, tryAcquire, clock } = containers({
      wrap: (states) => ({
        ...states,
        load(account, signal) {
          loads += 1;
          if (hangs && loads === 1) return new Promise(() => {});
          return fails && loads === 1 ? Promise.reject(new Error('out of order')) : states.load(account, signal);
        },
      }),
    });
    const anticipate = () => breaker(0).anticipate(DEMO, workOf({ now: clock.now }));
    return { anticipate, acquire: () => tryAcquire(0), loads: () => loads, clock };
  }

  test('is read once, before the call', async () => {
    const { anticipate, acquire, loads } = counted();
    anticipate();
    expect(loads()).toBe(1);
    expect(await acquire()).toEqual({ kind: 'acquired', cuts: null });
    expect(loads()).toBe(1);
  });

  test('is read again where that failed', async () => {
    const { anticipate, acquire, loads } = counted({ fails: true });
    anticipate();
    expect(await acquire()).toEqual({ kind: 'acquired', cuts: null });
    expect(loads()).toBe(2);
  });

  test('by an invocation that ended meanwhile holds up no later one', async () => {
    const { anticipate, acquire, loads } = counted({ hangs: true });
    anticipate();
    anticipate();
    expect(await acquire()).toEqual({ kind: 'acquired', cuts: null });
    expect(loads()).toBe(2);
  });

  test('is nothing, once a container knows the account', async () => {
    const { anticipate, acquire, loads, clock } = counted();
    await acquire();
    clock.pass(60_000);
    anticipate();
    expect(loads()).toBe(1);
  });
});
