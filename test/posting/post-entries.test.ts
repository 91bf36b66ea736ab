import { describe, expect, test } from 'vitest';
import type { Reply } from '../../src/bonifiq/client.ts';
import type { Entry } from '../../src/domain/entry.ts';
import { mergeFacts } from '../../src/domain/merge-facts.ts';
import type { Facts } from '../../src/domain/order-facts.ts';
import type { OrderRecord } from '../../src/domain/order-record.ts';
import type { Ledger } from '../../src/ports/ledger.ts';
import { type PostingRun, postEntries } from '../../src/posting/post-entries.ts';
import { recordFacts } from '../../src/posting/record-facts.ts';
import { bodyOf, moneyOf, orderId } from '../support/order-facts.ts';
import { applied, book, NOW_MS, nothingKnown, told, withLast } from '../support/planning.ts';
import {
  awarded,
  balanceReply,
  benchOf,
  clockAt,
  planned,
  replies,
  scriptedApi,
  secretOf,
  secretsOf,
  storeOf,
  workOf,
} from '../support/posting-bench.ts';
import { refundOf } from '../support/shopify-facts.ts';
import { warningsOf } from '../support/warnings-of.ts';

const FIRST_KEY = 'ADD-ana@example.com-100-123';
const SECOND_KEY = 'REMOVE-ana@example.com-30-123-2';
const store = storeOf();

const refund: Facts = { kind: 'refund', order: orderId('123'), refund: refundOf('7', '30.00') };

/** A refund of 30.00 while the first attempt at the award is without an answer. */
const refundBehindUnclear: OrderRecord = planned({
  ...withLast(awarded, { attempts: 1, unresolvedAttempts: [1], firstAttemptAtMs: NOW_MS }),
  facts: mergeFacts(awarded.facts, refund),
});

function kinds({ results }: PostingRun): [number, string][] {
  return [...results].map(([number, { kind }]) => [number, kind]);
}

/** Settles a stored record with an API that answers so. */
async function settle(record: OrderRecord, script: readonly Reply[], deadline = workOf(), of = store) {
  const api = scriptedApi(script);
  const bench = await benchOf(record, { api });
  const run = await postEntries(bench.dependencies, of, await bench.stored(), deadline);
  return { run, api, ...bench, book: book((await bench.stored()).record) };
}

describe('posting what is pending', () => {
  test('an award: one call with its key, then settled', async () => {
    const { run, api, book, stored } = await settle(awarded, [replies.applied]);
    expect(api.calls).toEqual([
      {
        call: 'change',
        password: 'made-up-password-1',
        change: {
          customer: 'ana@example.com',
          points: 100,
          changeKey: FIRST_KEY,
          reason: 'Order 123: paid',
          customerReason: null,
        },
      },
    ]);
    expect(run.stop).toEqual({ kind: 'settled' });
    expect(kinds(run)).toEqual([[1, 'applied']]);
    expect(book).toEqual([`applied 100 ${FIRST_KEY}`]);
    expect(run.record).toEqual((await stored()).record);
    expect(run.record.entries[0]).toMatchObject({
      balanceAfter: 120,
      attempts: 1,
      unresolvedAttempts: [],
      lease: null,
    });
  });

  test('entries one at a time, in order', async () => {
    const { run, api, book } = await settle(refundBehindUnclear, [replies.used, replies.applied]);
    expect(api.keys()).toEqual([FIRST_KEY, SECOND_KEY]);
    expect(kinds(run)).toEqual([
      [1, 'alreadyApplied'],
      [2, 'applied'],
    ]);
    expect(book).toEqual([`applied 100 ${FIRST_KEY}`, `applied -30 ${SECOND_KEY}`]);
  });

  test('nothing pending, nothing asked: not even the secret is read', async () => {
    const secrets = {
      read: () => Promise.reject(new Error('read')),
      reread: () => Promise.reject(new Error('reread')),
      readSince: () => Promise.reject(new Error('readSince')),
    };
    for (const record of [nothingKnown, applied(awarded)]) {
      const { dependencies } = await benchOf(null, { secrets });
      const run = await postEntries(dependencies, store, { record, version: 1 }, workOf());
      expect(run).toEqual({ record, stop: { kind: 'settled' }, results: new Map() });
    }
  });
});

