import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LambdaFunction } from '../../local/lambda/lambda-function.ts';
import type { OrderJson } from '../../sandbox/shops/woocommerce-query.ts';
import { CONSUMER, type WooCommerceShop } from '../../sandbox/shops/woocommerce-shop.ts';
import { personalDataIn } from '../support/personal-data.ts';
import { startReconcileFunction } from '../support/reconcile-function.ts';
import { type ShopPlatform, startShopPlatform } from '../support/shop-platform.ts';
import { paidOrder as order } from '../support/store-apis/woocommerce-orders.ts';
import { signedBody, type TestPlatform } from '../support/test-platform.ts';

const WEBHOOKS_URL = 'https://ponte.example.com';

let at: ShopPlatform;
let shop: WooCommerceShop;
let platform: TestPlatform;
let reconcile: LambdaFunction;
const lines: string[] = [];

beforeAll(async () => {
  at = await startShopPlatform();
  ({ shop, platform } = at);
  reconcile = await startReconcileFunction({
    state: at.state,
    services: platform.services,
    log: (line) => lines.push(line),
    environment: { WEBHOOKS_URL },
  });
}, 60_000);
afterAll(async () => {
  await reconcile?.stop();
  await at?.close();
});

test('a day without webhooks: 300 orders paid, 40 refunded or exchanged meanwhile end at the right balances', async () => {
  const ids = Array.from({ length: 300 }, (_, index) => 1_000 + index);
  // The first twenty were told of as paid, before the webhook was switched off.
  for (const id of ids.slice(0, 20)) await platform.send(signedBody('woocommerce', JSON.stringify(order(id, 26))));
  const refunded = (total: string) => ({ refunds: [{ id: 9_000, reason: '', total }] });
  const now = (id: number): OrderJson => {
    // Of the twenty: ten refunded in part, five in full, five exchanged. Of the others: 15 and 5 refunded, ten cancelled.
    if (id < 1_010) return order(id, 5, refunded('-6.80'));
    if (id < 1_015) return order(id, 5, { ...refunded('-68.00'), status: 'refunded' });
    if (id < 1_020) return order(id, 5, refunded('-34.00'));
    if (id < 1_035) return order(id, 4, refunded('-34.00'));
    if (id < 1_040) return order(id, 4, { ...refunded('-68.00'), status: 'refunded' });
    if (id < 1_050) return order(id, 4, { status: 'cancelled' });
    return order(id, 3);
  };
  for (const id of ids) shop.put(now(id));
  // WooCommerce knows no exchange: half of the order went back, and another was made for what the customer keeps.
  for (const id of ids.slice(15, 20))
    shop.put(order(id + 1_000, 2, { billing: { email: `customer.${id}@example.com` } }));

  await reconcile.invoke({});
  const done = lines.find((line) => line.includes('"what":"reconciled"')) ?? '';
  expect(JSON.parse(done.slice(done.indexOf('{')))).toMatchObject({
    what: 'reconciled',
    // All 305; what was never paid, or has gone back already, is news and moves no points.
    ...{ found: 305, moved: 290, unreadable: 0, done: 1, troubled: 0, left: 0 },
  });

  // 52.48 ÷ 10 × 9 = 47.2; half of 52.48 is 26.2.
  const expected = (id: number) => {
    if (id < 1_010) return 47;
    if (id < 1_015) return 0;
    if (id < 1_020) return 26 + 52;
    if (id < 1_035) return 26;
    return id < 1_050 ? 0 : 52;
  };
  // Twenty awards before; of them twenty reversals; of the other 280 all but 15, and the five that were made for another.
  const changes = 20 + 20 + 265 + 5;
  await expect.poll(() => platform.sandbox.core.state().changes.length, { timeout: 60_000 }).toBe(changes);
  for (const id of ids) expect([id, await platform.balance(`customer.${id}@example.com`)]).toEqual([id, expected(id)]);
  expect(platform.sandbox.core.state().changes.filter(({ sent }) => sent !== 1)).toEqual([]);

  const before = lines.length;
  await reconcile.invoke({});
  expect(lines.slice(before).filter((line) => line.includes('orderFound'))).toEqual([]);
  expect(lines.filter((line) => line.includes('FoundLate')).length).toBeGreaterThan(0);
}, 120_000);

test('no line tells who bought, or what the key is', () => {
  for (const line of lines) {
    expect(personalDataIn(line)).toEqual([]);
    expect(line).not.toContain(CONSUMER.consumerSecret);
    expect(line).not.toMatch(/customer\.\d+@/);
  }
});
