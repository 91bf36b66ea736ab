import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { samplesOf } from '../../src/aws/cloudwatch/event-table.ts';
import { withActivity } from '../../src/lambda/assemble.ts';
import { handlePostingMessage } from '../../src/lambda/posting-message.ts';
import { LedgerUnreachable } from '../../src/ports/ledger-unreachable.ts';
import type { StoreSecretsReader } from '../../src/ports/secrets-reader.ts';
import type { PonteEvent } from '../../src/ports/telemetry.ts';
import { measureWaiting } from '../../src/posting/measure-waiting.ts';
import { sweep } from '../../src/posting/sweep.ts';
import { noteDelivery } from '../../src/webhooks/note-delivery.ts';
import type { WebhookDependencies } from '../../src/webhooks/receive-webhook.ts';
import { watchStores } from '../../src/webhooks/watch-stores.ts';
import { shopifyBytes } from '../fixtures/load.ts';
import { createModelRunStore, type ModelRunStore } from '../support/models/run-store.ts';
import { orderKey, pendingEntry, recordWith } from '../support/order-records.ts';
import { pinnedWith } from '../support/pinning.ts';
import { runWith } from '../support/promotion-runs.ts';
import { type AlarmProperties, firstAlarms, type TimedSample } from '../support/template/alarm-states.ts';
import { watchedMetric } from '../support/template/watched-metric.ts';
import { bytes, createWorld, deliver, platforms, type Sent, STORES, type World } from '../support/webhook-world.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const order = shopifyBytes('orders-paid');
const signal = new AbortController().signal;

let alarms: Record<string, { readonly Properties: AlarmProperties }>;
beforeAll(async () => {
  const module = await import(join(import.meta.dirname, '../../deploy/alarms.js'));
  alarms = await module.alarms({ resolveVariable: async () => 'ponte-prod' });
});

let world: World;
let runs: ModelRunStore;
let samples: TimedSample[];
let begunAtMs: number;
beforeEach(() => {
  world = createWorld();
  runs = createModelRunStore();
  samples = [];
  begunAtMs = world.now();
});

const emit = (event: PonteEvent) =>
  void samples.push(...samplesOf(event).map((sample) => ({ ...sample, atMs: world.now() })));
const dependenciesWith = (changes: Partial<WebhookDependencies> = {}) => {
  const dependencies = { ...world.dependencies, ...changes, emit };
  return withActivity(dependencies, world.activities);
};

/** One delivery to the Shopify store, as its function tells of it. */
async function receive(
  rawBody: Uint8Array,
  dependencies = dependenciesWith(),
  sent: Omit<Sent, 'rawBody'> = {},
): Promise<void> {
  const store = sent.store ?? STORES.shopify;
  const outcome = await deliver({ ...world, dependencies }, 'shopify', { rawBody, ...sent });
  const delivery = { store, headers: {}, rawBody, receivedAtMs: world.now() };
  await noteDelivery(dependencies, platforms.shopify, delivery, outcome, world.deadline());
  const about = { platform: 'shopify', store, topic: 'orders/paid', delivery: null, tookMs: 5 };
  emit({ kind: 'deliveryHandled', ...about, outcome });
}

/** Lets time pass with a poller that takes every message at once, and a sweep every five minutes. */
async function live(dependencies: WebhookDependencies, ms: number, { settles = true } = {}): Promise<void> {
  const endMs = world.now() + ms;
  for (let step = 0; world.now() < endMs; step += 1) {
    if (step % 10 === 0) {
      emit({ kind: 'waitingMeasured', ...(await measureWaiting({ ...dependencies, runs }, world.deadline())) });
      const { activities } = world;
      emit({ kind: 'storesWatched', ...(await watchStores({ ...dependencies, activities }, world.deadline())) });
      await sweep(dependencies, world.deadline()).then(
        (swept) => emit({ kind: 'swept', ...swept }),
        () => undefined,
      );
    }
    for (const queue of settles ? [world.queue, world.unverified] : []) {
      for (const { messageId, body } of queue.poll(100)) {
        const { comesAgain } = await handlePostingMessage({ ...dependencies, platforms }, body, world.deadline());
        if (!comesAgain) queue.delete(messageId);
      }
    }
    world.passTime(MINUTE_MS / 2);
  }
}

