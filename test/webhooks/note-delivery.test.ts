import { beforeEach, describe, expect, test } from 'vitest';
import type { StoreActivities } from '../../src/ports/store-activity.ts';
import { createActivityNotes } from '../../src/webhooks/activity-notes.ts';
import { noteDelivery } from '../../src/webhooks/note-delivery.ts';
import { receiveWebhook } from '../../src/webhooks/receive-webhook.ts';
import { payloadOf, shopifyBytes } from '../fixtures/load.ts';
import { warningsOf } from '../support/warnings-of.ts';
import {
  bytes,
  createWorld,
  headersOf,
  type PlatformName,
  platforms,
  type Sent,
  STORES,
  type World,
} from '../support/webhook-world.ts';

const MINUTE_MS = 60_000;
const genuine: Sent = { rawBody: shopifyBytes('orders-paid'), topic: 'orders/paid' };
const forged: Sent = { ...genuine, signature: 'forged' };
const { signal } = new AbortController();

let world: World;
/** Of the table, in order. */
let calls: string[];
beforeEach(() => {
  world = createWorld();
  calls = [];
});

/** The world's activities, whose calls are written down. */
function counted(changes: Partial<StoreActivities> = {}): StoreActivities {
  const activities = { ...world.activities, ...changes };
  return {
    ...activities,
    load(store, ...rest) {
      calls.push('load');
      return activities.load(store, ...rest);
    },
    save(store, ...rest) {
      calls.push('save');
      return activities.save(store, ...rest);
    },
  };
}

/** What one container does with deliveries; `changes` puts other ports in place. */
function container(changes: Partial<World['dependencies']> = {}, activities = counted()) {
  const emit = world.dependencies.emit;
  const dependencies = { ...world.dependencies, activity: createActivityNotes(activities, emit), ...changes };
  return async (sent: Sent, { times = 1, platform = 'shopify' as PlatformName } = {}) => {
    for (let time = 0; time < times; time += 1) {
      const delivery = {
        store: sent.store ?? STORES[platform],
        headers: headersOf(platform, sent),
        rawBody: sent.rawBody,
        receivedAtMs: world.now(),
      };
      const outcome = await receiveWebhook(dependencies, platforms[platform], delivery, world.deadline());
      await noteDelivery(dependencies, platforms[platform], delivery, outcome, world.deadline());
    }
  };
}

const noted = async (store: string = STORES.shopify) => (await world.activities.load(store, signal))?.record ?? null;
const heardAtMs = async () => (await noted())?.genuine?.lastAtMs ?? null;
const refusals = async () => (await noted())?.refusals ?? null;
const told = () => world.events.filter(({ kind }) => kind === 'storeRefused');

describe('what a delivery says of its store', () => {
  const down = () => Promise.reject(new Error('down'));

  test.each<readonly [string, Sent]>([
    ['an order that is paid', genuine],
    ['a topic that is not used', { rawBody: bytes('{"id":1,"line_items":[]}'), topic: 'draft_orders/create' }],
    ['a body that nobody can read', { rawBody: bytes('no JSON'), topic: 'orders/paid' }],
  ])('%s is genuine', async (_, sent) => {
    await container()(sent);
    expect(await noted()).toEqual({
      genuine: { firstAtMs: world.now(), lastAtMs: world.now(), gaps: [] },
      refusals: 0,
      orders: [],
    });
  });

  test.each<readonly [string, Sent]>([
    ['a wrong signature', forged],
    ['no signature', { ...genuine, signature: null }],
    ['a body of more than 5 MiB', { rawBody: Buffer.alloc(5_242_881, ' ') }],
  ])('%s is a refusal', async (_, sent) => {
    await container()(sent);
    expect(await noted()).toEqual({ genuine: null, refusals: 1, orders: [] });
  });

  test('one that nobody could take down is a refusal to its platform, though it was genuine', async () => {
    const ledger = { ...world.ledger, load: down, save: down };
    await container({ ledger, deliveries: { keep: down } })(genuine);
    expect(await noted()).toEqual({ genuine: null, refusals: 1, orders: [] });
  });

  test('a deferred one is genuine if it was verified, and nothing if it was not', async () => {
    await container({ ledger: { ...world.ledger, load: down, save: down } })(genuine);
    expect(await heardAtMs()).toBe(world.now());
    const unread = async () => ({ kind: 'unavailable', because: 'AccessDeniedException' }) as const;
    await container({ secrets: { read: unread, reread: unread, readSince: unread } })(
      { rawBody: bytes('{}'), topic: 'order.updated' },
      { platform: 'woocommerce' },
    );
    expect(world.unverified.nextAtMs()).not.toBeNull();
    expect(await noted(STORES.woocommerce)).toBeNull();
  });

  test('a copy of the shop is not the shop: its own webhooks may be switched off', async () => {
    const body = Buffer.from(genuine.rawBody).toString().replace('demo-shopify.myshopify.com', 'copy.myshopify.com');
    await container()({ ...genuine, rawBody: bytes(body) });
    expect(await noted()).toBeNull();
  });

  test('a ping says nothing, and nor does what names no store of the platform', async () => {
    const send = container();
    await send({ rawBody: bytes('webhook_id=1'), signature: null }, { platform: 'woocommerce' });
    await send({ ...forged, store: 'nobody' });
    await send({ ...forged, store: STORES.woocommerce });
    expect(calls).toEqual([]);
  });
});

