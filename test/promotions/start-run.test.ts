import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parsePromotionMessage } from '../../src/aws/sqs/promotion-message.ts';
import { AudienceFault } from '../../src/ports/audience-files.ts';
import type { RunStore } from '../../src/ports/run-store.ts';
import {
  createPromotionWorld,
  csvOf,
  customers,
  FIRING,
  KEY,
  type PromotionWorld,
  SCHEDULED_MS,
} from '../support/promotion-world.ts';
import { chopped } from '../support/reading-audiences.ts';

let world: PromotionWorld;
beforeEach(() => {
  world = createPromotionWorld({ files: { 'vip.csv': csvOf(customers(250)) } });
});
afterEach(() => {
  expect(world.told()).not.toContain('@example.com');
});

const refusals = () => world.events.flatMap((event) => (event.kind === 'runRefused' ? [event.because] : []));
const allOf = (names: readonly string[], points: number) => Object.fromEntries(names.map((name) => [name, points]));
/** The lines of every batch that waits in the queue. */
const batches = () =>
  world.waiting.flatMap(({ body }) => {
    const message = parsePromotionMessage(body);
    return message?.kind === 'awards' ? [message.batch] : [];
  });

describe('a run', () => {
  test('is pinned, validated and queued in batches', async () => {
    expect(await world.trigger()).toEqual({
      kind: 'applied',
      reason: 'awardsQueued',
      message: 'all its awards are queued',
      order: 'christmas-20261224T120000Z',
      entries: [],
    });
    expect(await world.occurrence()).toStrictEqual({
      key: KEY,
      phase: 'queued',
      firedAtMs: SCHEDULED_MS + 1_000,
      pinned: {
        store: 'my-shopify',
        points: 10,
        takesBack: false,
        timeZone: 'America/Sao_Paulo',
        maximumPoints: 100_000,
        customerBy: 'email',
        reason: 'Promotion christmas, 2026-12-24',
        customerReason: null,
        audience: { kind: 'file', file: 'vip.csv' },
        version: { id: 'v1', etag: 'e1', bytes: csvOf(customers(250)).length },
      },
      counts: { rows: 250, awards: 250, points: 2_500, bad: 0, duplicates: 0, otherDays: 0 },
      queuedToLine: 252,
      report: null,
      because: null,
      dismissedAtMs: null,
    });
    expect(batches().map(({ from, to, awards }) => [from, to, awards.length])).toEqual([
      [2, 102, 100],
      [102, 202, 100],
      [202, 252, 50],
    ]);
    expect(await world.runs.list('christmas', world.deadline().signal)).toEqual([KEY]);
  });

  test('gives each customer their points once', async () => {
    await world.trigger();
    await world.post();
    expect(world.balances()).toEqual(allOf(customers(250), 10));
    expect(world.sums()).toEqual({ applied: 250 });
  });

  test('fired again, in the middle and afterwards, gives nothing more', async () => {
    await world.trigger();
    expect(await world.trigger()).toMatchObject({ kind: 'nothingToDo' });
    await world.post();
    expect(await world.trigger({ receiveCount: 4 })).toMatchObject({ kind: 'nothingToDo' });
    await world.post();
    expect(world.balances()).toEqual(allOf(customers(250), 10));
  });

  test('fired twice at once gives everything once', async () => {
    await Promise.all([world.trigger(), world.trigger()]);
    await world.post();
    expect(world.balances()).toEqual(allOf(customers(250), 10));
    expect((await world.occurrence())?.phase).toBe('queued');
    expect(world.sums()).toEqual({ applied: 250 });
  });

  test('of a list needs no file', async () => {
    world = createPromotionWorld({ promotion: { audience: { customers: ['ana@example.com', 'bea@example.com'] } } });
    await world.trigger();
    await world.post();
    expect(world.balances()).toEqual({ 'ana@example.com': 10, 'bea@example.com': 10 });
  });

  test('at a time with parts of a second is the one of that second', async () => {
    const at = SCHEDULED_MS + 500;
    await world.trigger();
    expect(
      await world.handle({ kind: 'trigger', trigger: { promotion: 'christmas', scheduledAtMs: at } }),
    ).toMatchObject({
      kind: 'nothingToDo',
    });
  });

  test('of a birthday that nobody has today is queued, though some rows are bad', async () => {
    world = createPromotionWorld({
      promotion: { audience: { birthdays: 'birthdays.csv' } },
      files: { 'birthdays.csv': 'customer,birthday\nana@example.com,03-01\nbea@example.com,soon\n' },
    });
    expect(await world.trigger()).toMatchObject({ kind: 'applied' });
    expect(await world.occurrence()).toMatchObject({
      phase: 'queued',
      counts: { awards: 0, bad: 1, otherDays: 1 },
      because: null,
    });
  });

  test('with bad rows gives to all others, and says which rows they were', async () => {
    world.audiences.put('vip.csv', csvOf(['ana@example.com', 'nobody', 'Ana@example.com', 'bea@example.com']));
    await world.trigger();
    await world.post();
    expect(world.balances()).toEqual({ 'ana@example.com': 10, 'bea@example.com': 10 });
    const report = 'reports/christmas/20261224T120000Z.jsonl';
    expect(await world.occurrence()).toMatchObject({ report, counts: { rows: 4, awards: 2, bad: 1, duplicates: 1 } });
    expect(world.audiences.written.get(report)).toBe(
      '{"kind":"bad","line":3,"because":"the customer is no e-mail address"}\n{"kind":"duplicate","line":4}\n',
    );
  });
});

