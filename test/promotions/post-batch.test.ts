import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parsePromotionMessage } from '../../src/aws/sqs/promotion-message.ts';
import { customerId } from '../../src/domain/order-facts.ts';
import type { AwardBatch } from '../../src/domain/promotion/award-batch.ts';
import { LedgerUnreachable } from '../../src/ports/ledger-unreachable.ts';
import { batchWith } from '../support/pinning.ts';
import { createPromotionWorld, KEY, type PromotionWorld } from '../support/promotion-world.ts';

const names = ['ana', 'bea', 'caio', 'davi', 'eva'].map((name) => `${name}@example.com`);
const ANA = 'ana@example.com';
/** Tens for each on the lines 1 to 5. */
const batch = batchOf(10);
const all = Object.fromEntries(names.map((name) => [name, 10]));

function batchOf(points: number, changes: Partial<AwardBatch> = {}): AwardBatch {
  const awards = names.map((name, index) => ({ line: index + 1, customer: customerId(name), points, text: null }));
  return batchWith({ key: KEY, store: 'my-shopify', from: 1, to: 6, awards, ...changes });
}

let world: PromotionWorld;
beforeEach(() => {
  world = createPromotionWorld();
});
afterEach(() => {
  expect(world.told()).not.toContain('@example.com');
});

const handle = (given: AwardBatch = batch, handling: Parameters<PromotionWorld['handle']>[1] = {}) =>
  world.handle({ kind: 'awards', batch: given }, handling);
/** The batches that wait in the queue, with when they may be received. */
const requeued = () =>
  world.waiting.map(({ body, atMs }) => {
    const message = parsePromotionMessage(body);
    if (message?.kind !== 'awards') throw new TypeError('no batch');
    const { from, to, isRepeated, awards } = message.batch;
    return { from, to, isRepeated, lines: awards.map(({ line }) => line), inMs: atMs - world.now() };
  });
const sent = () => world.sandbox.state().changes.map(({ changeKey, sent: times }) => [changeKey, times]);
const unreachable = () => Promise.reject(new LedgerUnreachable(new Error('out of order')));

describe('a batch', () => {
  test('gives each customer their points, with the pinned texts, and leaves nothing in the ledger', async () => {
    const texts = batchOf(10, { reason: 'Gift of {points}', customerReason: 'Merry Christmas {text}!' });
    const [first, ...others] = texts.awards;
    if (first === undefined) throw new Error('no award');
    expect(await handle({ ...texts, awards: [{ ...first, text: 'Ana' }, ...others] })).toEqual({
      kind: 'applied',
      reason: 'applied',
      message: 'applied',
      order: 'christmas-20261224T120000Z',
      entries: [],
    });
    expect(world.balances()).toEqual(all);
    expect(world.sandbox.state().changes[0]).toMatchObject({
      changeKey: 'ADD-ana@example.com-10-christmas-20261224T120000Z',
      points: 10,
      reason: 'Gift of 10',
      customerReason: 'Merry Christmas Ana!',
    });
    for (const line of [1, 2, 3, 4, 5]) expect(await world.award(line)).toBeNull();
    expect(world.sums()).toEqual({ applied: 5 });
    expect(world.events).toContainEqual({
      kind: 'awardsPosted',
      ...KEY,
      applied: 5,
      alreadyApplied: 0,
      warned: 0,
      waiting: 0,
      parked: 0,
      left: 0,
      points: 50,
      tookMs: 0,
    });
  });

  test('that comes again asks nobody, and counts nothing more', async () => {
    await handle();
    expect(await handle(batch, { receiveCount: 2 })).toMatchObject({ kind: 'nothingToDo' });
    expect(await handle()).toMatchObject({ kind: 'nothingToDo' });
    expect(sent().map(([, times]) => times)).toEqual([1, 1, 1, 1, 1]);
    expect(world.sums()).toEqual({ applied: 5 });
  });

  test('that was posted and not counted is found to be applied', async () => {
    const runs = { ...world.runs, saveProgress: unreachable };
    await handle(batch, { ports: { runs } });
    expect(world.balances()).toEqual(all);
    world.passTime(300_000);
    expect(await world.post()).toMatchObject([{ kind: 'applied' }]);
    expect(world.balances()).toEqual(all);
    expect(world.sums()).toEqual({ alreadyApplied: 5 });
  });

  test('that comes twice at once gives and counts once', async () => {
    await Promise.all([handle(), handle(batch, { receiveCount: 2 }), handle()]);
    expect(world.balances()).toEqual(all);
    expect(Object.values(world.sums()).reduce((sum, one) => sum + one, 0)).toBe(5);
  });

  test('that is in the queue twice, as if each were the first, is no warning of keys that others used', async () => {
    const { loyaltyApi } = world.dependencies;
    const twice: typeof loyaltyApi = {
      ...loyaltyApi,
      async change(...given) {
        await loyaltyApi.change(...given);
        return await loyaltyApi.change(...given);
      },
    };
    expect(await handle(batch, { ports: { loyaltyApi: twice } })).toMatchObject({ kind: 'applied' });
    expect(world.balances()).toEqual(all);
    expect(world.sums()).toEqual({ alreadyApplied: 5 });
  });

  test('of a store that is no longer configured waits for it', async () => {
    expect(await handle(batch, { ports: { stores: new Map() } })).toMatchObject({
      kind: 'deferred',
      message: '5 awards are left: store my-shopify of promotion christmas is not in ponte.config.ts',
    });
    expect(requeued()).toEqual([{ from: 1, to: 6, isRepeated: false, lines: [1, 2, 3, 4, 5], inMs: 900_000 }]);
    expect(world.runs.parts()).toEqual([]);
    world.passTime(900_000);
    await world.post();
    expect(world.balances()).toEqual(all);
  });
});

