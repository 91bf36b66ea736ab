import { afterEach, expect, test } from 'vitest';
import type { OrderJson } from '../../sandbox/shops/woocommerce-query.ts';
import { createShopifyAdmin } from '../../src/platforms/shopify/admin-graphql.ts';
import { createShopifySubscriptions } from '../../src/platforms/shopify/subscriptions-api.ts';
import { WEBHOOK_SECRET } from '../support/models/secrets.ts';
import { DAY, HOUR, MINUTE, type Reconciling, SHOP, startReconciling, WEBHOOKS_URL } from '../support/reconciling.ts';
import { startShopifyReconciling } from '../support/reconciling-shopify.ts';
import { likeRecorded } from '../support/store-apis/woocommerce-orders.ts';
import { bytes, deliver, STORES } from '../support/webhook-world.ts';

const ADDRESS = `${WEBHOOKS_URL}/webhooks/woocommerce/${SHOP}`;
const TOPICS = ['order.created', 'order.updated', 'order.restored', 'order.deleted'];

let at: Reconciling;
afterEach(() => at?.close());

async function start(webhooks: 'watch' | 'autoRepair' | 'off', topics: readonly string[] = TOPICS) {
  at = await startReconciling({ isWatched: true, woocommerce: { webhooks } });
  for (const topic of topics) at.shop.webhooks.add({ topic, delivery_url: ADDRESS, secret: WEBHOOK_SECRET });
  await at.run();
}

/** The shop sends what was changed of an order, and nobody takes it. */
function failDeliveries(times: number, topic = 'order.updated') {
  for (let time = 0; time < times; time += 1) at.shop.webhooks.send(topic, () => 503);
}

const looks = () => at.shop.requests.filter((path) => path.startsWith('/wp-json/wc/v3/webhooks')).length;
const states = () => at.shop.webhooks.all().map(({ topic, status }) => `${topic} ${status}`);

test('looks once an hour, and says nothing while all is fine', async () => {
  await start('watch');
  expect(looks()).toBe(1);
  await at.runFor(DAY);
  expect(looks()).toBe(1 + 24);
  expect(at.told('webhooksOff')).toEqual([]);
  expect(at.told('webhooksNotSeen')).toEqual([]);
});

test('tells with every look of a webhook that failed until it was switched off, and changes nothing', async () => {
  await start('watch');
  await at.runFor(HOUR);
  failDeliveries(7);
  await at.runFor(2 * HOUR);
  expect(at.told('webhooksOff')).toEqual([
    { kind: 'webhooksOff', store: SHOP, faults: ['order.updated: disabled'], fineMs: HOUR, because: null },
    { kind: 'webhooksOff', store: SHOP, faults: ['order.updated: disabled'], fineMs: 2 * HOUR, because: null },
  ]);
  expect(states()).toContain('order.updated disabled');
  at.shop.webhooks.request('POST', '/2', new URLSearchParams(), { status: 'active' });
  await at.runFor(HOUR);
  expect(at.told('webhooksOff')).toEqual([]);
});

test('tells of those that are missing, or send elsewhere', async () => {
  await start('watch', ['order.created', 'order.updated']);
  at.shop.webhooks.add({ topic: 'order.deleted', delivery_url: ADDRESS.replace('ponte', 'old-ponte') });
  await at.runFor(HOUR);
  expect(at.told('webhooksOff').at(-1)).toEqual({
    kind: 'webhooksOff',
    store: SHOP,
    faults: ['order.restored: missing', 'order.deleted: missing; one points to another host'],
    fineMs: null,
    because: null,
  });
});