describe('genuine deliveries', () => {
  test('are noted once in five minutes, so that a busy store costs a read and a write in that time', async () => {
    const send = container();
    await send(genuine, { times: 20 });
    world.passTime(5 * MINUTE_MS - 1);
    await send(genuine, { times: 20 });
    expect(calls).toEqual(['load', 'save']);
    world.passTime(1);
    await send(genuine, { times: 20 });
    expect(calls).toEqual(['load', 'save', 'load', 'save']);
    expect(await heardAtMs()).toBe(world.now());
  });

  test('are noted by one of many containers', async () => {
    const containers = Array.from({ length: 10 }, () => container());
    for (const send of containers) await send(genuine, { times: 3 });
    expect(calls.filter((call) => call === 'save')).toHaveLength(1);
    expect(calls.filter((call) => call === 'load')).toHaveLength(10);
  });

  test('at once: each is noted, whoever was faster', async () => {
    await Promise.all([container()(genuine), container()(genuine), container()(forged), container()(forged)]);
    expect((await noted())?.genuine?.lastAtMs).toBe(world.now());
    expect(warningsOf(world.events)).toEqual([]);
  });
});

describe('orders that earn points or are skipped', () => {
  /** A new order, paid now. */
  const order = (id: number, fields: object = {}): Sent => {
    const now = new Date(world.now()).toISOString();
    const times = { created_at: now, updated_at: now, processed_at: now };
    const admin_graphql_api_id = `gid://shopify/Order/${id}`;
    return {
      ...genuine,
      rawBody: bytes({ ...payloadOf(genuine.rawBody), id, admin_graphql_api_id, ...times, ...fields }),
    };
  };
  const nobody = { customer: null, email: null, contact_email: null };
  const day = () => Math.floor(world.now() / (24 * 60 * MINUTE_MS));

  test('are counted with the deliveries that are noted anyway', async () => {
    const send = container();
    await send(order(1));
    await send(order(2));
    await send(order(3, nobody));
    expect((await noted())?.orders).toEqual([{ day: day(), earned: 1, skipped: 0 }]);
    world.passTime(5 * MINUTE_MS);
    await send(order(4));
    expect((await noted())?.orders).toEqual([{ day: day(), earned: 3, skipped: 1 }]);
    expect(calls).toEqual(['load', 'save', 'load', 'save']);
  });

  test('are counted once, however often they are sent', async () => {
    const send = container();
    const sent = order(1, nobody);
    await send(sent, { times: 3 });
    world.passTime(5 * MINUTE_MS);
    await send(sent, { times: 3 });
    expect((await noted())?.orders).toEqual([{ day: day(), earned: 0, skipped: 1 }]);
  });

  test('are counted by each container, with its next note', async () => {
    const [one, other] = [container(), container()];
    await one(order(1));
    await other(order(2, nobody));
    expect((await noted())?.orders).toEqual([{ day: day(), earned: 1, skipped: 0 }]);
    world.passTime(5 * MINUTE_MS);
    await other(order(3));
    expect((await noted())?.orders).toEqual([{ day: day(), earned: 2, skipped: 1 }]);
  });

  test('wait where the table does not answer', async () => {
    let isDown = true;
    const load: StoreActivities['load'] = (store, during) =>
      isDown ? Promise.reject(new Error('down')) : world.activities.load(store, during);
    const send = container({}, counted({ load }));
    await send(order(1, nobody));
    isDown = false;
    world.passTime(30_000);
    await send(order(2));
    expect((await noted())?.orders).toEqual([{ day: day(), earned: 1, skipped: 1 }]);
  });
});