describe('what cannot be posted now goes back into the queue', () => {
  test('when the API says so in the middle of a batch: one award waits in the ledger, the others in the queue', async () => {
    const { loyaltyApi } = world.dependencies;
    let calls = 0;
    const limited: typeof loyaltyApi = {
      ...loyaltyApi,
      async change(...given) {
        calls += 1;
        if (calls !== 3) return await loyaltyApi.change(...given);
        return {
          kind: 'unknown',
          retryAfterMs: 120_000,
          code: { status: 429, codeName: null, errorCode: null, message: null },
        };
      },
    };
    expect(await handle(batch, { ports: { loyaltyApi: limited } })).toMatchObject({
      kind: 'deferred',
      message: expect.stringMatching(/^2 awards are left: /),
    });
    expect(calls).toBe(3);
    expect(requeued()).toEqual([{ from: 4, to: 6, isRepeated: false, lines: [4, 5], inMs: 120_000 }]);
    expect(await world.award(3)).toMatchObject({ customer: 'caio@example.com', entries: [{ state: 'pending' }] });
    expect(world.sums()).toEqual({ applied: 2, waiting: 1 });

    world.passTime(120_000);
    expect(await world.post()).toMatchObject([{ kind: 'applied' }]);
    world.passTime(600_000);
    await world.settle();
    expect(world.balances()).toEqual(all);
    expect(world.sums()).toEqual({ applied: 4, alreadyApplied: 1 });
  });

  test('when the time runs out', async () => {
    let calls = 0;
    const { loyaltyApi } = world.dependencies;
    const slow: typeof loyaltyApi = {
      ...loyaltyApi,
      async change(...given) {
        calls += 1;
        world.passTime(1_000);
        return await loyaltyApi.change(...given);
      },
    };
    const during = world.deadline(5_000);
    expect(await handle(batch, { ports: { loyaltyApi: slow }, during })).toMatchObject({
      kind: 'deferred',
      message: '3 awards are left: the time ran out',
    });
    expect(calls).toBe(2);
    expect(world.events).toContainEqual({ kind: 'outOfTime', left: 'awards', count: 3 });
    expect(requeued()).toEqual([{ from: 3, to: 6, isRepeated: false, lines: [3, 4, 5], inMs: 0 }]);
    expect(world.sums()).toEqual({ applied: 2 });
    await world.post();
    expect(world.balances()).toEqual(all);
    expect(world.sums()).toEqual({ applied: 5 });
  });

  test('an API that hangs leaves time to queue what is left, and to count', async () => {
    const limits: number[] = [];
    const during = {
      ...world.deadline(10_000),
      timeout(ms: number) {
        limits.push(ms);
        return new AbortController().signal;
      },
    };
    await handle(batch, { during });
    expect(Math.max(...limits)).toBeLessThanOrEqual(7_000);
  });

  test('when the ledger cannot be reached, as a batch that may have been posted', async () => {
    const runs = { ...world.runs, loadProgress: unreachable };
    expect(await handle(batch, { ports: { runs } })).toMatchObject({
      kind: 'deferred',
      message: 'the ledger cannot be reached',
    });
    expect(requeued()).toEqual([{ from: 1, to: 6, isRepeated: true, lines: [1, 2, 3, 4, 5], inMs: 300_000 }]);
  });

  test('and so is the rest of one during which it was lost, once what was posted is counted', async () => {
    let loads = 0;
    const ledger: typeof world.ledger = {
      ...world.ledger,
      load(key, signal) {
        loads += 1;
        return loads === 4 ? unreachable() : world.ledger.load(key, signal);
      },
    };
    expect(await handle({ ...batch, isRepeated: true }, { ports: { ledger } })).toMatchObject({
      kind: 'deferred',
      message: '2 awards are left: the ledger cannot be reached',
    });
    expect(world.sums()).toEqual({ alreadyApplied: 3 });
    expect(requeued()).toEqual([{ from: 4, to: 6, isRepeated: true, lines: [4, 5], inMs: 300_000 }]);
    world.passTime(300_000);
    await world.post();
    expect(world.balances()).toEqual(all);
    expect(world.sums()).toEqual({ alreadyApplied: 5 });
  });

  test('is put back 48 times, and then left to the dead letters: copies must not multiply for ever', async () => {
    const runs = { ...world.runs, loadProgress: unreachable };
    expect(await handle({ ...batch, returns: 47 }, { ports: { runs } })).toMatchObject({ kind: 'deferred' });
    expect(world.waiting.map(({ body }) => JSON.parse(body).awards.returns)).toEqual([48]);
    expect(await handle({ ...batch, returns: 48 }, { ports: { runs } })).toMatchObject({ kind: 'notRecorded' });
    expect(await handle({ ...batch, returns: 48 }, { during: world.deadline(0) })).toMatchObject({
      kind: 'notRecorded',
    });
    expect(world.waiting).toHaveLength(1);
  });

  test('or comes again by itself when the queue takes nothing, either', async () => {
    const ports = {
      runs: { ...world.runs, loadProgress: unreachable },
      promotionQueue: { send: async (failed: readonly never[]) => ({ failed }) },
    };
    expect(await handle(batch, { ports: ports as never })).toMatchObject({ kind: 'notRecorded' });
  });

  test('and what is left comes again by itself when the queue does not take it', async () => {
    const promotionQueue = { send: async (failed: readonly never[]) => ({ failed }) };
    const ports = { promotionQueue: promotionQueue as never };
    expect(await handle(batch, { ports, during: world.deadline(0) })).toMatchObject({ kind: 'notRecorded' });
    expect(world.sums()).toEqual({});
  });
});