/** The alarms on metrics of our own that have told by then, and after how many minutes; of a store, with its name. */
function told(): Record<string, number> {
  const own = Object.entries(alarms).filter(([, { Properties }]) => {
    const { namespace, statistic } = watchedMetric(Properties);
    return namespace === 'ponte-prod' && !statistic.startsWith('p');
  });
  const times = own.flatMap(([name, { Properties }]) =>
    firstAlarms(Properties, samples, { fromMs: begunAtMs, untilMs: world.now() }).map(({ of, atMs }) => {
      return [of === null ? name : `${name} ${of}`, (atMs - begunAtMs) / MINUTE_MS] as const;
    }),
  );
  return Object.fromEntries(times);
}

const unavailable = async () => ({ kind: 'unavailable', because: 'ResourceNotFoundException' }) as const;
const unreadable: StoreSecretsReader = { read: unavailable, reread: unavailable, readSince: unavailable };
const away = () => Promise.reject(new LedgerUnreachable(new Error('down')));

describe('an hour and a half after', () => {
  test('nothing happened, nobody is told anything', async () => {
    await receive(order);
    await live(dependenciesWith(), 1.5 * HOUR_MS);
    expect(told()).toEqual({});
  });

  test('a secret went missing, its store is told of', async () => {
    const dependencies = dependenciesWith({ secrets: unreadable });
    await receive(order, dependencies);
    await live(dependencies, 1.5 * HOUR_MS);
    expect(told()).toEqual({ SecretTrouble: expect.any(Number), UnverifiedTooLong: expect.any(Number) });
    expect(told().SecretTrouble).toBeLessThan(60);
  });

  test('the ledger went away, what is kept is told of, and that nobody can measure', async () => {
    const dependencies = dependenciesWith({
      ledger: { ...world.ledger, load: away, save: away, ready: away, parkedSinceMs: away, parkDelivery: away },
    });
    await receive(order, dependencies);
    await live(dependencies, 1.5 * HOUR_MS);
    expect(told()).toEqual({ KeptTooLong: expect.any(Number), NotMeasured: expect.any(Number) });
    expect(told().NotMeasured).toBeLessThan(15);
  });

  test('BonifiQ went down, what is pending is told of', async () => {
    world.sandbox.setFaults([{ kind: 'status', status: 503 }]);
    await receive(order);
    await live(dependenciesWith(), 1.5 * HOUR_MS);
    expect(told()).toEqual({ PendingTooLong: expect.any(Number) });
  });

  test('the settle function stood still, an order that is queued in vain is told of', async () => {
    const due = recordWith(orderKey(1), [pendingEntry({ notBeforeMs: begunAtMs })]);
    await world.ledger.save(due, 0, signal);
    await live(dependenciesWith(), 1.5 * HOUR_MS, { settles: false });
    expect(told()).toEqual({ PendingTooLong: expect.any(Number) });
  });

  test('a store was taken out of the configuration, it is told of', async () => {
    const due = recordWith({ ...orderKey(1), store: 'gone' }, [pendingEntry({ notBeforeMs: begunAtMs })]);
    await world.ledger.save(due, 0, signal);
    await live(dependenciesWith(), 1.5 * HOUR_MS);
    expect(told()).toHaveProperty('StoreMissing');
  });

  test('a batch of a promotion was lost, its run is told of', async () => {
    const counts = { rows: 3, awards: 3, points: 30, bad: 0, duplicates: 0, otherDays: 0 };
    await runs.save(runWith({ phase: 'queued', firedAtMs: begunAtMs, pinned: pinnedWith(), counts }), 0, signal);
    await live(dependenciesWith(), 1.5 * HOUR_MS);
    expect(told()).toEqual({ RunOverdue: expect.any(Number) });
  });

  test('a body could not be read, a person is told at once', async () => {
    await receive(bytes('{}'));
    await live(dependenciesWith(), 1.5 * HOUR_MS);
    expect(told()).toEqual({ Parked: 0 });
  });

  test('a shop sold in another currency, a person is told', async () => {
    const euros = JSON.parse(Buffer.from(order).toString());
    euros.currency = 'EUR';
    await receive(bytes(euros));
    await live(dependenciesWith(), 1.5 * HOUR_MS);
    expect(told()).toEqual({ ShopMisconfigured: 0 });
  });

  test('a shop moved, a person is told which, and of nothing else, however much it sends', async () => {
    world = createWorld({ shopify: { id: 'my-shopify' } });
    const moved = { ...JSON.parse(Buffer.from(order).toString()), order_status_url: 'https://new.myshopify.com/1' };
    for (let id = 1; id <= 200; id += 1) {
      await receive(bytes({ ...moved, id, admin_graphql_api_id: null }), dependenciesWith(), { store: 'my-shopify' });
    }
    await live(dependenciesWith(), 1.5 * HOUR_MS);
    expect(told()).toEqual({ 'StoreMoved my-shopify': 0 });
  });

  test('an item could not be read, a person is told', async () => {
    const dependencies = dependenciesWith({
      ledger: {
        ...world.ledger,
        ready: async (...args) => ({ ...(await world.ledger.ready(...args)), unreadable: 1 }),
      },
    });
    await live(dependencies, 1.5 * HOUR_MS);
    expect(told()).toEqual({ Unreadable: 0 });
  });
});

