import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { shopifyOrder, woocommerceOrder } from '../../../local/demo-orders.ts';
import { runCommand } from '../../support/local-cli.ts';
import { signedBody, startTestPlatform, type TestPlatform } from '../../support/test-platform.ts';

let state: string;
let platform: TestPlatform;
beforeAll(async () => {
  state = await mkdtemp(join(tmpdir(), 'ponte-simulate-'));
  platform = await startTestPlatform({ state });
  const at = '2026-05-01T10:00:00';
  const paid = { email: 'ana@example.com', at: `${at}Z`, name: '#1', quantity: 2, price: '30.00', shipping: '0.00' };
  const shopify = JSON.stringify(shopifyOrder({ ...paid, id: '5001', total: '60.00' }));
  await platform.send(signedBody('shopify', shopify, 'orders/paid'));
  for (const [id, price] of [
    ['101', '40.00'],
    ['102', '70.00'],
  ] as const) {
    const order = {
      id,
      email: `bia${id}@example.com`,
      at,
      paidAt: at,
      price,
      coupon: '0.00',
      total: price,
      refunds: [],
    };
    await platform.send(signedBody('woocommerce', JSON.stringify(woocommerceOrder(order))));
  }
});
afterAll(async () => {
  await platform.stop();
  await rm(state, { recursive: true });
});

const simulate = (...options: string[]) =>
  runCommand('ponte', ['simulate', '--config', 'test/support/simulated.config.ts', ...options], { PONTE_STATE: state });

test('compares what orders have with what another configuration gives, and writes nothing', async () => {
  const changes = platform.sandbox.core.state().changes.length;
  const { exitCode, out, err } = await simulate('--json');
  expect([exitCode, err]).toEqual([0, '']);
  expect(JSON.parse(out)).toEqual({
    // 60 → 120; 40 → 0, as it is under the minimum; 70 → 70.
    all: { orders: 3, before: 170, after: 190, gaining: 1, losing: 1 },
    stores: {
      'demo-shopify': { orders: 1, before: 60, after: 120, gaining: 1, losing: 0 },
      'demo-woocommerce': { orders: 2, before: 110, after: 70, gaining: 0, losing: 1 },
    },
    distribution: [
      { from: -49, to: -10, orders: 1 },
      { from: -9, to: -1, orders: 0 },
      { from: 0, to: 0, orders: 1 },
      { from: 1, to: 9, orders: 0 },
      { from: 10, to: 49, orders: 0 },
      { from: 50, to: 99, orders: 1 },
    ],
    orders: {
      gain: [{ id: 'demo-shopify/5001', before: 60, after: 120 }],
      lose: [{ id: 'demo-woocommerce/101', before: 40, after: 0 }],
    },
    customers: {
      gain: [{ id: 'demo-shopify ***', before: 60, after: 120 }],
      lose: [{ id: 'demo-woocommerce ***', before: 40, after: 0 }],
    },
    leftOut: 0,
  });
  expect(platform.sandbox.core.state().changes).toHaveLength(changes);
}, 60_000);

test('draws it for a person, of one store if asked', async () => {
  const { exitCode, out } = await simulate('--store', 'demo-woocommerce', '--show-customers');
  expect(exitCode).toBe(0);
  expect(out).toContain(
    '2 orders by the rules that they have, and by test/support/simulated.config.ts; nothing is written',
  );
  expect(out).toMatch(/demo-woocommerce +2 +110 +70 +−40 +-36\.4 % +0 +1\n/);
  expect(out).toMatch(/−49 to −10 {2}█+ 1\n/);
  expect(out).toMatch(/−40 {2}demo-woocommerce bia101@example\.com 40 → 0\n/);
}, 60_000);

test('goes over a folder of payloads in place of the ledger, and names what it cannot read', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'ponte-payloads-'));
  const paid = { email: 'ana@example.com', at: '2026-05-01T10:00:00Z', name: '#1', quantity: 2, price: '30.00' };
  const order = shopifyOrder({ ...paid, shipping: '0.00', id: '5001', total: '60.00' });
  await writeFile(join(folder, 'orders-paid.json'), JSON.stringify(order));
  const before = ['--before', 'local/demo.config.ts'];
  const fine = await simulate(folder, ...before, '--json');
  expect([fine.exitCode, fine.err]).toEqual([0, '']);
  expect(JSON.parse(fine.out)).toMatchObject({
    all: { orders: 1, before: 60, after: 120, gaining: 1, losing: 0 },
    files: 1,
    withoutOrder: 0,
    unread: [],
  });

  await writeFile(join(folder, 'half.json'), '{');
  const { exitCode, out, err } = await simulate(folder, ...before);
  expect([exitCode, err]).toEqual([1, 'half.json: not read: it is not JSON\n']);
  expect(out).toContain('1 order by local/demo.config.ts, and by test/support/simulated.config.ts');
  expect(out).toMatch(/Files: 2\. Without an order: 0\. Not read: 1\.\n$/);
  await rm(folder, { recursive: true });
}, 60_000);

test('goes over an exported ledger as over the ledger itself, without a platform', async () => {
  const here = { PONTE_STATE: state };
  const exported = await runCommand('ponte', ['export', '--format', 'orders'], here);
  expect([exported.exitCode, exported.err]).toEqual([0, 'Rows: 3.\n']);
  expect(exported.out).not.toContain('example.com');
  const named = await runCommand('ponte', ['export', '--format', 'orders', '--with-customers'], here);
  expect(named.out).toContain('bia101@example.com');
  const one = await runCommand('ponte', ['export', '--format', 'orders', '--store', 'demo-shopify'], here);
  expect(one.err).toBe('Rows: 1.\n');

  const folder = await mkdtemp(join(tmpdir(), 'ponte-exported-'));
  const file = join(folder, 'orders.jsonl');
  await writeFile(file, exported.out);
  const config = ['--config', 'test/support/simulated.config.ts', '--json'];
  const nowhere = { PONTE_STATE: folder };
  const { exitCode, out, err } = await runCommand('ponte', ['simulate', '--ledger', file, ...config], nowhere);
  expect([exitCode, err]).toEqual([0, '']);
  expect(JSON.parse(out)).toEqual(JSON.parse((await simulate('--json')).out));

  await writeFile(file, `${exported.out}{"entry":1}\n`);
  const broken = await runCommand('ponte', ['simulate', '--ledger', file, ...config], nowhere);
  expect(broken.exitCode).toBe(1);
  expect(broken.err).toMatch(/orders\.jsonl, line 4: this Ponte reads no order there; /);
  expect(JSON.parse(broken.out).all.orders).toBe(3);
  await rm(folder, { recursive: true });
}, 60_000);

test('says what is wrong with the configuration', async () => {
  const { exitCode, err } = await simulate('--store', 'nowhere');
  expect([exitCode, err]).toEqual([1, 'test/support/simulated.config.ts has no store "nowhere".\n']);
}, 60_000);