describe('an order whose payment date is ahead', () => {
  const DAY_MS = 86_400_000;
  const money = moneyOf({ eligible: '100.00', paidAtMs: NOW_MS + 3 * DAY_MS });
  const ahead = told(nothingKnown, store, bodyOf({ at: 86_400, money, customer: 'ana@example.com' }));
  const DAY_BEFORE_MS = NOW_MS + 2 * DAY_MS;

  test('waits for a person until the day before: nothing is planned, nothing asked', async () => {
    const { run, api } = await settle(ahead, [], workOf({ now: () => DAY_BEFORE_MS - 1 }));
    expect(run).toEqual({ record: ahead, stop: { kind: 'paymentAhead', ...ahead.paymentAhead }, results: new Map() });
    expect(api.calls).toEqual([]);
  });

  test('is planned and posted on the day before', async () => {
    const { run, api, book, stored } = await settle(ahead, [replies.applied], workOf({ now: () => DAY_BEFORE_MS }));
    expect(run.stop).toEqual({ kind: 'settled' });
    expect(api.keys()).toEqual([FIRST_KEY]);
    expect(book).toEqual([`applied 100 ${FIRST_KEY}`]);
    expect((await stored()).record).toMatchObject({ paymentAhead: null, pinned: { rule: { version: 'first' } } });
  });

  test('is planned by what another worker has written meanwhile', async () => {
    const api = scriptedApi([replies.applied]);
    let raced = false;
    const bench = await benchOf(ahead, {
      api,
      wrap: (ledger) => ({
        ...ledger,
        async save(...args) {
          if (!raced) {
            raced = true;
            await ledger.save(told(ahead, store, refund), 1, workOf().signal);
          }
          return await ledger.save(...args);
        },
      }),
    });
    const start = await bench.stored();
    const run = await postEntries(bench.dependencies, store, start, workOf({ now: () => DAY_BEFORE_MS }));
    expect(run.stop).toEqual({ kind: 'settled' });
    expect(api.keys()).toEqual(['ADD-ana@example.com-70-123']);
  });
});

describe('an attempt', () => {
  test('is marked in the ledger, with a lease, before its call', async () => {
    const during: Entry[] = [];
    const api = scriptedApi([replies.applied], async () => {
      during.push(...(await bench.stored()).record.entries);
    });
    const bench = await benchOf(awarded, { api });
    await postEntries(bench.dependencies, store, await bench.stored(), workOf());
    expect(during).toEqual([
      {
        ...awarded.entries[0],
        attempts: 1,
        unresolvedAttempts: [1],
        lease: { holder: 'attempt 1', untilMs: NOW_MS + 60_000 },
        firstAttemptAtMs: NOW_MS,
      },
    ]);
  });

  test('without an answer is tried again later with the same key, and "used" then means applied', async () => {
    const clock = clockAt();
    const api = scriptedApi([replies.timeout, replies.used]);
    const bench = await benchOf(awarded, { api });
    const first = await postEntries(bench.dependencies, store, await bench.stored(), workOf(clock));
    expect(first.stop).toMatchObject({ kind: 'wait', entry: { number: 1, attempts: 1, unresolvedAttempts: [1] } });
    clock.pass(2_000);
    const second = await postEntries(bench.dependencies, store, await bench.stored(), workOf(clock));
    expect(kinds(second)).toEqual([[1, 'alreadyApplied']]);
    expect(api.keys()).toEqual([FIRST_KEY, FIRST_KEY]);
    expect(book(second.record)).toEqual([`applied 100 ${FIRST_KEY}`]);
  });

  test.each<[string, Partial<Entry>, string]>([
    ['the first', {}, 'applied'],
    ['one after an attempt without an answer', { attempts: 1, unresolvedAttempts: [1] }, 'alreadyApplied'],
    ['one after refusals only', { attempts: 1 }, 'needsChecking'],
  ])('"used" in %s: %s means %s', async (_, changes, expected) => {
    const { run } = await settle(withLast(awarded, changes), [replies.used]);
    expect(kinds(run)).toEqual([[1, expected]]);
  });

  test('of another worker keeps this one away until its lease ends', async () => {
    const leased = withLast(awarded, {
      attempts: 1,
      unresolvedAttempts: [1],
      lease: { holder: 'other', untilMs: NOW_MS + 1 },
    });
    const waiting = await settle(leased, []);
    expect(waiting.run.stop).toMatchObject({ kind: 'wait', untilMs: NOW_MS + 1 });
    const { api } = await settle(leased, [replies.used], workOf({ now: () => NOW_MS + 1 }));
    expect(api.keys()).toEqual([FIRST_KEY]);
  });

  test('waits for the end of the hold', async () => {
    const { run, api } = await settle(withLast(awarded, { notBeforeMs: NOW_MS + 5 }), []);
    expect(run.stop).toMatchObject({ kind: 'wait', untilMs: NOW_MS + 5 });
    expect(api.calls).toEqual([]);
  });

  test('refused: parked for a person, and what stands behind it is not tried', async () => {
    const { run, api, book } = await settle(refundBehindUnclear, [replies.refused]);
    expect(run.stop).toMatchObject({ kind: 'parked', entry: { number: 1, parked: 'needsChecking' } });
    expect(api.keys()).toEqual([FIRST_KEY]);
    expect(book).toEqual([`parked 100 ${FIRST_KEY}`, `pending -30 ${SECOND_KEY}`]);
    const again = await settle(run.record, []);
    expect(again.run.stop.kind).toBe('parked');
  });

  test.each([
    ['park', 'parked'],
    ['retry', 'wait'],
  ] as const)('of an unknown customer, where the store says %s: %s', async (onUnknownCustomer, stop) => {
    const { run } = await settle(awarded, [replies.unknownCustomer], workOf(), storeOf({ onUnknownCustomer }));
    expect(run.stop.kind).toBe(stop);
    expect(kinds(run)).toEqual([[1, 'customerUnknown']]);
  });
});

