import { afterAll, beforeAll, expect, test } from 'vitest';
import { CONSUMER } from '../../../sandbox/shops/woocommerce-shop.ts';
import { createDynamoDbReconciliations } from '../../../src/aws/dynamodb/reconciliations.ts';
import { newReconciliation } from '../../../src/domain/reconciliation/reconciliation.ts';
import { runCommand } from '../../support/local-cli.ts';
import { tableOf } from '../../support/platform-ledger.ts';
import { SHOP_STORE, type ShopPlatform, startShopPlatform } from '../../support/shop-platform.ts';

let at: ShopPlatform;
let address: string;
beforeAll(async () => {
  at = await startShopPlatform();
  address = `${at.platform.services.url.replace(/\/$/, '')}/webhooks/woocommerce/${SHOP_STORE}`;
}, 60_000);
afterAll(() => at?.close());

const ponte = (...words: string[]) => runCommand('ponte', words, { PONTE_STATE: at.state });
const states = () => at.shop.webhooks.all().map(({ topic, status }) => `${topic} ${status}`);

test('tells what is needed and what is there, says how to make it, and does it when told to', async () => {
  at.shop.webhooks.add({ topic: 'order.created', delivery_url: address });
  at.shop.webhooks.add({ topic: 'order.updated', delivery_url: address, status: 'disabled' });
  at.shop.webhooks.add({ topic: 'order.updated', delivery_url: 'https://erp.example.com/', status: 'disabled' });
  at.shop.webhooks.add({ topic: 'order.restored', delivery_url: address, status: 'paused' });

  const told = await ponte('webhooks', SHOP_STORE);
  expect(told.exitCode).toBe(1);
  expect(told.out).toMatch(/wrong +order\.updated +disabled +webhook 2, changed 20/);
  expect(told.out).toMatch(/wrong +order\.restored +paused +webhook 4/);
  expect(told.out).toMatch(/wrong +order\.deleted +missing/);
  expect(told.out).toMatch(/fine +order\.created/);
  expect(told.out).toContain(`${at.shop.url}/wp-admin/admin.php?page=wc-settings&tab=advanced&section=webhooks`);
  expect(told.out).toContain(`Topic: Order deleted. Delivery URL: ${address}.`);
  expect(told.out).toContain(`-X DELETE '${at.shop.url}/wp-json/wc/v3/webhooks/2?force=true'`);
  expect(at.shop.webhooks.all()).toHaveLength(4);

  const json = JSON.parse((await ponte('webhooks', SHOP_STORE, '--json')).out);
  expect(json).toMatchObject({
    ...{ store: SHOP_STORE, platform: 'woocommerce', address, because: null, wrong: 3, isCertain: true, done: [] },
    webhooks: [
      { topic: 'order.created', status: 'fine', fault: null, id: null, changedAt: null, elsewhere: [] },
      { topic: 'order.updated', status: 'wrong', fault: 'disabled', id: '2' },
      { topic: 'order.restored', status: 'wrong', fault: 'paused', id: '4' },
      { topic: 'order.deleted', status: 'wrong', fault: 'missing', id: null },
    ],
    changes: [
      { kind: 'create', topic: 'order.updated' },
      { kind: 'update', topic: 'order.restored', id: '4' },
      { kind: 'create', topic: 'order.deleted' },
      { kind: 'remove', topic: 'order.updated', id: '2' },
    ],
  });

  const doctor = await ponte('doctor', '--json', '--no-probe');
  const findings = doctor.out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(findings.filter(({ check }) => check === 'subscriptions')).toMatchObject([
    {
      status: 'wrong',
      what: expect.stringContaining('order.updated: disabled; order.restored: paused; order.deleted: missing'),
    },
  ]);

  const done = await ponte('webhooks', SHOP_STORE, '--apply');
  expect([done.exitCode, done.err]).toEqual([0, '']);
  expect(done.out).toContain(
    'made order.updated\n  put right order.restored\n  made order.deleted\n  removed order.updated\n',
  );
  expect(done.out).toMatch(
    /Backfill: with its next run, .* reconciliation reads again all that the daily look back covers/,
  );
  expect(states()).toEqual([
    'order.created active',
    'order.updated disabled',
    'order.restored active',
    'order.updated active',
    'order.deleted active',
  ]);
  // The other program's is as it was.
  expect(at.shop.webhooks.all()[1]).toMatchObject({ id: 3, delivery_url: 'https://erp.example.com/' });

  const again = await ponte('webhooks', '--json');
  expect([again.exitCode, JSON.parse(again.out)]).toMatchObject([
    0,
    { wrong: 0, changes: [], byHand: null, readsAgain: null },
  ]);
  for (const { out, err } of [told, done]) expect(`${out}${err}`).not.toContain(CONSUMER.consumerSecret);
}, 90_000);

test('says what is read again once they are whole, and that it was asked for is kept', async () => {
  const table = tableOf(at.platform);
  const reconciliations = createDynamoDbReconciliations(table);
  const never = new AbortController().signal;
  const before = await reconciliations.load(SHOP_STORE, never);
  const throughMs = Date.now() - 3_600_000;
  const read = {
    ...newReconciliation(100, Date.now()),
    recent: { storeThroughMs: throughMs, movedAtMs: throughMs, resume: '1 2' },
  };
  await reconciliations.save(SHOP_STORE, read, before?.version ?? 0, never);
  // The command before has seen them whole.
  at.shop.webhooks.request('DELETE', `/${at.shop.webhooks.all().at(-1)?.id}`, new URLSearchParams('force=true'), {});
  const done = await ponte('webhooks', SHOP_STORE, '--apply', '--json');
  const { readsAgain } = JSON.parse(done.out);
  const gapMs = Date.now() - Date.parse(readsAgain.since);
  expect(gapMs).toBeLessThan(60_000);
  const { recent } = (await reconciliations.load(SHOP_STORE, never))?.record ?? read;
  expect(recent.resume).toBeNull();
  expect(throughMs - recent.storeThroughMs).toBeGreaterThan(0);
  expect(throughMs - recent.storeThroughMs).toBeLessThanOrEqual(gapMs);
  table.close();
}, 60_000);

test('says what keeps it from looking, and what the store needs all the same', async () => {
  at.shop.configure({ isManager: false });
  const refused = await ponte('webhooks', SHOP_STORE);
  expect(refused).toMatchObject({
    exitCode: 1,
    err: expect.stringContaining("403 woocommerce_rest_cannot_view: the key's owner"),
  });
  expect(refused.out).toContain('Topic: Order updated.');
  at.shop.configure({ isManager: true, keyMay: 'read' });
  const [{ id = 0 } = {}] = at.shop.webhooks.all();
  at.shop.webhooks.request('POST', `/${id}`, new URLSearchParams(), { status: 'paused' });
  const readOnly = await ponte('webhooks', SHOP_STORE, '--apply');
  expect(readOnly).toMatchObject({ exitCode: 1, err: expect.stringContaining('it may not write') });
  expect(states()).toContain('order.created paused');
}, 60_000);

test('knows its store', async () => {
  const other = await ponte('webhooks', 'no-such-shop');
  expect(other).toMatchObject({ exitCode: 1, err: expect.stringContaining('has no store "no-such-shop"') });
}, 30_000);
