import { describe, expect, test } from 'vitest';
import { UNTOUCHED } from '../../src/domain/account-state.ts';
import { digestsUnder, erased } from '../../src/domain/erasure/erase-record.ts';
import type { Facts } from '../../src/domain/order-facts.ts';
import type { Store } from '../../src/domain/store.ts';
import type { Ledger } from '../../src/ports/ledger.ts';
import { createCircuitBreaker } from '../../src/posting/circuit-breaker.ts';
import { postEntries } from '../../src/posting/post-entries.ts';
import { type Recorded, recordFacts } from '../../src/posting/record-facts.ts';
import { createModelLedger } from '../support/models/ledger.ts';
import { bodyOf, moneyOf, orderId, PAID_AT_MS } from '../support/order-facts.ts';
import { applied, book, NOW_MS } from '../support/planning.ts';
import {
  ACCOUNT,
  benchOf,
  clockAt,
  replies,
  scriptedApi,
  secretOf,
  secretsOf,
  storeOf,
  workOf,
} from '../support/posting-bench.ts';
import { refundOf } from '../support/shopify-facts.ts';
import { warningsOf } from '../support/warnings-of.ts';

const store = storeOf();
const money = moneyOf({ eligible: '100.00' });
const refund: Facts = { kind: 'refund', order: orderId('123'), refund: refundOf('7', '30.00') };

async function record(
  ledger: Ledger,
  facts: Facts,
  deadline = workOf(),
  of: Store = store,
  expected: 'news' | 'nothingNew' = 'news',
): Promise<Recorded> {
  const recorded = await recordFacts(ledger, of, facts, deadline, null, expected);
  if (recorded === 'otherOrder') throw new Error('taken for another order');
  return recorded;
}

describe('recording', () => {
  test('the first facts: order, pinned rule and entry in one write', async () => {
    const ledger = createModelLedger();
    const { current, stale, changed } = await record(ledger, bodyOf({ money }));
    expect([current.version, stale, changed]).toEqual([1, false, true]);
    expect(current.record.key).toEqual({ store: 'acme', order: '123' });
    expect(book(current.record)).toEqual(['pending 100 ADD-ABC-100-123']);
    expect(current.record.entries[0]?.plannedAtMs).toBe(NOW_MS);
    expect(await ledger.load(current.record.key, workOf().signal)).toEqual(current);
  });

  test('further facts are merged with those known', async () => {
    const ledger = createModelLedger();
    await record(ledger, refund);
    const { current } = await record(ledger, bodyOf({ money }));
    expect(current.version).toBe(2);
    expect(book(current.record)).toEqual(['pending 70 ADD-ABC-70-123']);
  });

  test('the same facts again write nothing', async () => {
    const ledger = createModelLedger();
    const first = await record(ledger, bodyOf({ money }));
    const silent: Ledger = { ...ledger, save: () => Promise.reject(new Error('written')) };
    expect(await record(silent, bodyOf({ money }))).toEqual({
      current: first.current,
      before: first.current.record,
      stale: false,
      changed: false,
      ahead: false,
      leftOut: false,
      inShadow: 0,
      earns: null,
      prepared: null,
    });
  });

  test('older facts are stale: nothing changes', async () => {
    const ledger = createModelLedger();
    const first = await record(ledger, bodyOf({ at: 1, money }));
    const older = bodyOf({ at: 0, customer: 'other', standing: { kind: 'returned' } });
    expect(await record(ledger, older)).toMatchObject({ current: first.current, stale: true, changed: false });
  });

  test('a stale body may bring a refund not seen before', async () => {
    const ledger = createModelLedger();
    await record(ledger, bodyOf({ at: 1, money }));
    const older = bodyOf({ at: 0, money, refunds: { kind: 'collected', refunds: [refundOf('7', '30.00')] } });
    const { stale, changed, current } = await record(ledger, older);
    expect([stale, changed]).toEqual([true, true]);
    expect(current.record.entries.at(-1)?.points).toBe(70);
  });

  test('orders of one number in two stores are two', async () => {
    const ledger = createModelLedger();
    await record(ledger, bodyOf({ money }));
    const other = await record(ledger, bodyOf({ money }), workOf(), storeOf({ id: 'other' }));
    expect([other.current.version, ledger.orders().length]).toEqual([1, 2]);
  });
});