describe('a reversal of 30 points of a customer who has spent them', () => {
  const reversal = planned({ ...applied(awarded), facts: mergeFacts(awarded.facts, refund) });
  const reversePartially = storeOf({ onInsufficientBalance: 'takeRest' });
  const given = `applied 100 ${FIRST_KEY}`;

  test.each([
    ['park', { kind: 'parked', entry: { number: 2, parked: 'insufficientBalance' } }, `parked -30 ${SECOND_KEY}`],
    ['retry', { kind: 'wait', entry: { number: 2 } }, `pending -30 ${SECOND_KEY}`],
  ] as const)('where the store says %s', async (onInsufficientBalance, stop, second) => {
    const { run, book } = await settle(reversal, [replies.insufficient], workOf(), storeOf({ onInsufficientBalance }));
    expect(run.stop).toMatchObject(stop);
    expect(book).toEqual([given, second]);
  });

  test('the balance holds 12: they are taken under a key of their own, the others are uncollected', async () => {
    const { run, api, book } = await settle(
      reversal,
      [replies.insufficient, balanceReply(12), replies.applied],
      ...[workOf(), reversePartially],
    );
    expect(api.keys()).toEqual([SECOND_KEY, 'REMOVE-ana@example.com-12-123-3']);
    expect(kinds(run)).toEqual([
      [2, 'insufficientBalance'],
      [3, 'applied'],
    ]);
    expect(run.stop).toEqual({ kind: 'settled' });
    expect(book).toEqual([
      given,
      `withdrawn -30 ${SECOND_KEY}`,
      'applied -12 REMOVE-ana@example.com-12-123-3',
      'uncollected -18 REMOVE-ana@example.com-18-123-4',
    ]);
    const again = await settle(planned(run.record, reversePartially), [], workOf(), reversePartially);
    expect([again.run.stop.kind, again.book]).toEqual(['settled', book]);
  });

  test('the balance is spent between reading it and taking it, again and again: in the end nothing is asked any more', async () => {
    const shrinking = [12, 9, 6, 3].flatMap((balance) => [replies.insufficient, balanceReply(balance)]);
    const { run, api, book } = await settle(reversal, shrinking, workOf(), reversePartially);
    expect(api.keys()).toEqual([
      SECOND_KEY,
      'REMOVE-ana@example.com-12-123-3',
      'REMOVE-ana@example.com-9-123-5',
      'REMOVE-ana@example.com-6-123-7',
    ]);
    expect(run.stop.kind).toBe('settled');
    expect(book.filter((line) => !line.startsWith('withdrawn'))).toEqual([
      given,
      'uncollected -30 REMOVE-ana@example.com-30-123-9',
    ]);
  });

  test('a balance that nobody could tell is asked for again later', async () => {
    const { run, book } = await settle(reversal, [replies.insufficient, replies.timeout], workOf(), reversePartially);
    expect(run.stop).toMatchObject({ kind: 'wait', entry: { number: 2, unresolvedAttempts: [] } });
    expect(book).toEqual([given, `pending -30 ${SECOND_KEY}`]);
  });

  test('a refund that comes meanwhile is asked for together with it', async () => {
    const facts: Facts = { kind: 'refund', order: orderId('123'), refund: refundOf('8', '20.00') };
    const api = scriptedApi([replies.insufficient, balanceReply(12), replies.applied], async ({ call }) => {
      if (call === 'balance') await recordFacts(bench.ledger, reversePartially, facts, workOf());
    });
    const bench = await benchOf(reversal, { api });
    const run = await postEntries(bench.dependencies, reversePartially, await bench.stored(), workOf());
    expect(run.stop).toEqual({ kind: 'settled' });
    expect(book((await bench.stored()).record).filter((line) => !line.startsWith('withdrawn'))).toEqual([
      given,
      'applied -50 REMOVE-ana@example.com-50-123-4',
    ]);
  });

  test('an answer whose writing was lost and is written again splits once', async () => {
    let saves = 0;
    const wrap = (ledger: Ledger): Ledger => ({
      ...ledger,
      async save(...call) {
        const saved = await ledger.save(...call);
        saves += 1;
        return saves === 2 ? 'conflict' : saved;
      },
    });
    const api = scriptedApi([replies.insufficient, balanceReply(12), replies.applied]);
    const bench = await benchOf(reversal, { api, wrap });
    await postEntries(bench.dependencies, reversePartially, await bench.stored(), workOf());
    expect(book((await bench.stored()).record)).toEqual([
      given,
      `withdrawn -30 ${SECOND_KEY}`,
      'applied -12 REMOVE-ana@example.com-12-123-3',
      'uncollected -18 REMOVE-ana@example.com-18-123-4',
    ]);
  });
});