describe('what was pinned stays, whatever is edited', () => {
  test.each([
    ['points', { points: 99 }],
    ['audience', { audience: { customers: ['eve@example.com'] } }],
    ['direction', { takesBack: true }],
    ['limit', { maximumPoints: 1 }],
    ['end', { until: '2026-12-01' }],
  ])('%s', async (_, changes) => {
    // The time runs out after ten batches of a longer file.
    world.audiences.put('vip.csv', csvOf(customers(1_050)));
    await world.trigger({ during: world.deadline(1_000) });
    const ports = world.edited(changes);
    await world.post({ ports });
    await world.trigger({ ports });
    expect(world.balances()).toEqual(allOf(customers(1_050), 10));
  });

  test('a file that was replaced is read as it was', async () => {
    world.audiences.put('vip.csv', csvOf(customers(1_050)));
    await world.trigger({ during: world.deadline(1_000) });
    world.audiences.put('vip.csv', csvOf(['eve@example.com']));
    await world.post();
    expect(world.balances()).toEqual(allOf(customers(1_050), 10));
  });

  test('a promotion that was removed goes on, and none of it begins', async () => {
    world.audiences.put('vip.csv', csvOf(customers(1_050)));
    await world.trigger({ during: world.deadline(1_000) });
    const ports = { promotions: new Map() };
    await world.post({ ports });
    expect(world.balances()).toEqual(allOf(customers(1_050), 10));
    const later = { promotion: 'christmas', scheduledAtMs: SCHEDULED_MS + 60_000 };
    expect(await world.handle({ kind: 'trigger', trigger: later }, { ports })).toMatchObject({ kind: 'skipped' });
    expect(refusals()).toEqual(['ponte.config.ts has no such promotion']);
  });
});

