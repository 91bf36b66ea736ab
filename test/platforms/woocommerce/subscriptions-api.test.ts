import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CONSUMER, startWooCommerceShop, type WooCommerceShop } from '../../../sandbox/shops/woocommerce-shop.ts';
import { createWooCommerceSubscriptions } from '../../../src/platforms/woocommerce/subscriptions-api.ts';
import { describeSubscriptionsApi } from '../../support/conformance/subscriptions-api.ts';
import { demoStore } from '../../support/woocommerce-store.ts';

const NOW = Date.parse('2026-11-23T12:00:00Z');
const never = new AbortController().signal;
const ADDRESS = 'https://ponte.example.com/webhooks/woocommerce/demo-woocommerce';
const TARGET = { address: ADDRESS, secret: 'a "secret" \\ with & and <signs>' };

describeSubscriptionsApi('WooCommerce', async () => {
  const shop = await startWooCommerceShop({ now: () => NOW });
  return {
    api: createWooCommerceSubscriptions(() => NOW),
    store: { ...demoStore, siteUrls: [shop.url] },
    credentials: CONSUMER,
    wrongCredentials: { ...CONSUMER, consumerSecret: 'cs_another' },
    add: (topic, address) => void shop.webhooks.add({ topic, delivery_url: address }),
    fail: shop.fail,
    close: shop.close,
  };
});

describe("WooCommerce's webhooks", () => {
  let shop: WooCommerceShop;
  beforeEach(async () => {
    shop = await startWooCommerceShop({ now: () => NOW });
  });
  afterEach(() => shop.close());

  const api = createWooCommerceSubscriptions(() => NOW);
  const store = () => ({ ...demoStore, siteUrls: [shop.url] });
  const list = () => api.list(store(), CONSUMER, never);
  const repair = (one: Parameters<typeof api.repair>[2]) => api.repair(store(), CONSUMER, one, TARGET, never);

  test('are made active, of API version 3, with the secret as it is, and pinged', async () => {
    await repair({ kind: 'create', topic: 'order.updated' });
    expect(shop.webhooks.all()).toMatchObject([
      { name: 'Ponte order.updated', status: 'active', secret: TARGET.secret, apiVersion: 3, failureCount: 0 },
    ]);
    expect(shop.webhooks.pings).toEqual([ADDRESS]);
  });

  // PLATFORMS, F 3: the count is kept when a webhook is switched on, and one more failure switches it off at once.
  test('switch off at the seventh failure in a row, and again at the next one after they are switched on', async () => {
    shop.webhooks.add({ topic: 'order.updated', delivery_url: ADDRESS });
    const states: string[] = [];
    const fail = () => {
      shop.webhooks.send('order.updated', () => 500);
      states.push(shop.webhooks.all()[0]?.status ?? '');
    };
    for (let times = 0; times < 7; times += 1) fail();
    expect(states).toEqual([...Array(6).fill('active'), 'disabled']);
    expect(await list()).toMatchObject({ subscriptions: [{ id: '1', state: 'disabled', changedAtMs: NOW }] });
    await repair({ kind: 'update', topic: 'order.updated', id: '1' });
    expect(shop.webhooks.all()[0]?.status).toBe('active');
    fail();
    expect(shop.webhooks.all()[0]?.status).toBe('disabled');
  });

  test('that are moved or switched on get the secret, too', async () => {
    shop.webhooks.add({ topic: 'order.updated', delivery_url: 'http://x.example.com/', status: 'paused' });
    await repair({ kind: 'update', topic: 'order.updated', id: '1' });
    expect(shop.webhooks.all()).toMatchObject([{ status: 'active', delivery_url: ADDRESS, secret: TARGET.secret }]);
  });

  test('can be looked at by a key that may read, and not changed', async () => {
    shop.configure({ keyMay: 'read' });
    expect(await list()).toEqual({ kind: 'listed', subscriptions: [] });
    expect(await repair({ kind: 'create', topic: 'order.updated' })).toEqual({
      kind: 'refused',
      because: '401 woocommerce_rest_authentication_error: the shop refuses the key, or it may not write',
      retryAfterMs: null,
    });
  });

  test('are hidden from a key whose owner does not manage the shop', async () => {
    shop.configure({ isManager: false });
    expect(await list()).toMatchObject({
      kind: 'refused',
      because: "403 woocommerce_rest_cannot_view: the key's owner may not see webhooks, or a firewall keeps Ponte out",
    });
  });

  test('are not asked for where the key would cross the network in the clear', async () => {
    const open = { ...demoStore, siteUrls: ['http://shop.example.com'] };
    expect(await api.list(open, CONSUMER, never)).toMatchObject({ kind: 'unsupported' });
    const created = await api.repair(open, CONSUMER, { kind: 'create', topic: 'order.updated' }, TARGET, never);
    expect(created).toMatchObject({ kind: 'unsupported' });
    expect(shop.requests).toEqual([]);
  });
});