describe('time', () => {
  test.each([
    [799, 'outOfTime', 0],
    [800, 'settled', 1],
  ])('with %d ms left: %s', async (timeMs, stop, calls) => {
    const { run, api, stored } = await settle(awarded, [replies.applied], workOf({ timeMs }));
    expect(run.stop).toEqual({ kind: stop });
    expect(api.calls).toHaveLength(calls);
    if (calls === 0) expect((await stored()).record).toEqual(awarded);
  });

  test('that marking took is not time for a call: the mark is taken back', async () => {
    const clock = clockAt();
    const api = scriptedApi([]);
    const bench = await benchOf(awarded, {
      api,
      wrap: (ledger) => ({
        ...ledger,
        save: async (...args) => {
          clock.pass(3_100);
          return await ledger.save(...args);
        },
      }),
    });
    const run = await postEntries(bench.dependencies, store, await bench.stored(), workOf(clock));
    expect(run.stop).toEqual({ kind: 'outOfTime' });
    expect((await bench.stored()).record).toEqual(awarded);
  });

  test('that runs out between two entries leaves the second for later', async () => {
    const clock = clockAt();
    const api = scriptedApi([replies.used], () => clock.pass(3_000));
    const bench = await benchOf(refundBehindUnclear, { api });
    const run = await postEntries(bench.dependencies, store, await bench.stored(), workOf(clock));
    expect(run.stop).toEqual({ kind: 'outOfTime' });
    expect(book(run.record)).toEqual([`applied 100 ${FIRST_KEY}`, `pending -30 ${SECOND_KEY}`]);
  });
});