describe('an answer that was lost', () => {
  beforeEach(() => world.sandbox.setFaults([{ kind: 'hang', when: 'after', times: 1, operation: 'change' }]));

  test('puts the award into the ledger, where it is found to be applied', async () => {
    expect(await handle()).toMatchObject({ kind: 'deferred', message: 'some awards are settled later' });
    expect(await world.award(1)).toMatchObject({
      customer: ANA,
      entries: [{ state: 'pending', points: 10, attempts: 1, unresolvedAttempts: [1] }],
    });
    expect(world.sums()).toEqual({ applied: 4, waiting: 1 });

    world.passTime(5_000);
    expect(await world.settle()).toMatchObject([
      {
        kind: 'alreadyApplied',
        entries: [{ changeKey: 'ADD-***-10-christmas-20261224T120000Z', points: 10, outcome: 'applied' }],
      },
    ]);
    expect(world.balances()).toEqual(all);
    expect(world.sums()).toEqual({ applied: 4, alreadyApplied: 1 });
  });

  test('is not asked for by its batch when that comes again before it was counted', async () => {
    const runs = { ...world.runs, saveProgress: unreachable };
    await handle(batch, { ports: { runs } });
    world.passTime(5_000);
    // Settled before its batch is counted.
    await world.settle();
    world.passTime(300_000);
    await world.post();
    expect(sent()[0]).toEqual([`ADD-${ANA}-10-christmas-20261224T120000Z`, 2]);
    expect(world.balances()).toEqual(all);
    expect(world.sums()).toEqual({ alreadyApplied: 5 });
  });

  test('is counted by its batch as what it came to since', async () => {
    const { runs } = world;
    const counting = {
      ...runs,
      async saveProgress(...given: Parameters<typeof runs.saveProgress>) {
        world.passTime(5_000);
        await world.settle();
        return await runs.saveProgress(...given);
      },
    };
    await handle(batch, { ports: { runs: counting } });
    expect(world.sums()).toEqual({ applied: 4, alreadyApplied: 1 });
  });
});