describe('a body', () => {
  const createdAtMs = PAID_AT_MS - 60_000;

  test('of another order of this number is not recorded', async () => {
    const ledger = createModelLedger();
    const { current } = await record(ledger, bodyOf({ money, identity: { createdAtMs } }));
    const other = bodyOf({ at: 9, money: moneyOf({ eligible: '500.00' }), identity: { createdAtMs: createdAtMs + 1 } });
    expect(await recordFacts(ledger, store, other, workOf())).toBe('otherOrder');
    expect(await ledger.load(current.record.key, workOf().signal)).toEqual(current);
  });

  test('of the same order, whose key comes later, is recorded', async () => {
    const ledger = createModelLedger();
    await record(ledger, bodyOf({ money, identity: { createdAtMs } }));
    await record(ledger, bodyOf({ at: 1, money, identity: { createdAtMs, keyHash: 'key' } }));
    expect(ledger.orders()[0]?.facts.identity).toEqual({ createdAtMs, keyHash: 'key' });
  });

  test('whose clock is more than ten minutes ahead of its arrival is recorded, and told to be', async () => {
    const ledger = createModelLedger();
    expect(await record(ledger, bodyOf({ at: 600, arrivedAt: 0, money }))).toMatchObject({ ahead: false });
    const ahead = bodyOf({ at: 602, arrivedAt: 1, money, hash: 'ahead' });
    expect(await record(ledger, ahead)).toMatchObject({ ahead: true, stale: true, changed: true });
  });
});

describe('an order whose customer was erased', () => {
  const digest = digestsUnder(Buffer.from('a key that nobody keeps'));

  async function erasedLedger() {
    const ledger = createModelLedger();
    const { current } = await record(ledger, bodyOf({ money }));
    const closed = erased(applied(current.record), digest, NOW_MS);
    await ledger.save(closed, current.version, workOf().signal);
    const silent: Ledger = { ...ledger, save: () => Promise.reject(new Error('written')) };
    return { silent, closed };
  }

  test('takes nothing more: the same body again is a duplicate', async () => {
    const { silent, closed } = await erasedLedger();
    const again = await record(silent, bodyOf({ money }));
    expect(again).toMatchObject({ current: { record: closed }, changed: false, leftOut: false });
  });

  test('is not refunded any more, which is told', async () => {
    const { silent, closed } = await erasedLedger();
    expect(await record(silent, refund)).toMatchObject({ current: { record: closed }, changed: false, leftOut: true });
  });

  test('does not learn another customer', async () => {
    const { silent, closed } = await erasedLedger();
    const other = await record(silent, bodyOf({ at: 9, money, customer: 'other' }));
    expect(other).toMatchObject({ current: { record: closed }, changed: false, leftOut: false });
  });
});

