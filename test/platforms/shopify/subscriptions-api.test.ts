import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CONSUMER } from '../../../sandbox/shops/woocommerce-shop.ts';
import { createShopifyAdmin } from '../../../src/platforms/shopify/admin-graphql.ts';
import { createShopifySubscriptions } from '../../../src/platforms/shopify/subscriptions-api.ts';
import { describeSubscriptionsApi } from '../../support/conformance/subscriptions-api.ts';
import { demoStore } from '../../support/shopify/store.ts';
import { type ShopifyShop, startShopifyShop, TOKEN } from '../../support/store-apis/shopify-shop.ts';

const NOW = Date.parse('2026-11-23T12:00:00Z');
const never = new AbortController().signal;
const ADDRESS = 'https://ponte.example.com/webhooks/shopify/demo-shopify';
const TARGET = { address: ADDRESS, secret: 'not used' };

const startShop = () => startShopifyShop({ now: () => NOW, restoreRate: 100_000 });
const apiOf = (shop: ShopifyShop) =>
  createShopifySubscriptions(
    createShopifyAdmin(
      () => NOW,
      () => shop.url,
    ),
  );

describeSubscriptionsApi('Shopify', async () => {
  const shop = await startShop();
  return {
    api: apiOf(shop),
    store: demoStore,
    credentials: TOKEN,
    wrongCredentials: { accessToken: 'shpat_another' },
    add: (topic, address) => void shop.webhooks.add(topic.replace('/', '_').toUpperCase(), address),
    fail: shop.fail,
    close: shop.close,
  };
});

describe("Shopify's webhooks", () => {
  let shop: ShopifyShop;
  beforeEach(async () => {
    shop = await startShop();
  });
  afterEach(() => shop.close());

  const list = () => apiOf(shop).list(demoStore, TOKEN, never);
  const repair = (one: Parameters<ReturnType<typeof apiOf>['repair']>[2]) =>
    apiOf(shop).repair(demoStore, TOKEN, one, TARGET, never);

  test('have their topics as deliveries name them', async () => {
    shop.webhooks.add('ORDER_TRANSACTIONS_CREATE', ADDRESS);
    shop.webhooks.add('REFUNDS_CREATE', ADDRESS, { format: 'XML', apiVersion: { handle: 'unstable' } });
    shop.webhooks.add('PRODUCTS_UPDATE', 'arn:aws:events:sa-east-1::event-source/aws.partner/shopify.com/1/x');
    expect(await list()).toMatchObject({
      kind: 'listed',
      subscriptions: [
        { topic: 'order_transactions/create', address: ADDRESS, state: 'active', format: 'json', changedAtMs: NOW },
        { topic: 'refunds/create', format: 'xml', version: 'unstable' },
        { topic: 'products_update' },
      ],
    });
  });

  test('that leave out fields or events are told, and send all once they are changed', async () => {
    shop.webhooks.add('ORDERS_PAID', ADDRESS, { includeFields: ['id'] });
    shop.webhooks.add('ORDERS_UPDATED', ADDRESS, { filter: 'total_price:>100' });
    expect(await list()).toMatchObject({ subscriptions: [{ isPartial: true }, { isPartial: true }] });
    await repair({ kind: 'update', topic: 'orders/paid', id: 'gid://shopify/WebhookSubscription/1' });
    await repair({ kind: 'update', topic: 'orders/updated', id: 'gid://shopify/WebhookSubscription/2' });
    expect(await list()).toMatchObject({ subscriptions: [{ isPartial: false }, { isPartial: false }] });
  });

  test('are deleted after eight failures in a row', async () => {
    shop.webhooks.add('ORDERS_PAID', ADDRESS);
    for (let times = 0; times < 7; times += 1) shop.webhooks.send('ORDERS_PAID', () => 503);
    expect(await list()).toMatchObject({ subscriptions: [{ topic: 'orders/paid' }] });
    shop.webhooks.send('ORDERS_PAID', () => 503);
    expect(await list()).toEqual({ kind: 'listed', subscriptions: [] });
  });

  test('that Shopify does not take are told without its words', async () => {
    shop.webhooks.add('ORDERS_PAID', ADDRESS);
    expect(await repair({ kind: 'create', topic: 'orders/paid' })).toEqual({
      kind: 'unsupported',
      because: 'Shopify does not take the webhook, for webhookSubscription.callbackUrl',
      retryAfterMs: null,
    });
  });

  test('are not asked for with a key of another platform', async () => {
    expect(await apiOf(shop).list(demoStore, CONSUMER, never)).toMatchObject({ kind: 'unsupported' });
    expect(shop.queries).toEqual([]);
  });
});