test('makes them again where the store is set so, signed with its secret, and says so', async () => {
  await start('autoRepair', ['order.created', 'order.restored']);
  expect(at.told('webhookRepaired')).toEqual([
    { kind: 'webhookRepaired', store: SHOP, topic: 'order.updated', change: 'create' },
    { kind: 'webhookRepaired', store: SHOP, topic: 'order.deleted', change: 'create' },
  ]);
  expect(at.told('webhooksOff')).toEqual([]);
  expect(at.shop.webhooks.all().slice(2)).toMatchObject([
    { topic: 'order.updated', delivery_url: ADDRESS, secret: WEBHOOK_SECRET, status: 'active', apiVersion: 3 },
    { topic: 'order.deleted', delivery_url: ADDRESS, secret: WEBHOOK_SECRET, status: 'active', apiVersion: 3 },
  ]);
  await at.runFor(DAY);
  expect(at.told('webhookRepaired')).toEqual([]);
  expect(at.shop.webhooks.all()).toHaveLength(4);
});

test('replaces one that was switched off, so that its next failure does not switch it off again', async () => {
  await start('autoRepair');
  failDeliveries(7);
  await at.runFor(HOUR);
  expect(at.told('webhookRepaired').map(({ change }) => change)).toEqual(['create', 'remove']);
  failDeliveries(1);
  await at.runFor(2 * HOUR);
  expect(states()).toEqual(
    ['order.created', 'order.restored', 'order.deleted', 'order.updated'].map((one) => `${one} active`),
  );
  expect(at.told('webhookRepaired')).toEqual([]);
});

test.each([
  ['a person has put them right', 'watch', 3],
  ['they are made again', 'autoRepair', 1],
] as const)('once %s, what was changed since they were whole is read again, once', async (_, webhooks, hours) => {
  await start(webhooks);
  await at.runFor(HOUR);
  failDeliveries(7);
  if (webhooks === 'watch') await at.runFor(2 * HOUR);
  at.world.passTime(40 * MINUTE);
  at.shop.put(likeRecorded('007', 501, at.world.now() - 16 * MINUTE));
  await at.run();
  // The shop's API shows it only now, behind what was read.
  at.shop.put(likeRecorded('007', 500, at.world.now() - 39 * MINUTE));
  await at.run();
  expect(at.told('orderFound').map(({ order }) => order)).toEqual(['501']);
  if (webhooks === 'watch') at.shop.webhooks.request('POST', '/2', new URLSearchParams(), { status: 'active' });
  at.world.passTime(20 * MINUTE);
  await at.run();
  const events = at.world.events.filter(({ kind }) => kind === 'webhookGap' || kind === 'orderFound');
  expect(events).toMatchObject([
    { kind: 'orderFound', order: '501' },
    { kind: 'webhookGap', store: SHOP, gapMs: hours * HOUR },
    { kind: 'orderFound', order: '500' },
  ]);
  await at.runFor(6 * HOUR);
  expect(at.told('webhookGap')).toHaveLength(1);
});

test('two runs at once make each webhook once', async () => {
  at = await startReconciling({ isWatched: true, woocommerce: { webhooks: 'autoRepair' } });
  await Promise.all([at.run(), at.run(), at.run()]);
  expect(states()).toEqual(TOPICS.map((topic) => `${topic} active`));
});

test('says why it cannot repair, and goes on where it was cut off', async () => {
  at = await startReconciling({ isWatched: true, woocommerce: { webhooks: 'autoRepair' } });
  at.shop.configure({ keyMay: 'read' });
  await at.run();
  expect(at.told('webhooksOff')).toMatchObject([
    { faults: TOPICS.map((topic) => `${topic}: missing`), because: expect.stringContaining('it may not write') },
  ]);
  at.shop.configure({ keyMay: 'readWrite' });
  await at.runFor(HOUR);
  expect(at.shop.webhooks.all()).toHaveLength(4);
});

test('goes on with the next run where a slow shop made only some', async () => {
  at = await startReconciling({ isWatched: true, woocommerce: { webhooks: 'autoRepair' } });
  const { woocommerce } = at.dependencies.subscriptions;
  if (woocommerce === undefined) throw new Error('no API');
  let made = 0;
  const slow = {
    ...woocommerce,
    repair: async (...args: Parameters<typeof woocommerce.repair>) => {
      made += 1;
      return made === 3
        ? ({ kind: 'failed', because: 'the shop does not answer in time', retryAfterMs: null } as const)
        : await woocommerce.repair(...args);
    },
  };
  const dependencies = { ...at.dependencies, subscriptions: { woocommerce: slow } };
  await at.run(dependencies);
  expect(at.shop.webhooks.all()).toHaveLength(2);
  at.world.passTime(15 * MINUTE);
  await at.run(dependencies);
  expect(at.shop.webhooks.all()).toHaveLength(4);
});

