import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { customerExplanation } from '../../../src/explain/customer-explanation.ts';
import { shopifyBytes } from '../../fixtures/load.ts';
import { runCommand } from '../../support/local-cli.ts';
import { tableOf } from '../../support/platform-ledger.ts';
import { signedBody, startTestPlatform, type TestPlatform } from '../../support/test-platform.ts';

const CUSTOMER = 'ana.souza@example.com';
const ORDER = '6100000000001';

let state: string;
let platform: TestPlatform;
beforeAll(async () => {
  state = await mkdtemp(join(tmpdir(), 'ponte-customer-'));
  platform = await startTestPlatform({ state });
  await platform.send(signedBody('shopify', shopifyBytes('orders-paid')));
  await platform.send(signedBody('shopify', shopifyBytes('orders-updated-partially-refunded')));
});
afterAll(async () => {
  await platform.stop();
  await rm(state, { recursive: true });
});

const ponte = (...args: string[]) => runCommand('ponte', args, { PONTE_STATE: state });

/** The order's item, as it stands in the table. */
async function withItem<Result>(work: (table: ReturnType<typeof tableOf>, Key: { pk: string }) => Promise<Result>) {
  const table = tableOf(platform);
  try {
    return await work(table, { pk: `ORDER#demo-shopify#${ORDER}` });
  } finally {
    table.close();
  }
}

test("a customer's orders stand beside the balance and the history, and no address in the index", async () => {
  const { out, err, exitCode } = await ponte('customer', CUSTOMER, '--store', 'demo-shopify');
  expect([exitCode, err]).toEqual([0, '']);
  const lines = out.split('\n').map((line) => line.trim());
  expect(lines).toEqual(
    expect.arrayContaining([
      'Customer *** in the account demo-shopify (demo-shopify)',
      "BonifiQ's balance: 180.",
      'Posted by 1 order or award of the ledger: 180.',
      `demo-shopify/${ORDER}  posted 180`,
    ]),
  );
  expect(out).not.toContain('@');
  expect(out).not.toContain('Explained by neither');
  const item = await withItem(
    async ({ documents, tableName: TableName }, Key) => (await documents.send(new GetCommand({ TableName, Key }))).Item,
  );
  expect(item?.customerDigest).toMatch(/^[\w-]{16}$/);
});

test('--json prints an object for each account', async () => {
  const { out } = await ponte('customer', ` ${CUSTOMER.toUpperCase()} `, '--json');
  const said = out
    .trimEnd()
    .split('\n')
    .map((line) => customerExplanation.parse(JSON.parse(line)));
  expect(said.map(({ account, sums }) => [account, sums.orders])).toEqual([
    ['demo-shopify', 180],
    ['demo-woocommerce', 0],
  ]);
});

test('an order of an older version is found once its digest is written', async () => {
  await withItem(async ({ documents, tableName: TableName }, Key) => {
    await documents.send(new UpdateCommand({ TableName, Key, UpdateExpression: 'REMOVE customerDigest' }));
  });
  const posted = async () => {
    const { out, err, exitCode } = await ponte('customer', CUSTOMER, '--store', 'demo-shopify', '--json');
    return [JSON.parse(out).sums.orders, err, exitCode];
  };
  expect(await posted()).toEqual([
    0,
    'account demo-shopify: BonifiQ knows changes of this customer, and no order is found. Perhaps they were erased; or the customerKey of demo-shopify was changed, or is newer than the orders: then ./ponte customer --index writes what is missing.\n',
    0,
  ]);
  expect((await ponte('customer', '--index', '--json')).out).toBe(
    '{"written":1,"right":0,"without":0,"raced":0,"illegible":0}\n',
  );
  expect(await posted()).toEqual([180, '', 0]);
});

test('of a customer who was erased no digest stays, and nothing is found but what BonifiQ has', async () => {
  expect((await ponte('forget', CUSTOMER, '--apply')).exitCode).toBe(0);
  const item = await withItem(
    async ({ documents, tableName: TableName }, Key) => (await documents.send(new GetCommand({ TableName, Key }))).Item,
  );
  expect(item).toHaveProperty('record');
  expect(item).not.toHaveProperty('customerDigest');
  expect((await ponte('customer', '--index', '--json')).out).toContain('"written":0,"right":0,"without":1');
  const said = JSON.parse((await ponte('customer', CUSTOMER, '--store', 'demo-shopify', '--json')).out);
  expect([said.records, said.sums]).toEqual([
    [],
    expect.objectContaining({ balance: 180, orders: 0, unexplained: 180 }),
  ]);
  const explained = await ponte('explain', 'demo-shopify', ORDER, '--show-customer');
  expect(explained.out).toContain('Its customer was erased on request on ');
  expect(explained.out).not.toContain('@');
});

test('words that are off, and ids that are none', async () => {
  expect((await ponte('customer')).exitCode).toBe(2);
  expect((await ponte('customer', CUSTOMER, '--index')).exitCode).toBe(2);
  const nobody = await ponte('customer', 'nobody');
  expect([nobody.exitCode, nobody.err]).toEqual([1, expect.stringContaining('demo-shopify wants an e-mail address')]);
  expect((await ponte('customer', CUSTOMER, '--store', 'x')).err).toContain('its stores are demo-shopify');
});
