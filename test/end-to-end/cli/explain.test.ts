import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { explanation } from '../../../src/explain/explanation.ts';
import { shopifyBytes } from '../../fixtures/load.ts';
import { runCommand } from '../../support/local-cli.ts';
import { changeEntries } from '../../support/platform-ledger.ts';
import { signedBody, startTestPlatform, type TestPlatform } from '../../support/test-platform.ts';

/** Of 230.00 for goods that earn, 50.00 went back. */
const ORDER = 6_100_000_000_001;

let state: string;
let platform: TestPlatform;
beforeAll(async () => {
  state = await mkdtemp(join(tmpdir(), 'ponte-explain-'));
  platform = await startTestPlatform({ state });
  await platform.send(signedBody('shopify', shopifyBytes('orders-paid')));
  await platform.send(signedBody('shopify', shopifyBytes('orders-updated-partially-refunded')));
});
afterAll(async () => {
  await platform.stop();
  await rm(state, { recursive: true });
});

const ponte = (...args: string[]) => runCommand('ponte', args, { PONTE_STATE: state });

test('an order is explained in words, in one word or two', async () => {
  const { out, err, exitCode } = await ponte('explain', 'demo-shopify', String(ORDER));
  expect([exitCode, err]).toEqual([0, '']);
  const lines = out.split('\n').map((line) => line.trim());
  expect(lines).toEqual(
    expect.arrayContaining([
      'It should have given 180 points, and that is what is posted.',
      'Line 1400000000002, 1 unit, R$55.00: R$50.00 earns, its tax of R$5.00 does not; 1 of 1 left the order, so that R$50.00 of it earns no longer.',
      'R$230.00 earned, R$50.00 went back: R$180.00 is left.',
    ]),
  );
  expect(out).not.toContain('@');
  const inOne = await ponte('explain', `demo-shopify/${ORDER}`, '--show-customer');
  expect(inOne.out).toContain('Customer: ana.souza@example.com');
});

test('--json prints one object of the published schema', async () => {
  const { out } = await ponte('explain', `demo-shopify/${ORDER}`, '--json');
  const said = explanation.parse(JSON.parse(out));
  expect(said.target.points).toBe(180);
  const schema = await ponte('explain', '--json-schema');
  expect(JSON.parse(schema.out)).toMatchObject({ type: 'object', properties: { settlement: { type: 'object' } } });
});

test('what is not there is told, with what to do', async () => {
  const order = await ponte('explain', 'demo-shopify', '7');
  expect(order.exitCode).toBe(1);
  expect(order.err).toMatch(/^The ledger has no order 7 of demo-shopify\. .*ponte parked/);
  const store = await ponte('explain', 'my-shop/7');
  expect(store.err).toContain('its stores are demo-shopify, demo-woocommerce');
  expect((await ponte('explain', 'demo-shopify')).exitCode).toBe(2);
  expect((await ponte('explain', 'demo-shopify', '#1001')).exitCode).toBe(2);
});

test('pending lists what waits, and the queues', async () => {
  expect((await ponte('pending')).out).toContain('No entry waits.');
  await changeEntries(
    platform,
    { store: 'demo-shopify', id: ORDER },
    {
      state: 'pending',
      attempts: 3,
      unresolvedAttempts: [],
      notBeforeMs: Date.UTC(2100, 0, 1),
    },
  );
  const { out, exitCode } = await ponte('pending');
  expect(exitCode).toBe(0);
  expect(out).toMatch(/^demo-shopify\/6100000000001 {2}\+230 {2}tried again on 2099-12-31 21:00:00 UTC-3, since /);
  expect(out).toContain('1 entry waits: 1 tried again.');
  const lines = (await ponte('pending', '--json')).out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines).toMatchObject([
    { kind: 'order', id: 'demo-shopify/6100000000001', for: 'retry', behind: 1 },
    { kind: 'queue', queue: 'ponte-settle' },
    { kind: 'queue', queue: 'ponte-promotions' },
  ]);
  expect((await ponte('explain', `demo-shopify/${ORDER}`)).out).toContain('BonifiQ has not taken the change yet');
});
