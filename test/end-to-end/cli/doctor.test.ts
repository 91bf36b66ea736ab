import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetSecretValueCommand, PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { woocommerceOrder } from '../../../local/demo-orders.ts';
import { LOCAL_CLIENT } from '../../../local/endpoints.ts';
import { shopifyBytes } from '../../fixtures/load.ts';
import { runCommand } from '../../support/local-cli.ts';
import { signedBody, startTestPlatform, type TestPlatform } from '../../support/test-platform.ts';

let state: string;
let platform: TestPlatform;
beforeEach(async () => {
  state = await mkdtemp(join(tmpdir(), 'ponte-doctor-'));
  platform = await startTestPlatform({ state });
});
afterEach(async () => {
  await platform.stop();
  await rm(state, { recursive: true });
});

interface Finding {
  readonly check: string;
  readonly status: string;
  readonly what: string;
  readonly why: string | null;
  readonly next: string | null;
}

async function doctor(...options: string[]) {
  const { exitCode, out, err } = await runCommand('ponte', ['doctor', '--json', ...options], { PONTE_STATE: state });
  const findings: Finding[] = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  return { exitCode, err, findings };
}

const of = (findings: readonly Finding[], check: string) =>
  findings.filter((one) => one.check === check).map(({ status, what }) => `${status}: ${what}`);

async function secretsManager(): Promise<SecretsManagerClient> {
  const { secretsManager: endpoint } = JSON.parse(await readFile(join(state, 'endpoints.json'), 'utf8'));
  return new SecretsManagerClient({ ...LOCAL_CLIENT, endpoint });
}

test('of a platform that is right finds nothing wrong, and leaves nothing behind', async () => {
  const { exitCode, err, findings } = await doctor();
  expect([exitCode, err]).toEqual([0, '']);
  expect(findings.filter(({ status }) => status !== 'fine' && status !== 'warning')).toEqual([]);
  expect(of(findings, 'webhooks')).toEqual([
    `fine: POST ${platform.url}/webhooks/shopify/demo-shopify takes what the shop signs`,
    `fine: POST ${platform.url}/webhooks/woocommerce/demo-woocommerce takes what the shop signs`,
  ]);
  expect(of(findings, 'bonifiq').every((line) => line.endsWith('BonifiQ takes the credentials'))).toBe(true);
  expect(platform.sandbox.core.state().changes).toEqual([]);
  expect(platform.lines.filter((line) => line.includes('"reason":"probe"'))).toHaveLength(2);
}, 60_000);

test("asks a shop's API for its orders where there is a key, and tells what keeps it from answering", async () => {
  const client = await secretsManager();
  const secret = { bonifiq: { username: 'demo', password: 'demo' }, webhookSecrets: ['a-made-up-webhook-secret'] };
  const storeApi = { consumerKey: 'ck_made_up', consumerSecret: 'cs_made_up' };
  const SecretId = 'ponte/local/demo-woocommerce';
  await client.send(new PutSecretValueCommand({ SecretId, SecretString: JSON.stringify({ ...secret, storeApi }) }));
  const { exitCode, findings } = await doctor('--no-probe');
  expect(exitCode).toBe(1);
  // Nobody answers at the address of the demo's shop.
  expect(of(findings, 'store APIs')).toEqual(['wrong: store "demo-woocommerce": the connection to the shop broke']);
  const unusable = { ...storeApi, consumerSecret: '' };
  await client.send(
    new PutSecretValueCommand({ SecretId, SecretString: JSON.stringify({ ...secret, storeApi: unusable }) }),
  );
  expect((await doctor('--no-probe')).findings).toContainEqual(
    expect.objectContaining({
      check: 'secrets',
      status: 'warning',
      what: expect.stringContaining('storeApi.consumerSecret'),
    }),
  );
}, 60_000);