const store = 'my-shopify';

describe('of a store', () => {
  const atStore = { store };
  const DAYS = 20;

  /** A shop that sells every two hours for twenty days: three hours are allowed. Ends with a sale. */
  async function sellForWeeks(): Promise<void> {
    world = createWorld({ shopify: { id: store } });
    for (let sales = 0; sales <= 12 * DAYS; sales += 1) {
      if (sales > 0) world.passTime(2 * HOUR_MS);
      await receive(order, dependenciesWith(), atStore);
    }
    samples = [];
    begunAtMs = world.now();
  }

  test('whose webhook is switched off, a person is told within what its habit allows and ten minutes', async () => {
    await sellForWeeks();
    await live(dependenciesWith(), 4 * HOUR_MS);
    expect(told()).toEqual({ 'StoreSilent my-shopify': expect.any(Number) });
    expect(told()['StoreSilent my-shopify']).toBeGreaterThan(180);
    expect(told()['StoreSilent my-shopify']).toBeLessThanOrEqual(190);
  });

  test('that sells as ever, nobody is told, nor of another one', async () => {
    await sellForWeeks();
    for (let sales = 0; sales < 6; sales += 1) {
      await live(dependenciesWith(), 2.5 * HOUR_MS);
      await receive(order, dependenciesWith(), atStore);
    }
    expect(told()).toEqual({});
  });

  test.each([
    ['at the fourth refusal', 60, 0],
    ['within ten minutes, where a genuine delivery came just before', 0, 10],
  ])('whose secret is wrong, a person is told %s', async (_, quietMinutes, withinMinutes) => {
    await sellForWeeks();
    await live(dependenciesWith(), quietMinutes * MINUTE_MS);
    begunAtMs = world.now();
    for (let refusals = 1; refusals <= 4; refusals += 1) {
      expect(samples.filter(({ metric }) => metric === 'StoreRefused')).toEqual([]);
      await receive(order, dependenciesWith(), { ...atStore, secret: 'another-made-up-secret' });
    }
    await live(dependenciesWith(), HOUR_MS);
    const { 'StoreRefused my-shopify': after, ...others } = told();
    expect(others).toEqual({ SignaturesRefused: expect.any(Number) });
    expect(after).toBeLessThanOrEqual(withinMinutes);
  });
});

test('what stays parked is told of again every day', async () => {
  const times = [1, 2, 3].map((day) => day * 24 * HOUR_MS);
  await receive(bytes('{}'));
  await live(dependenciesWith(), 3.1 * 24 * HOUR_MS);
  const written = samples.filter(({ metric }) => metric === 'StillParked').map(({ atMs }) => atMs - begunAtMs);
  expect(times.every((time) => written.some((atMs) => time <= atMs && atMs < time + 10 * MINUTE_MS))).toBe(true);
  expect(written).toHaveLength(6);
});