describe('a run is refused, and may be fired anew', () => {
  test('while its file is missing', async () => {
    world.audiences.remove('vip.csv');
    expect(await world.trigger()).toMatchObject({
      kind: 'parked',
      message: 'the run was refused: the audience bucket has no file vip.csv',
    });
    expect(await world.occurrence()).toMatchObject({ phase: 'refused', counts: null });
    expect(refusals()).toEqual(['the audience bucket has no file vip.csv']);
    expect(await world.runs.list('christmas', world.deadline().signal)).toEqual([KEY]);

    world.audiences.put('vip.csv', csvOf(['ana@example.com']));
    expect(await world.trigger()).toMatchObject({ kind: 'applied' });
    expect(await world.occurrence()).toMatchObject({ phase: 'queued', because: null });
  });

  test.each([
    ['lacks a column', 'email\nana@example.com\n', /customer/],
    ['says points of its own', 'customer,points\nana@example.com,5\n', /points are fixed/],
    ['has no row that can be used', 'customer\nnobody\n', /^no row of the audience can be used$/],
  ])('while its file %s', async (_, text, because) => {
    world.audiences.put('vip.csv', text);
    expect(await world.trigger()).toMatchObject({ kind: 'parked' });
    expect(await world.occurrence()).toMatchObject({ phase: 'refused', because: expect.stringMatching(because) });
    expect(world.waiting).toEqual([]);

    world.audiences.put('vip.csv', csvOf(['ana@example.com']));
    await world.trigger();
    await world.post();
    expect(world.balances()).toEqual({ 'ana@example.com': 10 });
  });

  test('when it would move more points than it may, and moves none', async () => {
    world = createPromotionWorld({ files: { 'vip.csv': csvOf(customers(11)) }, promotion: { maximumPoints: 109 } });
    await world.trigger();
    await world.post();
    expect(refusals()).toEqual(['it would move 110 points, and maximumPoints is 109']);
    expect(world.balances()).toEqual({});

    await world.trigger({ ports: world.edited({ maximumPoints: 110 }) });
    await world.post();
    expect(world.balances()).toEqual(allOf(customers(11), 10));
  });

  test.each([
    ['still to come', SCHEDULED_MS + 302_000, '2026-12-24T12:05:02.000Z is still to come'],
    ['too long ago', SCHEDULED_MS - 8 * 86_400_000, '2026-12-16T12:00:00.000Z lies more than seven days in the past'],
  ])('when it is %s', async (_, scheduledAtMs, because) => {
    const trigger = { promotion: 'christmas', scheduledAtMs };
    expect(await world.handle({ kind: 'trigger', trigger })).toMatchObject({ kind: 'skipped' });
    expect(refusals()).toEqual([because]);
    expect(world.runs.runs()).toEqual([]);
  });

  test.each([
    ['five minutes early', SCHEDULED_MS + 301_000],
    ['seven days late', SCHEDULED_MS + 1_000 - 7 * 86_400_000],
  ])('but not when it is %s', async (_, scheduledAtMs) => {
    const trigger = { promotion: 'christmas', scheduledAtMs };
    expect(await world.handle({ kind: 'trigger', trigger })).toMatchObject({ kind: 'applied' });
  });

  test('when the promotion has ended; the last instant is no longer part of it', async () => {
    // Nine in the morning in São Paulo is noon in UTC.
    expect(await world.trigger({ ports: world.edited({ until: '2026-12-24T09:00' }) })).toMatchObject({
      kind: 'skipped',
    });
    expect(refusals()).toEqual(['the promotion ended at 2026-12-24T12:00:00.000Z']);
    expect(await world.trigger({ ports: world.edited({ until: '2026-12-24T09:01' }) })).toMatchObject({
      kind: 'applied',
    });
  });

  test('when the configuration knows no such promotion', async () => {
    const trigger = { promotion: 'easter', scheduledAtMs: SCHEDULED_MS };
    expect(await world.handle({ kind: 'trigger', trigger })).toMatchObject({ kind: 'skipped' });
    expect(refusals()).toEqual(['ponte.config.ts has no such promotion']);
  });
});

describe('when the time runs out', () => {
  beforeEach(() => world.audiences.put('vip.csv', csvOf(customers(1_150))));

  test('it is fired again and goes on from there', async () => {
    expect(await world.trigger({ during: world.deadline(4_999) })).toMatchObject({ kind: 'deferred' });
    expect(batches()).toHaveLength(10);
    expect(await world.occurrence()).toMatchObject({ phase: 'queuing', queuedToLine: 1_002 });
    expect(world.waiting.map(({ body }) => parsePromotionMessage(body)).at(-1)).toEqual(FIRING);
    expect(world.events).toContainEqual({ kind: 'outOfTime', left: 'awards', count: null });
    await world.post();
    expect(world.balances()).toEqual(allOf(customers(1_150), 10));
    expect(world.sums()).toEqual({ applied: 1_150 });
  });

  test('while it is validated, nothing is queued, and the queue brings it again', async () => {
    const over = AbortSignal.abort(new Error('time is up'));
    expect(await world.trigger({ during: world.deadline(0, over) })).toMatchObject({ kind: 'notRecorded' });
    expect(world.waiting).toEqual([]);
  });
});

describe('when the queue fails', () => {
  beforeEach(() => world.audiences.put('vip.csv', csvOf(customers(1_150))));

  test.each([
    ['takes only some', true],
    ['takes all, and its answer is lost', false],
  ])('and %s, what is queued twice is given once', async (_, takesSome) => {
    let calls = 0;
    const { promotionQueue } = world.dependencies;
    const failing: typeof promotionQueue = {
      async send(messages, ...rest) {
        calls += 1;
        if (calls !== 2) return await promotionQueue.send(messages, ...rest);
        await promotionQueue.send(takesSome ? messages.slice(0, 1) : messages, ...rest);
        if (!takesSome) throw new Error('the answer is lost');
        return { failed: messages.slice(1) };
      },
    };
    expect(await world.trigger({ ports: { promotionQueue: failing } })).toMatchObject({ kind: 'notRecorded' });
    expect(await world.occurrence()).toMatchObject({ phase: 'queuing', queuedToLine: 1_002 });
    expect(await world.trigger({ receiveCount: 2 })).toMatchObject({ kind: 'applied' });
    await world.post();
    expect(world.balances()).toEqual(allOf(customers(1_150), 10));
    expect(world.sums()).toEqual({ applied: 1_150 });
  });
});