test('tells a secret that cannot be used, what follows, and what to do', async () => {
  const client = await secretsManager();
  const command = new PutSecretValueCommand({ SecretId: 'ponte/local/demo-shopify', SecretString: 'no JSON' });
  await client.send(command);
  const { exitCode, findings } = await doctor('--no-probe');
  expect(exitCode).toBe(1);
  expect(findings.find(({ check, status }) => check === 'secrets' && status === 'wrong')).toEqual({
    check: 'secrets',
    status: 'wrong',
    what: 'ponte/local/demo-shopify cannot be used: the secret is not JSON: {"bonifiq":{"username","password"},"webhookSecrets":[…]}',
    why: 'deliveries of the store cannot be verified, and wait',
    next: 'docs/operating.md has how to change a secret.',
  });
}, 60_000);

test('tells credentials that BonifiQ refuses, and shows none', async () => {
  const client = await secretsManager();
  const SecretString = JSON.stringify({
    bonifiq: { username: 'somebody', password: 'not-the-password' },
    webhookSecrets: ['a-made-up-webhook-secret'],
  });
  await client.send(new PutSecretValueCommand({ SecretId: 'ponte/local/demo-shopify', SecretString }));
  const { exitCode, findings } = await doctor('--no-probe');
  expect(exitCode).toBe(1);
  expect(of(findings, 'bonifiq')).toContain('wrong: account "demo-shopify": BonifiQ refuses the credentials (401)');
  expect(JSON.stringify(findings)).not.toMatch(/not-the-password|made-up-webhook/);
}, 60_000);

test('tells orders that the index does not find, as under another key, until they are written', async () => {
  await platform.send(signedBody('shopify', shopifyBytes('orders-paid')));
  const client = await secretsManager();
  const SecretId = 'ponte/local/demo-shopify';
  const { SecretString = '' } = await client.send(new GetSecretValueCommand({ SecretId }));
  const changed = { ...JSON.parse(SecretString), customerKey: 'another-key-of-as-many-letters-as-it-takes' };
  await client.send(new PutSecretValueCommand({ SecretId, SecretString: JSON.stringify(changed) }));
  client.destroy();
  const customers = async () => (await doctor('--no-probe')).findings.filter(({ check }) => check === 'customers');
  expect(await customers()).toMatchObject([
    {
      status: 'warning',
      what: 'store "demo-shopify": the index finds 0 of 1 order looked at by its customer',
      next: './ponte customer --index --store demo-shopify writes what is missing.',
    },
  ]);
  await runCommand('ponte', ['customer', '--index', '--store', 'demo-shopify'], { PONTE_STATE: state });
  expect(await customers()).toMatchObject([
    { status: 'fine', what: 'the index finds every order looked at by its customer: 1' },
  ]);
}, 60_000);

test('tells points near orders that are not its own', async () => {
  const authorization = `Basic ${btoa('local-user.demo-woocommerce:local-password')}`;
  for (const number of [1, 2, 3]) {
    const customer = `twice${number}@example.com`;
    const at = new Date().toISOString().slice(0, 19);
    const order = { id: String(900 + number), email: customer, at, paidAt: at, price: '40.00', coupon: '0.00' };
    const body = JSON.stringify(woocommerceOrder({ ...order, total: '40.00', refunds: [] }));
    expect((await platform.send(signedBody('woocommerce', body))).outcome?.outcome).toBe('applied');
    await fetch(`${platform.sandbox.url}/v1/pvt/Customer/${encodeURIComponent(customer)}/points`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization },
      body: JSON.stringify({ Points: 41, OperationType: 0, Reason: 'purchase', ChangeKey: `OBJECTIVE-${number}` }),
    });
  }
  const { findings } = await doctor('--no-probe');
  expect(of(findings, 'double awards')).toContain(
    'warning: account "demo-woocommerce": 3 of 3 customers got points near an order that are not Ponte\'s',
  );
}, 60_000);

test('says in words for a person what it says in JSON', async () => {
  const { exitCode, out } = await runCommand('ponte', ['doctor'], { PONTE_STATE: state });
  expect(exitCode).toBe(0);
  expect(out).toMatch(/^configuration\n {2}(?:fine|warning) /);
  expect(out).toMatch(/\n\d+ fine, (?:no|\d+) warnings?, 0 wrong, 0 could not be looked at\n$/);
}, 60_000);