describe('a closed account', () => {
  test.each([
    [
      'an unavailable secret',
      { kind: 'unavailable', because: 'ResourceNotFoundException' },
      'its secret is unavailable',
    ],
    ['an invalid secret', { kind: 'invalid', reasons: ['not JSON'] }, 'its secret is invalid'],
  ] as const)(
    '%s: nothing is sent, and the entry waits five minutes without counting a try',
    async (_, secret, because) => {
      const bench = await benchOf(awarded, { secrets: secretsOf(secret) });
      const run = await postEntries(bench.dependencies, store, await bench.stored(), workOf());
      expect(run.stop).toEqual({ kind: 'blocked', reason: 'secretUnusable', because, untilMs: NOW_MS + 300_000 });
      const waiting = withLast(awarded, { notBeforeMs: NOW_MS + 300_000 });
      expect(await bench.stored()).toEqual({ record: waiting, version: 2 });
      expect(run.record).toEqual(waiting);
      expect(warningsOf(bench.events)).toEqual([`store acme is not served: ${because}`]);
    },
  );

  test('refused credentials cost one call, and not one for every order', async () => {
    const api = scriptedApi([replies.unauthorized]);
    const bench = await benchOf(awarded, { api });
    const first = await postEntries(bench.dependencies, store, await bench.stored(), workOf());
    expect(first.stop).toEqual({
      kind: 'blocked',
      reason: 'credentialsRefused',
      because: 'the points API refuses the credentials',
      untilMs: null,
    });
    expect(kinds(first)).toEqual([[1, 'credentialsRefused']]);
    expect(first.record.entries[0]).toMatchObject({
      unresolvedAttempts: [],
      lease: null,
      notBeforeMs: NOW_MS + 300_000,
    });
    const other = { ...awarded, key: { ...awarded.key, order: orderId('124') } };
    await bench.ledger.save(other, 0, workOf().signal);
    const second = await postEntries(bench.dependencies, store, { record: other, version: 1 }, workOf());
    const because = 'the points API refuses the credentials of account "demo"';
    const why = { reason: 'credentialsRefused', because };
    expect(second.stop).toEqual({ kind: 'blocked', ...why, untilMs: second.record.entries[0]?.notBeforeMs });
    expect(second.record.entries[0]?.notBeforeMs).toBeGreaterThanOrEqual(NOW_MS + 300_000);
    expect(api.calls).toHaveLength(1);
    expect(warningsOf(bench.events)).toEqual([`${because}; put its secret right`]);
  });

  test('that somebody else wrote about meanwhile is left as it is', async () => {
    const bench = await benchOf(awarded, { secrets: secretsOf(secretOf('1', null)) });
    const start = await bench.stored();
    bench.ledger.overwrite(applied(awarded));
    const run = await postEntries(bench.dependencies, store, start, workOf());
    expect(run.stop.kind).toBe('blocked');
    expect((await bench.stored()).record).toEqual(applied(awarded));
  });

  test('opens as soon as the secret changes', async () => {
    const bench = await benchOf(awarded, { api: scriptedApi([replies.applied]), secrets: secretsOf(secretOf('2')) });
    const code = { status: 401, codeName: null, errorCode: null, message: null };
    const result = { kind: 'credentialsRefused', code } as const;
    const refused = { result, version: '1', customer: 'ana@example.com', isRetry: false, cuts: null };
    await bench.dependencies.circuitBreaker.onResult(store, refused, workOf());
    const run = await postEntries(bench.dependencies, store, await bench.stored(), workOf());
    expect(run.stop).toEqual({ kind: 'settled' });
  });
});

/** Lets someone else write into the ledger right before a save. */
function beforeSave(which: number, interfere: () => Promise<unknown>) {
  let saves = 0;
  return (ledger: Ledger): Ledger => ({
    ...ledger,
    async save(record, version, signal) {
      saves += 1;
      if (saves === which) await interfere();
      return await ledger.save(record, version, signal);
    },
  });
}

describe('other workers', () => {
  test('who mark the attempt first make it theirs: no second call', async () => {
    const bench = await benchOf(awarded, { wrap: beforeSave(1, takeIt) });
    async function takeIt() {
      const lease = { holder: 'other', untilMs: NOW_MS + 60_000 };
      bench.ledger.overwrite(withLast(awarded, { attempts: 1, unresolvedAttempts: [1], lease }));
    }
    const run = await postEntries(bench.dependencies, store, await bench.stored(), workOf());
    expect(run.stop).toMatchObject({ kind: 'wait', untilMs: NOW_MS + 60_000 });
  });

  test('who record a refund before the attempt is marked: the smaller award is posted', async () => {
    const api = scriptedApi([replies.applied]);
    const bench = await benchOf(awarded, { api, wrap: beforeSave(1, () => recordRefund()) });
    const recordRefund = () => recordFacts(bench.ledger, store, refund, workOf());
    const run = await postEntries(bench.dependencies, store, await bench.stored(), workOf());
    expect(api.keys()).toEqual(['ADD-ana@example.com-70-123-2']);
    expect(run.stop).toEqual({ kind: 'settled' });
  });

  test('who record a refund while the call is under way: the answer goes into the newest record, and the refund follows', async () => {
    const api = scriptedApi([replies.applied, replies.applied], async ({ call }) => {
      if (call === 'change' && api.calls.length === 1) await recordFacts(bench.ledger, store, refund, workOf());
    });
    const bench = await benchOf(awarded, { api });
    const run = await postEntries(bench.dependencies, store, await bench.stored(), workOf());
    expect(api.keys()).toEqual([FIRST_KEY, SECOND_KEY]);
    expect(book(run.record)).toEqual([`applied 100 ${FIRST_KEY}`, `applied -30 ${SECOND_KEY}`]);
    expect((await bench.stored()).record).toEqual(run.record);
  });

  test('who record a refund while the API refuses: the refused award and its refund become one smaller award', async () => {
    const api = scriptedApi([replies.unknownCustomer, replies.applied], async () => {
      if (api.calls.length === 1) await recordFacts(bench.ledger, store, refund, workOf());
    });
    const bench = await benchOf(awarded, { api });
    const run = await postEntries(bench.dependencies, store, await bench.stored(), workOf());
    expect(api.keys()).toEqual([FIRST_KEY, 'ADD-ana@example.com-70-123-3']);
    expect(book(run.record)).toEqual([
      `withdrawn 100 ${FIRST_KEY}`,
      `withdrawn -30 ${SECOND_KEY}`,
      'applied 70 ADD-ana@example.com-70-123-3',
    ]);
  });
});

