import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCommand } from '../../support/local-cli.ts';
import { SHOP_STORE, type ShopPlatform, startShopPlatform } from '../../support/shop-platform.ts';
import { paidOrder as order } from '../../support/store-apis/woocommerce-orders.ts';
import { signedBody } from '../../support/test-platform.ts';

const HOUR = 3_600_000;

let at: ShopPlatform;
beforeAll(async () => {
  at = await startShopPlatform();
}, 60_000);
afterAll(() => at?.close());

const since = (hours: number) => new Date(Date.now() - hours * HOUR).toISOString();
const reconcile = (...words: string[]) => runCommand('ponte', ['reconcile', ...words], { PONTE_STATE: at.state });

test('tells what no webhook told, writes it when told to, and finds nothing then', async () => {
  at.shop.put(order(700, 30));
  at.shop.put(order(701, 5));
  const known = order(702, 4);
  await at.platform.send(signedBody('woocommerce', JSON.stringify(known)));
  at.shop.put(order(702, 3, { refunds: [{ id: 703, reason: '', total: '-6.80' }] }));
  // Left to its webhook.
  at.shop.put(order(704, 0));

  const told = await reconcile(SHOP_STORE, '--since', since(24), '--json');
  expect(told.exitCode).toBe(1);
  const lines = told.out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
    .toSorted((one, other) => one.order.localeCompare(other.order));
  expect(lines).toMatchObject([
    { order: `${SHOP_STORE}/701`, news: 'points', points: 52, written: false },
    { order: `${SHOP_STORE}/702`, news: 'points', points: -5, written: false },
  ]);
  expect(Math.round(lines[0].lateMs / HOUR)).toBe(5);
  expect(at.platform.sandbox.core.state().changes).toHaveLength(1);

  const done = await reconcile(SHOP_STORE, '--since', since(48), '--apply');
  expect([done.exitCode, done.err]).toEqual([0, '']);
  expect(done.out).toContain(`${SHOP_STORE}/701  +52  changed 5 hours ago, and no webhook told\n`);
  expect(done.out).toContain('Orders: 3 read, 3 lack something here; 3 change points, together +99.\n');
  await expect.poll(() => at.platform.sandbox.core.state().changes.length, { timeout: 20_000 }).toBe(4);
  expect(at.platform.sandbox.core.state().balances).toMatchObject({
    'customer.700@example.com': 52,
    'customer.701@example.com': 52,
    'customer.702@example.com': 47,
  });

  const again = await reconcile(SHOP_STORE, '--since', since(48));
  expect(again).toMatchObject({
    exitCode: 0,
    out: 'Orders: 3 read, 0 lack something here; 0 change points, together +0.\nBonifiQ: 3 customers compared; nothing else is told.\n',
  });
  const alone = await reconcile(SHOP_STORE, '--since', since(48), '--no-bonifiq');
  expect(alone.out).not.toContain('BonifiQ');
}, 90_000);

test('says what keeps the shop from answering, and where to go on', async () => {
  at.shop.fail({ kind: 'status', status: 403 });
  const refused = await reconcile(SHOP_STORE, '--since', since(24));
  expect(refused).toMatchObject({
    exitCode: 1,
    err: expect.stringContaining("403: the key's owner may not see orders"),
  });
  const place = await reconcile(SHOP_STORE, '--since', since(24), '--resume', 'somewhere');
  expect(place).toMatchObject({ exitCode: 1, err: expect.stringContaining('of another version') });
}, 60_000);

test('knows its store', async () => {
  const other = await reconcile('no-such-shop', '--since', since(24));
  expect(other).toMatchObject({ exitCode: 1, err: expect.stringContaining('has no store "no-such-shop"') });
  expect((await reconcile(SHOP_STORE, '--since', 'yesterday')).exitCode).toBe(2);
}, 60_000);