test('reads the gap again where a repair was cut off once the webhooks were whole', async () => {
  await start('autoRepair');
  failDeliveries(7);
  const { woocommerce } = at.dependencies.subscriptions;
  if (woocommerce === undefined) throw new Error('no API');
  let made = 0;
  const slow = {
    ...woocommerce,
    repair: async (...args: Parameters<typeof woocommerce.repair>) => {
      const repaired = await woocommerce.repair(...args);
      made += 1;
      const isLost = made === 2;
      return isLost
        ? ({ kind: 'failed', because: 'the shop does not answer in time', retryAfterMs: null } as const)
        : repaired;
    },
  };
  const dependencies = { ...at.dependencies, subscriptions: { woocommerce: slow } };
  at.world.passTime(HOUR);
  await at.run(dependencies);
  at.world.passTime(15 * MINUTE);
  await at.run(dependencies);
  await at.runFor(6 * HOUR);
  const events = at.world.events.filter(({ kind }) => kind === 'webhooksOff' || kind === 'webhookGap');
  expect(events).toMatchObject([
    { kind: 'webhooksOff', because: 'the shop does not answer in time' },
    { kind: 'webhookGap', gapMs: HOUR + 15 * MINUTE },
  ]);
});

test('leaves a shop alone for as long as it asks, and says that it could not look', async () => {
  await start('watch');
  at.shop.fail({ kind: 'status', status: 429, headers: { 'Retry-After': '10800' } });
  at.world.passTime(HOUR);
  await at.run();
  expect(at.told('webhooksNotSeen')).toMatchObject([{ because: '429: the shop asks to come back later' }]);
  const before = looks();
  await at.runFor(3 * HOUR - 15 * MINUTE);
  expect(looks()).toBe(before);
  await at.runFor(15 * MINUTE);
  expect(looks()).toBe(before + 1);
});

test('looks at no store that is set so, and none without a key', async () => {
  await start('off', []);
  expect(looks()).toBe(0);
  await at.close();
  at = await startReconciling({ isWatched: true, secret: { webhookSecrets: [WEBHOOK_SECRET] } });
  await at.run();
  expect(at.shop.requests).toEqual([]);
});

test('a shop whose webhooks cannot be seen is reconciled all the same, and its trouble is no other store’s', async () => {
  await start('watch');
  at.shop.configure({ isManager: false });
  at.shop.put(likeRecorded('007', 500, at.world.now()));
  at.world.passTime(HOUR);
  expect(await at.run()).toMatchObject({ found: 1, done: 1 });
  expect(at.told('webhooksNotSeen')).toMatchObject([{ because: expect.stringContaining('may not see webhooks') }]);
  const { watches } = at.dependencies;
  const broken = { ...watches, load: () => Promise.reject(new Error('the ledger is out')) };
  expect(await at.run({ ...at.dependencies, watches: broken })).toMatchObject({ done: 1 });
  expect(at.told('warning')).toMatchObject([{ message: "a store's webhooks could not be looked at" }]);
});

test.each([
  ['watch', false],
  ['autoRepair', true],
] as const)('a shop whose first webhooks nobody can see is judged with %s: %s', async (webhooks, isJudged) => {
  at = await startReconciling({ isWatched: true, woocommerce: { webhooks } });
  const { woocommerce } = at.dependencies.subscriptions;
  if (woocommerce === undefined) throw new Error('no API');
  const dependencies = { ...at.dependencies, subscriptions: { woocommerce: { ...woocommerce, showsAll: false } } };
  await at.run(dependencies);
  expect(at.told('webhooksOff').length > 0).toBe(isJudged);
  // Once one was seen, its absence says something.
  const { id } = at.shop.webhooks.add({ topic: 'order.created', delivery_url: ADDRESS });
  at.world.passTime(HOUR);
  await at.run(dependencies);
  for (const one of [id, ...at.shop.webhooks.all().map((webhook) => webhook.id)])
    at.shop.webhooks.request('DELETE', `/${one}`, new URLSearchParams('force=true'), {});
  at.told('webhooksOff');
  at.world.passTime(HOUR);
  await at.run(dependencies);
  expect(at.told('webhooksOff')).toMatchObject([{ faults: TOPICS.map((topic) => `${topic}: missing`) }]);
});

