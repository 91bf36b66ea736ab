import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '../support/reconciling.ts';
import { startShopifyReconciling } from '../support/reconciling-shopify.ts';
import { refundBody, takenOff } from '../support/shopify/refund-bodies.ts';
import { gone, type OrderWords, orderBody } from '../support/shopify/shop-bodies.ts';
import type { Json } from '../support/store-apis/shopify-objects.ts';
import { likeFixture } from '../support/store-apis/shopify-orders.ts';
import { CLIENT } from '../support/store-apis/shopify-shop.ts';
import { bytes, deliver, STORES } from '../support/webhook-world.ts';

/** 2 × 100.00 less 20.00 and 50.00 of goods without tax; one point for each real. */
const PAID = 'orders-paid';
const POINTS = 230;
const ANA = 'ana.souza@example.com';
const never = new AbortController().signal;

describe('reconciliation with Shopify', () => {
  let at: Awaited<ReturnType<typeof startShopifyReconciling>>;
  beforeEach(async () => {
    at = await startShopifyReconciling();
    await at.run();
  });
  afterEach(() => at.close());

  const order = (id: number, changes: Json = {}) => likeFixture(PAID, id, at.world.now(), changes);
  const webhook = (body: object) => deliver(at.world, 'shopify', { rawBody: bytes(body), topic: 'orders/updated' });
  const balance = async (customer = ANA) => {
    await at.world.runWorkers();
    return at.world.balances()[customer] ?? 0;
  };
  const record = (id: string) => at.world.ledger.load({ store: STORES.shopify, order: id as never }, never);

  test('finds a paid order that no webhook told of, posts its points once, and says how late', async () => {
    at.shop.put(order(500));
    at.world.passTime(20 * MINUTE);
    expect(await at.run()).toEqual({ read: 1, found: 1, moved: 1, unreadable: 0, done: 1, troubled: 0, left: 0 });
    expect(at.told('orderFound')).toEqual([
      {
        kind: 'orderFound',
        store: STORES.shopify,
        order: '500',
        lateMs: 20 * MINUTE,
        news: 'points',
        points: POINTS,
      },
    ]);
    expect(await balance()).toBe(POINTS);
    await at.runFor(2 * DAY);
    expect(at.told('orderFound')).toEqual([]);
    expect(await balance()).toBe(POINTS);
  });

  test('finds nothing where the webhook told it, and writes nothing', async () => {
    const body = order(500);
    at.shop.put(body);
    await webhook(body);
    const before = await record('500');
    await at.runFor(2 * DAY);
    expect(at.told('orderFound')).toEqual([]);
    expect(await record('500')).toEqual(before);
    expect(at.shop.queries.length).toBeLessThan(2 * 96 + 10);
  });

  test('changes nothing when the webhook comes after all', async () => {
    const body = order(500);
    at.shop.put(body);
    await at.runFor(HOUR);
    expect(await balance()).toBe(POINTS);
    await webhook(body);
    expect(await balance()).toBe(POINTS);
    expect(at.world.sandbox.state().changes).toHaveLength(1);
  });

  test('finds an exchange and its refund', async () => {
    const [dear, cheap] = [{ price: '1893.00' }, { price: '365.00' }];
    await webhook(orderBody({ lines: [dear] }, [], 0));
    expect(await balance('ana@example.com')).toBe(1_893);
    const after: OrderWords = { lines: [gone(dear), cheap], status: 'partially_refunded', totalHolds: 'left' };
    const refund = refundBody({ ...takenOff(0, '1893.00'), money: ['1528.00'] }, after, 1);
    at.shop.put({ ...orderBody(after, [refund], 2), updated_at: new Date(at.world.now()).toISOString() });
    await at.runFor(HOUR);
    // 365 stay.
    expect(at.told('orderFound')).toMatchObject([{ news: 'points', points: -1_528 }]);
    expect(await balance('ana@example.com')).toBe(365);
  });

  test('finds all of many orders over several pages', async () => {
    for (let id = 1; id <= 250; id += 1) {
      at.shop.put(order(id, { customer: { id, email: `customer.${id}@example.com` } }));
    }
    at.world.passTime(20 * MINUTE);
    expect(await at.run()).toMatchObject({ read: 250, found: 250, moved: 250, done: 1 });
    expect(at.world.ledger.orders()).toHaveLength(250);
  });

  test('tells of a shop that refuses, and reads on where it was when it does so no more', async () => {
    at.shop.put(order(500));
    at.shop.configure({ scopes: ['read_orders'] });
    at.world.passTime(20 * MINUTE);
    expect(await at.run()).toMatchObject({ troubled: 1, found: 0 });
    at.shop.configure({ scopes: ['read_orders', 'read_customers'] });
    await at.runFor(3 * HOUR);
    expect(await balance()).toBe(POINTS);
  });
});

test('an app of the Dev Dashboard is read by its client credentials', async () => {
  const at = await startShopifyReconciling(CLIENT);
  try {
    at.shop.put(likeFixture(PAID, 500, at.world.now()));
    at.world.passTime(20 * MINUTE);
    expect(await at.run()).toMatchObject({ found: 1, done: 1 });
    await at.runFor(2 * DAY);
    // A day each.
    expect(at.shop.tokensGiven()).toBe(3);
  } finally {
    await at.close();
  }
});