describe('a ledger that fails', () => {
  const down = () => Promise.reject(new Error('the ledger is down'));

  test('before the attempt is marked: rejects, and nothing was sent', async () => {
    const api = scriptedApi([]);
    const bench = await benchOf(awarded, { api, wrap: beforeSave(1, down) });
    await expect(postEntries(bench.dependencies, store, await bench.stored(), workOf())).rejects.toThrow('is down');
    expect(api.calls).toEqual([]);
  });

  test('after the call: rejects, the attempt stays a question, and the next run learns that it was applied', async () => {
    const api = scriptedApi([replies.applied, replies.used]);
    const bench = await benchOf(awarded, { api, wrap: beforeSave(2, down) });
    await expect(postEntries(bench.dependencies, store, await bench.stored(), workOf())).rejects.toThrow('is down');
    expect((await bench.stored()).record.entries[0]).toMatchObject({ state: 'pending', unresolvedAttempts: [1] });
    const later = workOf({ now: () => NOW_MS + 60_000 });
    const run = await postEntries(bench.dependencies, store, await bench.stored(), later);
    expect(kinds(run)).toEqual([[1, 'alreadyApplied']]);
    expect(api.keys()).toEqual([FIRST_KEY, FIRST_KEY]);
  });

  test('whose reply to the mark was lost: the worker recognises its own mark, and goes on', async () => {
    const api = scriptedApi([replies.applied]);
    let saves = 0;
    const wrap = (ledger: Ledger): Ledger => ({
      ...ledger,
      async save(record, version, signal) {
        saves += 1;
        const saved = await ledger.save(record, version, signal);
        return saves === 1 ? 'conflict' : saved;
      },
    });
    const bench = await benchOf(awarded, { api, wrap });
    const run = await postEntries(bench.dependencies, store, await bench.stored(), workOf());
    expect(run.stop).toEqual({ kind: 'settled' });
    expect(run.record.entries[0]).toMatchObject({ state: 'applied', attempts: 1, unresolvedAttempts: [] });
    expect(await bench.stored()).toEqual({ record: run.record, version: 3 });
  });

  test('that answers with a conflict for ever is left when the time is up', async () => {
    const controller = new AbortController();
    let saves = 0;
    const wrap = (ledger: Ledger): Ledger => ({
      ...ledger,
      async save() {
        saves += 1;
        if (saves === 5) controller.abort(new Error('the time is up'));
        return 'conflict';
      },
    });
    const bench = await benchOf(awarded, { wrap });
    const deadline = workOf({ signal: controller.signal });
    await expect(postEntries(bench.dependencies, store, await bench.stored(), deadline)).rejects.toThrow(
      'the time is up',
    );
    expect(saves).toBe(5);
  });

  test('that lost the order is no place to go on', async () => {
    const wrap = (ledger: Ledger): Ledger => ({ ...ledger, save: async () => 'conflict', load: async () => null });
    const bench = await benchOf(awarded, { wrap });
    await expect(postEntries(bench.dependencies, store, await bench.stored(), workOf())).rejects.toThrow(
      'the record vanished from the ledger',
    );
  });

  test('that lost the entry is no place to go on either', async () => {
    const api = scriptedApi([replies.applied], () => bench.ledger.overwrite({ ...awarded, entries: [] }));
    const bench = await benchOf(awarded, { api });
    await expect(postEntries(bench.dependencies, store, await bench.stored(), workOf())).rejects.toThrow(
      'the entry vanished from the ledger',
    );
  });
});
