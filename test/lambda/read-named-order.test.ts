import { afterEach, beforeEach, expect, test } from 'vitest';
import { platformsWith } from '../../src/lambda/platforms.ts';
import { handlePostingMessage } from '../../src/lambda/posting-message.ts';
import { namedOrderReader } from '../../src/lambda/read-named-order.ts';
import type { Platform } from '../../src/platforms/platform.ts';
import { createShopifyAdmin } from '../../src/platforms/shopify/admin-graphql.ts';
import { promptShopifyPlatform } from '../../src/platforms/shopify/shopify-platform.ts';
import { createShopifyApi } from '../../src/platforms/shopify/store-api.ts';
import { receiveWebhook } from '../../src/webhooks/receive-webhook.ts';
import { CREDENTIALS, createModelSecrets, WEBHOOK_SECRET } from '../support/models/secrets.ts';
import { likeFixture } from '../support/store-apis/shopify-orders.ts';
import { type ShopifyShop, startShopifyShop, TOKEN } from '../support/store-apis/shopify-shop.ts';
import { bytes, createWorld, headersOf, STORES, type World } from '../support/webhook-world.ts';

// Bodies over the size that their way takes come as an id: the order is fetched when they come from the queue.

const ANA = 'ana.souza@example.com';
/** 2 × 100.00 less 20.00 and 50.00 of goods; one point for each real. */
const POINTS = 230;
const MINUTE = 60_000;

let world: World;
let shop: ShopifyShop;
let secret: object;
beforeEach(async () => {
  world = createWorld();
  shop = await startShopifyShop({ now: world.now });
  secret = { bonifiq: CREDENTIALS, webhookSecrets: [WEBHOOK_SECRET], storeApi: TOKEN };
});
afterEach(() => shop.close());

function webhook(body: object, topic = 'orders/paid') {
  const rawBody = bytes(body);
  const delivery = {
    store: STORES.shopify,
    headers: headersOf('shopify', { rawBody, topic }),
    rawBody,
    receivedAtMs: world.now(),
  };
  return receiveWebhook(world.dependencies, promptShopifyPlatform as Platform, delivery, world.deadline());
}

/** What the posting function makes of all that may be received now. */
async function queued() {
  const admin = createShopifyAdmin(world.now, () => shop.url);
  const reader = namedOrderReader(createModelSecrets(secret), createShopifyApi(world.now, admin));
  const outcomes = [];
  for (const { messageId, body } of world.queue.poll(10)) {
    const dependencies = { ...world.dependencies, platforms: platformsWith(reader) };
    const deadline = { ...world.deadline(), endsAtMs: world.now() + MINUTE };
    const { outcome } = await handlePostingMessage(dependencies, body, deadline);
    world.queue.delete(messageId);
    outcomes.push(outcome);
  }
  return outcomes;
}

async function balance() {
  await world.runWorkers();
  return world.balances()[ANA] ?? 0;
}

test('is kept when it comes, and its order fetched from the queue', async () => {
  shop.put(likeFixture('orders-paid', 500, world.now()));
  expect(await webhook({ id: 500 })).toMatchObject({ kind: 'deferred' });
  expect(shop.queries).toEqual([]);
  world.passTime(MINUTE);
  expect(await queued()).toMatchObject([{ kind: 'applied', order: '500' }]);
  expect(await balance()).toBe(POINTS);
  expect(shop.queries.map(({ name }) => name)).toEqual(['PonteOrder']);
});

test('is fetched as it is then, hours later, without its clock seeming ahead', async () => {
  await webhook({ id: 500 });
  world.passTime(5 * 60 * MINUTE);
  shop.put(likeFixture('orders-paid', 500, world.now()));
  await queued();
  expect(await balance()).toBe(POINTS);
  expect(world.events.some(({ kind }) => kind === 'shopClockAhead')).toBe(false);
});

test('waits while the shop gives nothing, and for as long as other deliveries wait; then a person has it', async () => {
  shop.put(likeFixture('orders-paid', 500, world.now()));
  await webhook({ id: 500 });
  shop.fail({ kind: 'status', status: 502 }, 2);
  for (let tries = 0; tries < 2; tries += 1) {
    world.passTime(2 * MINUTE);
    expect(await queued()).toMatchObject([{ kind: 'deferred' }]);
  }
  world.passTime(5 * MINUTE);
  expect(await queued()).toMatchObject([{ kind: 'applied' }]);

  await webhook({ id: 501 });
  shop.fail({ kind: 'status', status: 401 }, 1);
  world.passTime(world.dependencies.retry.giveUpAfterMs + MINUTE);
  expect(await queued()).toMatchObject([{ kind: 'parked', reason: 'keptTooLong' }]);
});

test('is for a person where the shop has no such order, or the secret no key of its API', async () => {
  await webhook({ id: 500 });
  world.passTime(MINUTE);
  expect(await queued()).toMatchObject([{ kind: 'parked', message: expect.stringContaining('no such order') }]);
  secret = { bonifiq: CREDENTIALS, webhookSecrets: [WEBHOOK_SECRET] };
  await webhook({ id: 501 });
  world.passTime(MINUTE);
  expect(await queued()).toMatchObject([{ kind: 'parked', message: expect.stringContaining('must be fetched') }]);
});

test("is for a person where it is a refund's id, which names no order", async () => {
  expect(await webhook({ id: 500 }, 'refunds/create')).toMatchObject({ kind: 'parked' });
});