describe('a customer whom the API does not know', () => {
  const known = names.slice(1);
  const customerUnknown = async (onUnknownCustomer: 'retry' | 'park' | 'create') => {
    world = createPromotionWorld({ known, store: { onUnknownCustomer } });
    return await handle();
  };
  const others = Object.fromEntries(known.map((name) => [name, 10]));

  test('is waited for', async () => {
    expect(await customerUnknown('retry')).toMatchObject({ kind: 'deferred' });
    expect(world.balances()).toEqual(others);
    expect(world.sums()).toEqual({ applied: 4, waiting: 1 });
    world.sandbox.seed([ANA]);
    world.passTime(60_000);
    await world.settle();
    expect(world.balances()).toEqual(all);
    expect(world.sums()).toEqual({ applied: 4, alreadyApplied: 1 });
  });

  test('is left to a person', async () => {
    expect(await customerUnknown('park')).toMatchObject({ kind: 'parked', message: 'some awards are for a person' });
    expect(await world.award(1)).toMatchObject({ entries: [{ state: 'parked', parked: 'customerUnknown' }] });
    expect(world.balances()).toEqual(others);
    expect(world.sums()).toEqual({ applied: 4, parked: 1 });
  });

  test('is created', async () => {
    expect(await customerUnknown('create')).toMatchObject({ kind: 'applied' });
    expect(world.balances()).toEqual(all);
  });
});