describe('a race', () => {
  test('lost: both facts are in the end known', async () => {
    const ledger = createModelLedger();
    await record(ledger, bodyOf({ money }));
    let raced = false;
    const racing: Ledger = {
      ...ledger,
      async save(...args) {
        if (!raced) {
          raced = true;
          await record(ledger, bodyOf({ at: 1, money: moneyOf({ eligible: '130.00' }) }));
        }
        return await ledger.save(...args);
      },
    };
    const { current, changed } = await record(racing, refund);
    expect([current.version, changed]).toEqual([3, true]);
    expect(current.record.entries.at(-1)?.points).toBe(100);
  });

  test('lost by twenty at once: every refund is counted', async () => {
    const ledger = createModelLedger();
    await record(ledger, bodyOf({ money }));
    const refunds = Array.from(
      { length: 20 },
      (_, index): Facts => ({ ...refund, refund: refundOf(`${index}`, '2.00') }),
    );
    await Promise.all(refunds.map((facts) => record(ledger, facts)));
    expect(ledger.orders()[0]?.entries.at(-1)?.points).toBe(60);
  });

  test('that never ends is left when the time is up', async () => {
    const controller = new AbortController();
    let tries = 0;
    const ledger: Ledger = {
      ...createModelLedger(),
      async save() {
        tries += 1;
        if (tries === 3) controller.abort(new Error('the time is up'));
        return 'conflict';
      },
    };
    const recording = record(ledger, bodyOf({ money }), workOf({ signal: controller.signal }));
    await expect(recording).rejects.toThrow('the time is up');
    expect(tries).toBe(3);
  });
});

describe('an eventually consistent read', () => {
  const shopify = { rank: 1, hash: 'paid', money };

  /** A ledger whose eventual reads show what it held after so many saves. */
  function outdated(ledger: ReturnType<typeof createModelLedger>, saves: number) {
    const reads: string[] = [];
    const reading: Ledger = {
      ...ledger,
      async load(key, signal, consistency = 'consistent') {
        reads.push(consistency);
        return consistency === 'eventual' ? (ledger.seenOf(key)[saves] ?? null) : await ledger.load(key, signal);
      },
    };
    return { reading, reads };
  }

  test('is the only one, where nothing has changed meanwhile', async () => {
    const { reading, reads } = outdated(createModelLedger(), 0);
    await record(reading, bodyOf(shopify));
    expect(reads).toEqual(['eventual']);
  });

  test.each([
    ['no order yet', 0],
    ['the order before its refund', 1],
  ])('that shows %s ends in a conflict, and in a plan on the newest record', async (_, saves) => {
    const ledger = createModelLedger();
    await record(ledger, bodyOf(shopify));
    await record(ledger, refund);
    const { reading, reads } = outdated(ledger, saves);
    const more: Facts = { ...refund, refund: refundOf('8', '20.00') };
    const { current, changed } = await record(reading, more);
    expect([current.version, changed, current.record.entries.at(-1)?.points]).toEqual([3, true, 50]);
    expect(reads).toEqual(['eventual', 'consistent']);
  });

  test('that knows a Shopify body settles it: newer records know it, too', async () => {
    const ledger = createModelLedger();
    await record(ledger, bodyOf(shopify));
    await record(ledger, refund);
    const { reading, reads } = outdated(ledger, 1);
    expect(await record(reading, bodyOf({ ...shopify, arrivedAt: 9 }))).toMatchObject({ changed: false });
    expect(reads).toEqual(['eventual']);
    expect(ledger.orders()[0]?.entries.at(-1)?.points).toBe(70);
  });

  test('that knows a WooCommerce body does not: another one of the same second may have come since', async () => {
    const ledger = createModelLedger();
    const paid = { at: 0, money };
    await record(ledger, bodyOf({ ...paid, arrivedAt: 0 }));
    await record(ledger, bodyOf({ ...paid, arrivedAt: 1, standing: { kind: 'returned' } }));
    const { reading, reads } = outdated(ledger, 1);
    expect(await record(reading, bodyOf({ ...paid, arrivedAt: 2 }))).toMatchObject({ changed: true });
    expect(reads).toEqual(['eventual', 'consistent']);
    expect(ledger.orders()[0]?.facts.standing?.value).toEqual({ kind: 'entitled' });
  });

  test.each([
    ['WooCommerce', {}, 'consistent'],
    ['Shopify', { rank: 1, hash: 'paid' }, 'eventual'],
  ] as const)(
    'is the only one where it settles a %s body, and none where it does not, if nothing new is expected',
    async (_, words, only) => {
      const ledger = createModelLedger();
      await record(ledger, bodyOf({ money, ...words, arrivedAt: 0 }));
      await record(ledger, refund);
      const { reading, reads } = outdated(ledger, 1);
      const again = bodyOf({ money, ...words, arrivedAt: 9 });
      expect(await record(reading, again, workOf(), store, 'nothingNew')).toMatchObject({ changed: false });
      expect(reads).toEqual([only]);
    },
  );

  test('is not what a body of the same second is compared with, if nothing new is expected', async () => {
    const ledger = createModelLedger();
    await record(ledger, bodyOf({ money, arrivedAt: 0 }));
    await record(ledger, bodyOf({ money, arrivedAt: 1, standing: { kind: 'returned' } }));
    const { reading, reads } = outdated(ledger, 1);
    const again = bodyOf({ money, arrivedAt: 2 });
    expect(await record(reading, again, workOf(), store, 'nothingNew')).toMatchObject({ changed: true });
    expect(reads).toEqual(['consistent']);
  });

  test('does not decide that a body is of another order', async () => {
    const ledger = createModelLedger();
    const identity = { createdAtMs: PAID_AT_MS, keyHash: null };
    await record(ledger, bodyOf({ ...shopify, identity }));
    await record(ledger, bodyOf({ ...shopify, at: 1, identity: { ...identity, keyHash: 'key' } }));
    const { reading } = outdated(ledger, 1);
    const moved = bodyOf({ ...shopify, at: 2, identity: { createdAtMs: PAID_AT_MS + 1, keyHash: 'key' } });
    expect(await record(reading, moved)).toMatchObject({ changed: true });
  });
});

