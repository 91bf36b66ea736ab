import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { credentialsOf, demoShopify } from '../../local/demo-stores.ts';
import { LOCAL_CLIENT } from '../../local/endpoints.ts';
import type { LambdaFunction } from '../../local/lambda/lambda-function.ts';
import { runCommand } from '../support/local-cli.ts';
import { startReconcileFunction } from '../support/reconcile-function.ts';
import { likeFixture } from '../support/store-apis/shopify-orders.ts';
import { CLIENT, type ShopifyShop, startShopifyShop } from '../support/store-apis/shopify-shop.ts';
import { startTestPlatform, type TestPlatform } from '../support/test-platform.ts';

const HOUR = 3_600_000;
/** 2 × 100.00 less 20.00 and 50.00 of goods; one point for each real. */
const POINTS = 230;

let state: string;
let shop: ShopifyShop;
let platform: TestPlatform;
let reconcile: LambdaFunction;
const lines: string[] = [];

beforeAll(async () => {
  state = await mkdtemp(join(tmpdir(), 'ponte-shopify-'));
  shop = await startShopifyShop({ restoreRate: 100_000 });
  platform = await startTestPlatform({ state });
  const { services } = platform;
  const client = new SecretsManagerClient({ ...LOCAL_CLIENT, endpoint: services.secretsManager });
  const secret = {
    bonifiq: credentialsOf(demoShopify.id),
    webhookSecrets: [demoShopify.webhookSecret],
    storeApi: CLIENT,
  };
  const SecretId = `${services.secretPrefix}${demoShopify.id}`;
  await client.send(new PutSecretValueCommand({ SecretId, SecretString: JSON.stringify(secret) }));
  reconcile = await startReconcileFunction({
    state,
    services,
    log: (line) => lines.push(line),
    environment: { WEBHOOKS_URL: 'https://ponte.example.com', SHOPIFY_ADMIN_URL: shop.url },
  });
}, 60_000);
afterAll(async () => {
  await reconcile?.stop();
  await platform?.stop();
  await shop?.close();
  await rm(state, { recursive: true });
});

function put(id: number, hoursAgo: number): void {
  const customer = { id, email: `customer.${id}@example.com` };
  shop.put(likeFixture('orders-paid', id, Date.now() - hoursAgo * HOUR, { customer }));
}

const command = (...words: string[]) => runCommand('ponte', words, { PONTE_STATE: state, SHOPIFY_ADMIN_URL: shop.url });

test('the packaged function finds what no webhook told of a Shopify shop', async () => {
  for (let id = 700; id < 720; id += 1) put(id, 3);
  await reconcile.invoke({});
  const done = lines.find((line) => line.includes('"what":"reconciled"')) ?? '';
  // The newest changes, and in the first run those of 60 days, too.
  expect(JSON.parse(done.slice(done.indexOf('{')))).toMatchObject({ read: 40, found: 20, moved: 20 });
  await expect.poll(() => platform.balance('customer.719@example.com'), { timeout: 20_000 }).toBe(POINTS);
  expect(lines.join('\n')).not.toMatch(/shpss_|shpat_|customer\.7/);
});

test('the command tells what no webhook told, and writes it when told to', async () => {
  put(800, 5);
  const since = new Date(Date.now() - 24 * HOUR).toISOString();
  const told = await command('reconcile', demoShopify.id, '--since', since, '--json');
  expect(told.exitCode).toBe(1);
  expect(JSON.parse(told.out)).toMatchObject({ order: `${demoShopify.id}/800`, news: 'points', points: POINTS });
  const done = await command('reconcile', demoShopify.id, '--since', since, '--apply');
  expect([done.exitCode, done.err]).toEqual([0, '']);
  expect(done.out).toContain('Orders: 21 read, 1 lack something here; 1 change points, together +230.\n');
  await expect.poll(() => platform.balance('customer.800@example.com'), { timeout: 20_000 }).toBe(POINTS);
});

test('the doctor says whether the shop gives its orders', async () => {
  expect((await command('doctor')).out).toContain(`store "${demoShopify.id}": the shop's API gives its orders`);
  shop.configure({ scopes: ['read_orders'] });
  put(801, 1);
  const { out } = await command('doctor');
  expect(out).toContain(`store "${demoShopify.id}": ACCESS_DENIED: the app lacks a scope`);
});
