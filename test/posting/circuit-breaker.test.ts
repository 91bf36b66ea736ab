import { describe, expect, test } from 'vitest';
import type { PostResult } from '../../src/domain/post-result.ts';
import type { CircuitStore } from '../../src/ports/circuit-store.ts';
import { createCircuitBreaker, type GuardedStore } from '../../src/posting/circuit-breaker.ts';
import { createModelCircuitStore } from '../support/models/circuit-store.ts';
import { clockAt, PAUSE, workOf } from '../support/posting-bench.ts';

const shopify = (account: string): GuardedStore => ({ platform: 'shopify', account, orderPrefix: '' });
const woocommerce = (account: string, orderPrefix = ''): GuardedStore => ({
  platform: 'woocommerce',
  account,
  orderPrefix,
});
const DEMO = shopify('demo');
const code = (status: number) => ({ status, codeName: null, errorCode: null, message: null });
const LIMITED: PostResult = { kind: 'unknown', retryAfterMs: 10_000, code: code(429) };
const LOST: PostResult = { kind: 'unknown', retryAfterMs: null, code: code(0) };
const REFUSED: PostResult = { kind: 'credentialsRefused', code: code(401) };
const APPLIED: PostResult = { kind: 'applied', balance: null, warning: null, code: code(200) };

/** Two containers on one shelf and one clock. */
function containers({ wrap = (shelf: CircuitStore) => shelf } = {}) {
  const clock = clockAt();
  const shelf = wrap(createModelCircuitStore());
  const gates = [createCircuitBreaker(shelf, PAUSE), createCircuitBreaker(shelf, PAUSE)] as const;
  const deadline = () => workOf({ now: clock.now });
  return {
    clock,
    tryAcquire: (which: 0 | 1, { store = DEMO, version = '1' } = {}) =>
      gates[which].tryAcquire(store, version, deadline()),
    report: (which: 0 | 1, result: PostResult, { store = DEMO, version = '1' } = {}) =>
      gates[which].onResult(store, { result, version }, deadline()),
  };
}

describe('what one container learns, all know within two seconds', () => {
  test('"not now" pauses the account; then one asks, and its answer opens it for all', async () => {
    const { clock, tryAcquire, report } = containers();
    expect(await tryAcquire(1)).toEqual({ kind: 'acquired' });
    await report(0, LIMITED);
    clock.pass(2_000);
    for (const which of [0, 1] as const) {
      expect(await tryAcquire(which)).toEqual({
        kind: 'refused',
        reason: 'apiLimits',
        because: 'the points API asked account "demo" to slow down; its calls pause',
        untilMs: clock.now() + 8_000,
        spreadMs: 40_000,
      });
    }
    clock.pass(8_000);
    expect(await tryAcquire(1)).toEqual({ kind: 'acquired' });
    clock.pass(2_000);
    expect(await tryAcquire(0)).toMatchObject({ kind: 'refused' });
    await report(1, APPLIED);
    clock.pass(2_000);
    expect(await tryAcquire(0)).toEqual({ kind: 'acquired' });
  });

  test('of two that come when the pause is over, one asks', async () => {
    const { clock, tryAcquire, report } = containers();
    await report(0, LIMITED);
    await tryAcquire(1);
    clock.pass(10_000);
    const kinds = (await Promise.all([tryAcquire(0), tryAcquire(1)])).map(({ kind }) => kind);
    expect(kinds.sort()).toEqual(['acquired', 'refused']);
  });

  test('a container that begins now knows it, too', async () => {
    const shelf = createModelCircuitStore();
    await createCircuitBreaker(shelf, PAUSE).onResult(DEMO, { result: LIMITED, version: '1' }, workOf());
    expect(await createCircuitBreaker(shelf, PAUSE).tryAcquire(DEMO, '1', workOf())).toMatchObject({ kind: 'refused' });
  });

  test('other accounts go on', async () => {
    const { tryAcquire, report } = containers();
    await report(0, LIMITED);
    expect(await tryAcquire(0, { store: shopify('other') })).toEqual({ kind: 'acquired' });
  });

  test('calls that are lost one after the other, wherever they were made', async () => {
    const { clock, tryAcquire, report } = containers();
    for (const which of [0, 1, 0, 1] as const) {
      await report(which, LOST);
      expect(await tryAcquire(which)).toEqual({ kind: 'acquired' });
    }
    await report(0, LOST);
    clock.pass(1_000);
    expect(await tryAcquire(0)).toMatchObject({
      because: 'the points API does not answer for account "demo"; its calls pause',
      spreadMs: 8_000,
    });
  });

  test('refused credentials close the account until they change', async () => {
    const { clock, tryAcquire, report } = containers();
    await report(0, REFUSED);
    expect(await tryAcquire(1)).toMatchObject({
      because: 'the points API refuses the credentials of account "demo"',
      untilMs: clock.now() + 300_000,
    });
    expect(await tryAcquire(1, { version: '2' })).toEqual({ kind: 'acquired' });
    clock.pass(300_000);
    expect(await tryAcquire(1)).toEqual({ kind: 'acquired' });
    expect(await tryAcquire(1)).toMatchObject({ kind: 'refused' });
  });
});

test('an account that fares well is read every two seconds, and never written', async () => {
  const calls: string[] = [];
  const { clock, tryAcquire, report } = containers({
    wrap: (shelf) => ({
      load: (account, signal) => {
        calls.push('load');
        return shelf.load(account, signal);
      },
      save: () => Promise.reject(new Error('written')),
    }),
  });
  for (let calls = 0; calls < 4; calls += 1) {
    expect(await tryAcquire(0)).toEqual({ kind: 'acquired' });
    await report(0, APPLIED);
    clock.pass(700);
  }
  expect(calls).toEqual(['load', 'load']);
});

test('a clock that was set back makes nobody believe an old state', async () => {
  const { clock, tryAcquire, report } = containers();
  await tryAcquire(1);
  await report(0, LIMITED);
  clock.pass(-60_000);
  expect(await tryAcquire(1)).toMatchObject({ kind: 'refused' });
});

test('a shelf that cannot be reached: entering rejects, since nothing else will work either; telling does not', async () => {
  const { tryAcquire, report } = containers({
    wrap: () => ({
      load: () => Promise.reject(new Error('no ledger')),
      save: () => Promise.reject(new Error('no ledger')),
    }),
  });
  await expect(tryAcquire(0)).rejects.toThrow('no ledger');
  await expect(report(0, LIMITED)).resolves.toBeUndefined();
});

describe('one account under two names', () => {
  const gateOf = () => createCircuitBreaker(createModelCircuitStore(), PAUSE);

  test('only the first WooCommerce store goes by its own: their order numbers meet in the same change keys', () => {
    const circuitBreaker = gateOf();
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
    const circuitBreaker = gateOf();
    circuitBreaker.conflictingAccount(woocommerce('first'), '1');
    expect(circuitBreaker.conflictingAccount(store, version)).toBeNull();
  });
});