test('webhooks that Shopify deleted are told once they were seen, and those of a person never', async () => {
  const shopify = await startShopifyReconciling();
  const { now } = shopify.world;
  const api = createShopifySubscriptions(createShopifyAdmin(now, () => shopify.shop.url));
  const dependencies = { ...shopify.dependencies, subscriptions: { shopify: api } };
  async function look() {
    shopify.world.passTime(HOUR);
    await shopify.run(dependencies);
    return shopify.told('webhooksOff').map(({ faults }) => faults);
  }
  const { webhooks } = shopify.shop;
  const address = `${WEBHOOKS_URL}/webhooks/shopify/${STORES.shopify}`;
  const names = ['ORDERS_PAID', 'ORDERS_UPDATED', 'ORDERS_CANCELLED', 'REFUNDS_CREATE', 'ORDER_TRANSACTIONS_CREATE'];
  expect(await look()).toEqual([]);
  for (const name of names) webhooks.add(name, address);
  expect(await look()).toEqual([]);
  for (let times = 0; times < 8; times += 1) webhooks.send('REFUNDS_CREATE', () => 503);
  expect(await look()).toEqual([['refunds/create: missing']]);
  await shopify.close();
});

test('a day without webhooks: told, made again, and every order of that day has its points', async () => {
  await start('autoRepair');
  const order = (id: number, changes: OrderJson = {}): OrderJson => ({
    ...likeRecorded('007', id, at.world.now()),
    billing: { email: `customer.${id}@example.com` },
    ...changes,
  });
  /** The shop saves an order, and sends it with the webhooks that are on; `answer` stands for the way to Ponte. */
  async function save(changed: OrderJson, isReached: boolean) {
    at.shop.put(changed);
    const sent = at.shop.webhooks.send('order.updated', () => (isReached ? 200 : 503));
    if (isReached && sent > 0)
      await deliver(at.world, 'woocommerce', { rawBody: bytes(changed), topic: 'order.updated' });
  }
  // Ten are paid and told of; then nothing of the shop arrives, and no run is made.
  for (let id = 1; id <= 10; id += 1) await save(order(1_000 + id), true);
  at.world.passTime(HOUR);
  for (let id = 11; id <= 40; id += 1) {
    await save(order(1_000 + id), false);
    at.world.passTime(30 * MINUTE);
  }
  // Five of the ten are refunded by a tenth: 52.48 × 0.9 = 47.2.
  for (let id = 1; id <= 5; id += 1)
    await save(order(1_000 + id, { refunds: [{ id: 9_000 + id, reason: '', total: '-6.80' }] }), false);
  at.world.passTime(6 * HOUR);
  expect(states()).toContain('order.updated disabled');
  await at.run();
  expect(at.told('webhooksOff')).toMatchObject([
    { faults: ['order.updated: disabled'], fineMs: 22 * HOUR, because: null },
  ]);
  expect(states().filter((one) => one.endsWith('disabled'))).toEqual([]);
  await at.world.runWorkers();
  // Those of the last minutes before the repair are found by the next run, those after it come by webhook.
  await save(order(1_041), true);
  await at.runFor(HOUR);
  await at.world.runWorkers();
  const balances = at.world.balances();
  for (let id = 1; id <= 41; id += 1)
    expect([id, balances[`customer.${1_000 + id}@example.com`]]).toEqual([id, id <= 5 ? 47 : 52]);
  expect(at.world.events.filter(({ kind }) => kind === 'orderFound')).toHaveLength(30 + 5);
});
