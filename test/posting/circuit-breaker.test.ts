import { describe, expect, test } from 'vitest';
import type { ReplyResult } from '../../src/domain/post-result.ts';
import type { AccountShelf } from '../../src/ports/circuit-store.ts';
import { createAccountGate, type GatedStore } from '../../src/posting/circuit-breaker.ts';
import { clockAt, PAUSE, workOf } from '../support/posting-bench.ts';
import { createModelAccountShelf } from '../verify/simulation/model-circuit-store.ts';

const shopify = (account: string): GatedStore => ({ platform: 'shopify', account, orderPrefix: '' });
const woocommerce = (account: string, orderPrefix = ''): GatedStore => ({
  platform: 'woocommerce',
  account,
  orderPrefix,
});
const DEMO = shopify('demo');
const code = (status: number) => ({ status, codeName: null, errorCode: null, message: null });
const LIMITED: ReplyResult = { kind: 'unknown', retryAfterMs: 10_000, code: code(429) };
const LOST: ReplyResult = { kind: 'unknown', retryAfterMs: null, code: code(0) };
const REFUSED: ReplyResult = { kind: 'credentialsRefused', code: code(401) };
const APPLIED: ReplyResult = { kind: 'applied', balance: null, warning: null, code: code(200) };

/** Two containers on one shelf and one clock. */
function containers({ wrap = (shelf: AccountShelf) => shelf } = {}) {
  const clock = clockAt();
  const shelf = wrap(createModelAccountShelf());
  const gates = [createAccountGate(shelf, PAUSE), createAccountGate(shelf, PAUSE)] as const;
  const work = () => workOf({ now: clock.now });
  return {
    clock,
    enter: (which: 0 | 1, { store = DEMO, version = '1' } = {}) => gates[which].enter(store, version, work()),
    report: (which: 0 | 1, result: ReplyResult, { store = DEMO, version = '1' } = {}) =>
      gates[which].report(store, { result, version }, work()),
  };
}

describe('what one container learns, all know within two seconds', () => {
  test('"not now" pauses the account; then one asks, and its answer opens it for all', async () => {
    const { clock, enter, report } = containers();
    expect(await enter(1)).toEqual({ kind: 'open' });
    await report(0, LIMITED);
    clock.pass(2_000);
    for (const which of [0, 1] as const) {
      expect(await enter(which)).toEqual({
        kind: 'closed',
        because: 'the points API asked account "demo" to slow down; its calls pause',
        untilMs: clock.now() + 8_000,
        spreadMs: 40_000,
      });
    }
    clock.pass(8_000);
    expect(await enter(1)).toEqual({ kind: 'open' });
    clock.pass(2_000);
    expect(await enter(0)).toMatchObject({ kind: 'closed' });
    await report(1, APPLIED);
    clock.pass(2_000);
    expect(await enter(0)).toEqual({ kind: 'open' });
  });

  test('of two that come when the pause is over, one asks', async () => {
    const { clock, enter, report } = containers();
    await report(0, LIMITED);
    await enter(1);
    clock.pass(10_000);
    const kinds = (await Promise.all([enter(0), enter(1)])).map(({ kind }) => kind);
    expect(kinds.sort()).toEqual(['closed', 'open']);
  });

  test('a container that begins now knows it, too', async () => {
    const shelf = createModelAccountShelf();
    await createAccountGate(shelf, PAUSE).report(DEMO, { result: LIMITED, version: '1' }, workOf());
    expect(await createAccountGate(shelf, PAUSE).enter(DEMO, '1', workOf())).toMatchObject({ kind: 'closed' });
  });

  test('other accounts go on', async () => {
    const { enter, report } = containers();
    await report(0, LIMITED);
    expect(await enter(0, { store: shopify('other') })).toEqual({ kind: 'open' });
  });

  test('calls that are lost one after the other, wherever they were made', async () => {
    const { clock, enter, report } = containers();
    for (const which of [0, 1, 0, 1] as const) {
      await report(which, LOST);
      expect(await enter(which)).toEqual({ kind: 'open' });
    }
    await report(0, LOST);
    clock.pass(1_000);
    expect(await enter(0)).toMatchObject({
      because: 'the points API does not answer for account "demo"; its calls pause',
      spreadMs: 8_000,
    });
  });

  test('refused credentials close the account until they change', async () => {
    const { clock, enter, report } = containers();
    await report(0, REFUSED);
    expect(await enter(1)).toMatchObject({
      because: 'the points API refuses the credentials of account "demo"',
      untilMs: clock.now() + 300_000,
    });
    expect(await enter(1, { version: '2' })).toEqual({ kind: 'open' });
    clock.pass(300_000);
    expect(await enter(1)).toEqual({ kind: 'open' });
    expect(await enter(1)).toMatchObject({ kind: 'closed' });
  });
});

test('an account that fares well is read every two seconds, and never written', async () => {
  const calls: string[] = [];
  const { clock, enter, report } = containers({
    wrap: (shelf) => ({
      load: (account, signal) => {
        calls.push('load');
        return shelf.load(account, signal);
      },
      save: () => Promise.reject(new Error('written')),
    }),
  });
  for (let calls = 0; calls < 4; calls += 1) {
    expect(await enter(0)).toEqual({ kind: 'open' });
    await report(0, APPLIED);
    clock.pass(700);
  }
  expect(calls).toEqual(['load', 'load']);
});

test('a clock that was set back makes nobody believe an old state', async () => {
  const { clock, enter, report } = containers();
  await enter(1);
  await report(0, LIMITED);
  clock.pass(-60_000);
  expect(await enter(1)).toMatchObject({ kind: 'closed' });
});

test('a shelf that cannot be reached: entering rejects, since nothing else will work either; telling does not', async () => {
  const { enter, report } = containers({
    wrap: () => ({
      load: () => Promise.reject(new Error('no ledger')),
      save: () => Promise.reject(new Error('no ledger')),
    }),
  });
  await expect(enter(0)).rejects.toThrow('no ledger');
  await expect(report(0, LIMITED)).resolves.toBeUndefined();
});

describe('one account under two names', () => {
  const gateOf = () => createAccountGate(createModelAccountShelf(), PAUSE);

  test('only the first WooCommerce store goes by its own: their order numbers meet in the same change keys', () => {
    const gate = gateOf();
    expect(gate.otherName(woocommerce('first'), '1')).toBeNull();
    expect(gate.otherName(woocommerce('second'), '1')).toBe('first');
    expect(gate.otherName(woocommerce('first'), '1')).toBeNull();
  });

  test.each<[string, GatedStore, string]>([
    ['the same name', woocommerce('first'), '1'],
    ['other credentials', woocommerce('second'), '2'],
    ['numbers with another prefix', woocommerce('second', '2.'), '1'],
    ['the ids of Shopify, which are unique by themselves', shopify('second'), '1'],
  ])('a second store is served with %s', (_, store, version) => {
    const gate = gateOf();
    gate.otherName(woocommerce('first'), '1');
    expect(gate.otherName(store, version)).toBeNull();
  });
});