describe('points that are taken back', () => {
  const back = batchOf(-10);
  /** Ana has three points, the others have ten. */
  const taking = (onInsufficientBalance: 'park' | 'retry' | 'takeRest') => {
    world = createPromotionWorld({ store: { onInsufficientBalance } });
    for (const [index, name] of names.entries()) give(name, index === 0 ? 3 : 10);
  };
  const give = (name: string, points: number) => world.give(name, points);
  const left = (ana: number) => ({ ...Object.fromEntries(names.map((name) => [name, 0])), [ANA]: ana });

  test('are for a person where the balance does not cover them', async () => {
    taking('park');
    expect(await handle(back)).toMatchObject({ kind: 'parked' });
    expect(world.balances()).toEqual(left(3));
    expect(await world.award(1)).toMatchObject({ entries: [{ state: 'parked', parked: 'insufficientBalance' }] });
    expect(world.sums()).toEqual({ applied: 4, parked: 1 });
  });

  test('are waited for', async () => {
    taking('retry');
    expect(await handle(back)).toMatchObject({ kind: 'deferred' });
    give(ANA, 7);
    world.passTime(60_000);
    await world.settle();
    expect(world.balances()).toEqual(left(0));
    expect(world.sums()).toEqual({ applied: 4, alreadyApplied: 1 });
  });

  test('are taken as far as the balance goes', async () => {
    taking('takeRest');
    expect(await handle(back)).toMatchObject({ kind: 'deferred' });
    for (let runs = 0; runs < 3; runs += 1) {
      world.passTime(120_000);
      await world.settle();
    }
    expect(world.balances()).toEqual(left(0));
    expect((await world.award(1))?.entries.map(({ points, state, changeKey }) => [points, state, changeKey])).toEqual([
      [-10, 'withdrawn', `REMOVE-${ANA}-10-christmas-20261224T120000Z`],
      [-3, 'applied', `REMOVE-${ANA}-3-christmas-20261224T120000Z-2`],
      [-7, 'uncollected', `REMOVE-${ANA}-7-christmas-20261224T120000Z-3`],
    ]);
    expect(world.sums()).toEqual({ applied: 4, uncollected: 1 });
  });

  test('are taken once, though the batch is in the queue twice and the balance grows in between', async () => {
    taking('takeRest');
    const { ledger } = world;
    // The other copy posts when this one has its refusal, and writes it down only afterwards.
    const losing = {
      ...ledger,
      async save(...given: Parameters<typeof ledger.save>) {
        if ((await ledger.load(given[0].key, given[2])) === null) {
          give(ANA, 100);
          await handle(back);
        }
        return await ledger.save(...given);
      },
    };
    await handle(back, { ports: { ledger: losing } });
    for (let runs = 0; runs < 3; runs += 1) {
      world.passTime(120_000);
      await world.settle();
    }
    expect(world.balances()[ANA]).toBe(93);
  });

  test('are taken once, though a copy of the batch comes after the rest was taken and before it was counted', async () => {
    taking('takeRest');
    const runs = { ...world.runs, saveProgress: unreachable };
    await handle(back, { ports: { runs } });
    for (let runs = 0; runs < 3; runs += 1) {
      world.passTime(90_000);
      await world.settle();
    }
    give(ANA, 100);
    await handle(back);
    await world.post();
    expect(world.balances()[ANA]).toBe(100);
  });
});

describe('an API that answers oddly', () => {
  test.each([
    ['with a warning', { kind: 'warning', times: 1 }, 'appliedWithWarning', { applied: 4, warned: 1 }],
    ['with a refusal', { kind: 'refusal', times: 1 }, 'parked', { applied: 4, parked: 1 }],
    ['with 500', { kind: 'status', status: 500, times: 1 }, 'deferred', { applied: 4, waiting: 1 }],
  ] as const)('%s stops none of the others', async (_, fault, kind, sums) => {
    world.sandbox.setFaults([fault]);
    expect(await handle()).toMatchObject({ kind });
    expect(world.sums()).toEqual(sums);
    expect(world.balances()).toMatchObject(Object.fromEntries(names.slice(1).map((name) => [name, 10])));
  });

  test('refusing the credentials, it is left alone, and nobody loses points', async () => {
    world.sandbox.configure({ password: 'another' });
    expect(await handle()).toMatchObject({ kind: 'deferred' });
    expect(requeued()).toMatchObject([{ from: 2, lines: [2, 3, 4, 5] }]);
    world.sandbox.configure({ password: 'simulated-password' });
    for (let runs = 0; runs < 3; runs += 1) {
      world.passTime(900_000);
      await world.post();
      await world.settle();
    }
    expect(world.balances()).toEqual(all);
  });

  test('an award refused after one that may have been applied is for a person, to be checked', async () => {
    world.sandbox.setFaults([{ kind: 'refusal', times: 1 }]);
    await handle(batch, { receiveCount: 2 });
    expect(await world.award(1)).toMatchObject({ entries: [{ state: 'parked', parked: 'needsChecking' }] });
  });
});