describe('with the account, for an attempt that follows at once', () => {
  const paid = bodyOf({ money, customer: 'ana@example.com' });
  const KEY = 'ADD-ana@example.com-100-123';
  const lease = { holder: 'attempt 1', untilMs: NOW_MS + 60_000 };

  /** Records a paid order, and posts what the write has prepared. */
  async function recordAndPost(
    { dependencies, stored }: Awaited<ReturnType<typeof benchOf>>,
    { facts = paid as Facts, deadline = workOf() } = {},
  ) {
    const recorded = await recordFacts(dependencies.ledger, store, facts, deadline, dependencies);
    if (recorded === 'otherOrder') throw new Error('taken for another order');
    const afterWrite = await stored();
    const run = await postEntries(dependencies, store, recorded.current, deadline, recorded.prepared);
    return { recorded, afterWrite, run };
  }

  test('one write records, plans and marks; the second holds the answer', async () => {
    const api = scriptedApi([replies.applied]);
    const bench = await benchOf(null, { api });
    const { recorded, afterWrite, run } = await recordAndPost(bench);
    expect(afterWrite.version).toBe(1);
    expect(afterWrite.record.entries).toMatchObject([
      { changeKey: KEY, state: 'pending', attempts: 1, unresolvedAttempts: [1], lease, firstAttemptAtMs: NOW_MS },
    ]);
    expect(recorded).toMatchObject({ changed: true, prepared: { unmarked: { attempts: 0, lease: null } } });
    expect([api.keys(), run.stop]).toEqual([[KEY], { kind: 'settled' }]);
    expect(await bench.stored()).toEqual({ record: run.record, version: 2 });
  });

  test('an attempt after one without an answer is marked likewise, and asks as one that may have been applied', async () => {
    const bench = await benchOf(null, { api: scriptedApi([replies.timeout, replies.used]) });
    await recordAndPost(bench);
    const later = workOf({ now: () => NOW_MS + 60_000 });
    const facts: Facts = { kind: 'transaction', order: orderId('123'), transaction: { id: '1', status: 'success' } };
    const { afterWrite, run } = await recordAndPost(bench, { facts, deadline: later });
    expect(afterWrite.record.entries).toMatchObject([{ attempts: 2, unresolvedAttempts: [1, 2] }]);
    expect([...run.results.values()]).toMatchObject([{ kind: 'alreadyApplied' }]);
  });

  test.each([
    [799, 'outOfTime'],
    [800, 'settled'],
  ])('with %d ms left: %s', async (timeMs, stop) => {
    const bench = await benchOf(null, { api: scriptedApi([replies.applied]) });
    const { afterWrite, run } = await recordAndPost(bench, { deadline: workOf({ timeMs }) });
    expect([run.stop.kind, afterWrite.record.entries[0]?.attempts]).toEqual([stop, stop === 'settled' ? 1 : 0]);
  });

  test('a write that left no time for the call: the mark is taken back', async () => {
    const clock = clockAt();
    const bench = await benchOf(null, {
      wrap: (ledger) => ({
        ...ledger,
        async save(...call) {
          clock.pass(3_001);
          return await ledger.save(...call);
        },
      }),
    });
    const { run } = await recordAndPost(bench, { deadline: workOf(clock) });
    expect(run.stop).toEqual({ kind: 'outOfTime' });
    expect((await bench.stored()).record.entries).toMatchObject([
      { attempts: 0, unresolvedAttempts: [], lease: null, firstAttemptAtMs: null },
    ]);
  });

  test('an account that cannot be called: recorded all the same, without a mark, and told once', async () => {
    const bench = await benchOf(null, { secrets: secretsOf(secretOf('1', null)) });
    const { recorded, afterWrite, run } = await recordAndPost(bench);
    expect(afterWrite.record.entries).toMatchObject([{ attempts: 0, unresolvedAttempts: [], lease: null }]);
    expect(recorded.prepared?.unmarked).toBeNull();
    expect(run.stop).toMatchObject({ kind: 'blocked', reason: 'noCredentials' });
    expect(warningsOf(bench.events)).toHaveLength(1);
  });

  test('an account whose state cannot be read: recorded all the same, without a mark, and opened again to post', async () => {
    let loads = 0;
    const load = () => {
      loads += 1;
      return loads === 1 ? Promise.reject(new Error('no state')) : Promise.resolve({ record: UNTOUCHED, version: 1 });
    };
    const circuitBreaker = createCircuitBreaker({ load, save: async () => 'saved' }, ACCOUNT, 'delivery');
    const bench = await benchOf(null, { api: scriptedApi([replies.applied]) });
    const dependencies = { ...bench.dependencies, circuitBreaker };
    const { afterWrite, run } = await recordAndPost({ ...bench, dependencies });
    expect(afterWrite.record.entries[0]?.attempts).toBe(0);
    expect([run.stop.kind, loads]).toEqual(['settled', 2]);
  });

  test('an account that takes more than 100 ms to open: recorded meanwhile, without a mark, and opened once', async () => {
    const asked: number[] = [];
    const timeout = (ms: number) => {
      asked.push(ms);
      return ms === 100 ? AbortSignal.abort(new Error('too late')) : new AbortController().signal;
    };
    const opened = Promise.withResolvers<void>();
    let loads = 0;
    const load = async () => {
      loads += 1;
      await opened.promise;
      return { record: UNTOUCHED, version: 1 };
    };
    const circuitBreaker = createCircuitBreaker({ load, save: async () => 'saved' }, ACCOUNT, 'delivery');
    const bench = await benchOf(null, {
      api: scriptedApi([replies.applied]),
      wrap: (ledger) => ({
        ...ledger,
        async save(...call) {
          const saved = await ledger.save(...call);
          opened.resolve();
          return saved;
        },
      }),
    });
    const dependencies = { ...bench.dependencies, circuitBreaker };
    const { afterWrite, run } = await recordAndPost({ ...bench, dependencies }, { deadline: { ...workOf(), timeout } });
    expect(asked).toContain(100);
    expect(afterWrite.record.entries[0]?.attempts).toBe(0);
    expect([run.stop.kind, loads]).toEqual(['settled', 1]);
  });

  test.each<[string, Facts]>([
    ['says what is known', paid],
    ['changes no points', { kind: 'transaction', order: orderId('123'), transaction: { id: '1', status: 'success' } }],
  ])('a body that %s opens no account', async (_, facts) => {
    const bench = await benchOf(null, { api: scriptedApi([replies.applied]) });
    await recordAndPost(bench);
    const secrets = { ...bench.dependencies.secrets, read: () => Promise.reject(new Error('read')) };
    const { run } = await recordAndPost({ ...bench, dependencies: { ...bench.dependencies, secrets } }, { facts });
    expect(run.stop).toEqual({ kind: 'settled' });
  });

  test('a lost reply to the write: its own mark is recognised, and the call is made once', async () => {
    const api = scriptedApi([replies.applied]);
    let saves = 0;
    const wrap = (ledger: Ledger): Ledger => ({
      ...ledger,
      async save(...call) {
        saves += 1;
        const saved = await ledger.save(...call);
        return saves === 1 ? 'conflict' : saved;
      },
    });
    const bench = await benchOf(null, { api, wrap });
    const { recorded, run } = await recordAndPost(bench);
    expect(recorded).toMatchObject({ changed: true, current: { version: 1 } });
    expect([api.keys(), run.stop]).toEqual([[KEY], { kind: 'settled' }]);
    expect(run.record.entries).toMatchObject([{ attempts: 1, unresolvedAttempts: [] }]);
  });

  test('a lost reply, and a refund that came meanwhile: the award is called, and the refund follows', async () => {
    const api = scriptedApi([replies.applied, replies.applied]);
    let saves = 0;
    const wrap = (ledger: Ledger): Ledger => ({
      ...ledger,
      async save(...call) {
        saves += 1;
        const saved = await ledger.save(...call);
        if (saves > 1) return saved;
        await record(ledger, refund);
        return 'conflict';
      },
    });
    const bench = await benchOf(null, { api, wrap });
    const { run } = await recordAndPost(bench);
    expect(api.keys()).toEqual([KEY, 'REMOVE-ana@example.com-30-123-2']);
    expect(run.stop).toEqual({ kind: 'settled' });
  });

  /** Lets another worker write before the first save. */
  function interfered(interfere: (ledger: Ledger) => Promise<unknown>) {
    let isFirst = true;
    return (ledger: Ledger): Ledger => ({
      ...ledger,
      async save(...call) {
        if (isFirst) {
          isFirst = false;
          await interfere(ledger);
        }
        return await ledger.save(...call);
      },
    });
  }

  test('a refund that is recorded first: the smaller award is marked and posted', async () => {
    const api = scriptedApi([replies.applied]);
    const bench = await benchOf(null, { api, wrap: interfered((ledger) => record(ledger, refund)) });
    const { afterWrite } = await recordAndPost(bench);
    expect(afterWrite).toMatchObject({ version: 2, record: { entries: [{ points: 70, lease }] } });
    expect(api.keys()).toEqual(['ADD-ana@example.com-70-123']);
  });

  test('another worker that marks the attempt first makes it: no second call', async () => {
    const other = async (ledger: Ledger) => {
      const another = await benchOf(null);
      const account = { ...another.dependencies, newLeaseHolder: () => 'other' };
      await recordFacts(ledger, store, paid, workOf(), account);
    };
    const bench = await benchOf(null, { wrap: interfered(other) });
    const { recorded, run } = await recordAndPost(bench);
    expect(recorded).toMatchObject({ changed: false, prepared: { unmarked: null } });
    expect(run.stop).toMatchObject({ kind: 'wait', entry: { attempts: 1, lease: { holder: 'other' } } });
  });
});

test.each(['load', 'save'] as const)('a ledger that cannot %s rejects: nothing was recorded', async (call) => {
  const ledger = createModelLedger();
  const down: Ledger = { ...ledger, [call]: () => Promise.reject(new Error('the ledger is down')) };
  await expect(record(down, bodyOf({ money }))).rejects.toThrow('the ledger is down');
  expect(ledger.orders()).toEqual([]);
});