describe('refusals', () => {
  test('are told at the fourth in a row, and at each one after it', async () => {
    const send = container();
    await send(forged, { times: 3 });
    expect(told()).toEqual([]);
    await send(forged, { times: 2 });
    expect(told()).toEqual([
      { kind: 'storeRefused', store: STORES.shopify, refusals: 4 },
      { kind: 'storeRefused', store: STORES.shopify, refusals: 5 },
    ]);
  });

  test('are counted by all containers together', async () => {
    for (let count = 0; count < 4; count += 1) await container()(forged);
    expect(told()).toEqual([{ kind: 'storeRefused', store: STORES.shopify, refusals: 4 }]);
  });

  test('that a genuine delivery comes between are not told', async () => {
    const send = container();
    await send(genuine);
    for (let round = 0; round < 5; round += 1) {
      await send(forged, { times: 3 });
      world.passTime(6 * MINUTE_MS);
      await send(genuine);
      expect(await refusals()).toBe(0);
    }
    expect(told()).toEqual([]);
  });

  test('of a flood cost ten writes, and then a read in five minutes of each container', async () => {
    const [one, other] = [container(), container()];
    await one(forged, { times: 100 });
    await other(forged, { times: 100 });
    expect(calls.filter((call) => call === 'save')).toHaveLength(10);
    expect(calls.filter((call) => call === 'load')).toHaveLength(11);
    expect(await refusals()).toBe(10);
    world.passTime(5 * MINUTE_MS);
    await one(forged, { times: 100 });
    expect(calls.filter((call) => call === 'load')).toHaveLength(12);
  });

  test('count again once another container has noted a genuine delivery', async () => {
    const [one, other] = [container(), container()];
    await one(forged, { times: 10 });
    await other(genuine);
    await one(forged, { times: 5 });
    expect(await refusals()).toBe(0);
    world.passTime(6 * MINUTE_MS);
    await one(forged, { times: 4 });
    expect(await refusals()).toBe(4);
    expect(told()).toHaveLength(7 + 1);
  });
});

describe('a table that does not answer', () => {
  test('fails no delivery, is told, and is asked again after half a minute', async () => {
    let isDown = true;
    const send = container(
      {},
      counted({
        load: (store, during) => (isDown ? Promise.reject(new Error('down')) : world.activities.load(store, during)),
      }),
    );
    await send(genuine, { times: 5 });
    await send(forged, { times: 5 });
    expect(calls).toEqual(['load']);
    expect(warningsOf(world.events)).toEqual(["a store's activity could not be written"]);
    isDown = false;
    world.passTime(30_000);
    await send(genuine);
    expect(await heardAtMs()).toBe(world.now());
  });

  test('keeps nobody waiting for longer than 300 ms', async () => {
    const hangs = (_: string, during: AbortSignal) =>
      new Promise<never>((_resolve, reject) => during.addEventListener('abort', () => reject(during.reason)));
    const begunAtMs = performance.now();
    await container({}, counted({ load: hangs }))(forged);
    expect(performance.now() - begunAtMs).toBeGreaterThan(250);
    expect(performance.now() - begunAtMs).toBeLessThan(1_000);
  });
});