describe('a file that is gone while its awards are queued', () => {
  beforeEach(async () => {
    world = createPromotionWorld({ files: { 'vip.csv': csvOf(customers(1_050)) }, keepsVersions: false });
    await world.trigger({ during: world.deadline(1_000) });
    world.audiences.put('vip.csv', csvOf(['eve@example.com']));
    await world.post();
  });

  test('leaves the run to a person; what was queued is given', async () => {
    expect(await world.occurrence()).toMatchObject({ phase: 'queuing', because: 'vip.csv was replaced' });
    expect(refusals()).toEqual(['vip.csv was replaced']);
    expect(world.balances()).toEqual(allOf(customers(1_000), 10));
  });

  test('is no trouble any more once it can be read again', async () => {
    const { files } = world.dependencies;
    const old = csvOf(customers(1_050));
    const restored = { ...files, open: async () => chopped(Buffer.from(old)) };
    expect(await world.trigger({ ports: { files: restored } })).toMatchObject({ kind: 'applied' });
    await world.post();
    expect(await world.occurrence()).toMatchObject({ phase: 'queued', because: null });
    expect(world.balances()).toEqual(allOf(customers(1_050), 10));
  });

  test('is for a person again, though one dismissed it before', async () => {
    const { signal } = world.deadline();
    const loaded = await world.runs.load(KEY, signal);
    if (loaded === null) throw new Error('there is no run');
    await world.runs.save({ ...loaded.record, dismissedAtMs: world.now() }, loaded.version, signal);
    await world.trigger();
    expect(await world.occurrence()).toMatchObject({ because: 'vip.csv was replaced', dismissedAtMs: null });
  });
});

describe('however the store of runs behaves', () => {
  /** The store, with something that happens before one of its calls. */
  function shelfWhere(call: keyof RunStore, time: number, happens: () => Promise<void> | void) {
    let calls = 0;
    return new Proxy(world.dependencies.runs, {
      get(shelf, name: keyof RunStore) {
        if (name !== call) return shelf[name];
        return async (...given: unknown[]) => {
          calls += 1;
          if (calls === time) await happens();
          return await Reflect.apply(shelf[name], shelf, given);
        };
      },
    });
  }
  const breaks = () => Promise.reject(new Error('the store is out of order'));

  test.each([
    ['load', 1],
    ['save', 1],
    ['save', 2],
    ['save', 3],
    ['save', 4],
    ['enlist', 1],
  ] as const)('a %s that fails, the %i. time, loses nothing: it is fired again', async (call, time) => {
    const ports = { runs: shelfWhere(call, time, breaks) };
    expect(await world.trigger({ ports })).toMatchObject({ kind: 'notRecorded' });
    expect(await world.trigger({ receiveCount: 2 })).toMatchObject({ kind: 'applied' });
    await world.post();
    expect(world.balances()).toEqual(allOf(customers(250), 10));
    expect(await world.runs.list('christmas', world.deadline().signal)).toEqual([KEY]);
  });

  test('whoever pins first decides', async () => {
    const other = world.edited({ points: 77 });
    const ports = { runs: shelfWhere('save', 1, async () => void (await world.trigger({ ports: other }))) };
    await world.trigger({ ports });
    await world.post();
    expect(world.balances()).toEqual(allOf(customers(250), 77));
  });

  test('what was pinned anew meanwhile is validated, too', async () => {
    // While this run looks the first file through, another one refuses it, and a third pins its successor.
    const big = world.edited({ points: 10, maximumPoints: 2_500 });
    const ports = {
      ...big,
      runs: shelfWhere('save', 2, async () => {
        const { signal } = world.deadline();
        const loaded = await world.runs.load(KEY, signal);
        if (loaded?.record.pinned == null) throw new Error('nothing is pinned');
        world.audiences.put('vip.csv', csvOf(customers(251)));
        const pinned = { ...loaded.record.pinned, version: await world.audiences.newest('vip.csv', signal) };
        await world.runs.save({ ...loaded.record, pinned }, loaded.version, signal);
      }),
    };
    expect(await world.trigger({ ports })).toMatchObject({ kind: 'parked' });
    await world.post();
    expect(refusals()).toEqual(['it would move 2510 points, and maximumPoints is 2500']);
    expect(world.balances()).toEqual({});
  });

  test('a fault that is met when all was queued by another run changes nothing', async () => {
    const broken = { ...world.audiences, open: () => Promise.reject(new AudienceFault('vip.csv was replaced')) };
    await world.trigger();
    await world.trigger({ ports: { files: broken } });
    expect(await world.occurrence()).toMatchObject({ phase: 'queued', because: null });
  });
});
