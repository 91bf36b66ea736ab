import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LOCAL_CLIENT } from '../../local/endpoints.ts';
import { type LambdaFunction, startFunction } from '../../local/lambda/lambda-function.ts';
import { startWorkerEnvironment } from '../../local/lambda/worker-environment.ts';
import type { OrderJson } from '../../sandbox/shops/woocommerce-query.ts';
import { CONSUMER, type WooCommerceShop } from '../../sandbox/shops/woocommerce-shop.ts';
import { personalDataIn } from '../support/personal-data.ts';
import { type ShopPlatform, startShopPlatform } from '../support/shop-platform.ts';
import { likeRecorded } from '../support/store-apis/woocommerce-orders.ts';
import { signedBody, type TestPlatform } from '../support/test-platform.ts';

const HOUR = 3_600_000;
const WEBHOOKS_URL = 'https://ponte.example.com';

let at: ShopPlatform;
let shop: WooCommerceShop;
let platform: TestPlatform;
let reconcile: LambdaFunction;
const lines: string[] = [];

beforeAll(async () => {
  at = await startShopPlatform();
  ({ shop, platform } = at);
  const { services } = platform;
  reconcile = await startFunction(
    {
      name: 'reconcile',
      taskRoot: join(at.state, 'bundles'),
      handler: 'reconcile.handler',
      memoryMb: 256,
      timeoutMs: 60_000,
      concurrency: 1,
      environment: {
        AWS_ACCESS_KEY_ID: LOCAL_CLIENT.credentials.accessKeyId,
        AWS_SECRET_ACCESS_KEY: LOCAL_CLIENT.credentials.secretAccessKey,
        AWS_REGION: LOCAL_CLIENT.region,
        AWS_ENDPOINT_URL_DYNAMODB: services.dynamoDb,
        AWS_ENDPOINT_URL_SQS: services.queueUrl.replace(/^(https?:\/\/[^/]+).*$/, '$1'),
        AWS_ENDPOINT_URL_SECRETS_MANAGER: services.secretsManager,
        TABLE_NAME: services.tableName,
        QUEUE_URL: services.queueUrl,
        UNVERIFIED_QUEUE_URL: services.queueUrl,
        WEBHOOKS_URL: WEBHOOKS_URL,
        SECRET_PREFIX: services.secretPrefix,
        METRIC_NAMESPACE: 'ponte-test',
      },
    },
    { start: startWorkerEnvironment, log: (_name, line) => lines.push(line) },
  );
}, 60_000);
afterAll(async () => {
  await reconcile?.stop();
  await at?.close();
});

/** Order 18 of the recordings, paid: 39.98 and 12.50 of goods, 68.00 in all. Each is of a customer of its own. */
function order(id: number, hoursAgo: number, changes: OrderJson = {}): OrderJson {
  const billing = { email: `customer.${id}@example.com` };
  return { ...likeRecorded('007', id, Date.now() - hoursAgo * HOUR), billing, ...changes };
}

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
