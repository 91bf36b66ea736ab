import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { shopifyBytes } from '../../fixtures/load.ts';
import { runCommand } from '../../support/local-cli.ts';
import { changeEntries } from '../../support/platform-ledger.ts';
import { signedBody, startTestPlatform, type TestPlatform } from '../../support/test-platform.ts';

/** Whom the fixtures name. */
const ANA = 'ana.souza@example.com';
const ORDER = { store: 'demo-shopify', id: 6100000000001 };
const ORDER_ID = `${ORDER.store}/${ORDER.id}`;

let state: string;
let platform: TestPlatform;
beforeAll(async () => {
  state = await mkdtemp(join(tmpdir(), 'ponte-forget-'));
  platform = await startTestPlatform({ state });
});
afterAll(async () => {
  await platform.stop();
  await rm(state, { recursive: true });
});

const ponte = (...args: string[]) => runCommand('ponte', args, { PONTE_STATE: state });
async function send(name: string, topic: string) {
  const { status, text } = await platform.send(signedBody('shopify', shopifyBytes(name), topic));
  return { status, body: JSON.parse(text) };
}
const rowsOf = (out: string) =>
  out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));

/** The id under which a request of the shop is parked. */
async function parkedAs(reason: string): Promise<string> {
  const { out } = await ponte('parked', '--json');
  return rowsOf(out).find((parked) => parked.reason === reason)?.id ?? '';
}

test('entries are exported one a line, without the customer, and on after any record', async () => {
  expect((await send('orders-paid', 'orders/paid')).body).toMatchObject({ outcome: 'applied' });
  const { out, err, exitCode } = await ponte('export');
  expect([exitCode, err]).toEqual([0, 'Rows: 1.\n']);
  const { plannedAt, notBefore, firstAttemptAt, ...row } = rowsOf(out)[0];
  expect(row).toEqual({
    store: 'demo-shopify',
    kind: 'order',
    record: '6100000000001',
    entry: 1,
    points: 230,
    state: 'applied',
    parked: null,
    changeKey: 'ADD-***-230-6100000000001',
    reason: 'Order 6100000000001: paid',
    attempts: 1,
    unresolved: 0,
    warning: null,
    replyStatus: 200,
    replyErrorCode: null,
    paidAt: '2026-03-10T13:00:00.000Z',
    rule: 'demo',
    campaign: null,
    erasedAt: null,
  });
  for (const time of [plannedAt, notBefore, firstAttemptAt]) expect(Date.parse(time)).toBeGreaterThan(0);
  expect((await ponte('export', '--after', ORDER_ID)).out).toBe('');
});

test("what the shop's customer asks for is written with what names them", async () => {
  await send('customers-data-request', 'customers/data_request');
  const request = await parkedAs('dataRequested');
  const { out } = await ponte('export', '--request', request, '--with-customers');
  expect(rowsOf(out)).toEqual([
    expect.objectContaining({ customer: ANA, fullChangeKey: `ADD-${ANA}-230-${ORDER.id}`, balanceAfter: 230 }),
  ]);
  const redriven = await ponte('redrive', request);
  expect([redriven.exitCode, redriven.out]).toEqual([1, expect.stringContaining('stays parked')]);
});

test('nothing is erased while an entry waits', async () => {
  const untilMs = Date.now() + 3_600_000;
  await changeEntries(platform, ORDER, { state: 'pending', notBeforeMs: untilMs });
  const { out, exitCode } = await ponte('forget', ANA, '--apply');
  expect([exitCode, out]).toEqual([1, expect.stringContaining('Nothing was erased')]);
  expect(out).toContain(`${ORDER_ID}: an entry waits to be posted, next at ${new Date(untilMs).toISOString()}`);
  await changeEntries(platform, ORDER, { state: 'applied' });
});

test('what Shopify asks for is told, then done, and proven by a second look', async () => {
  expect((await send('customers-redact', 'customers/redact')).body).toMatchObject({
    outcome: 'parked',
    reason: 'erasureRequested',
  });
  const request = await parkedAs('erasureRequested');
  const told = await ponte('forget', '--request', request, '--json');
  expect(told.exitCode).toBe(0);
  expect(JSON.parse(told.out)).toMatchObject({
    result: 'found',
    found: { records: [ORDER_ID], bodies: 2 },
    left: null,
  });

  const { out, exitCode } = await ponte('forget', '--request', request, '--apply', '--json');
  expect(exitCode).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    result: 'erased',
    left: { records: [], bodies: 0, items: [] },
    lookedThrough: { orders: 1, bodies: 0 },
  });
  expect((await ponte('parked')).out).toBe('Nothing is parked.\n');
  expect(rowsOf((await ponte('export', '--with-customers')).out)).toEqual([
    expect.objectContaining({
      points: 230,
      state: 'applied',
      customer: expect.stringMatching(/^erased:[0-9a-f]{32}$/),
    }),
  ]);
});

test('an erased order is not awarded again, and its refund is skipped', async () => {
  expect((await send('orders-paid', 'orders/paid')).body).toMatchObject({
    outcome: 'nothingToDo',
    reason: 'duplicate',
  });
  const refunded = await send('orders-updated-partially-refunded', 'orders/updated');
  expect(refunded.status).toBe(200);
  expect(refunded.body).toMatchObject({ severity: 'warning', outcome: 'skipped', reason: 'customerErased' });
  expect(await platform.balance(ANA)).toBe(230);
  const again = await ponte('forget', ANA);
  expect([again.exitCode, again.out]).toEqual([0, expect.stringContaining('Nothing here names this customer.')]);
  expect(platform.lines.filter((line) => line.includes(ANA))).toEqual([]);
});

test('everybody of a shop that is gone is erased on its request', async () => {
  await send('orders-paid-guest-taxes-included', 'orders/paid');
  await send('shop-redact', 'shop/redact');
  const request = await parkedAs('shopErasureRequested');
  const { out } = await ponte('forget', '--request', request, '--apply', '--json');
  const { result, found, notLookedInto } = JSON.parse(out);
  expect([result, found.records.length, found.bodies]).toEqual(['erased', 1, 1]);
  expect(notLookedInto.files).toEqual([]);
});

test('what is no id is refused without quoting it', async () => {
  const { err, exitCode } = await ponte('forget', 'Ana Souza');
  expect([exitCode, err]).toEqual([1, 'One of these is neither an e-mail address nor a number.\n']);
  expect(await ponte('forget', '--request', 'demo-shopify/body-000000000000')).toMatchObject({ exitCode: 1 });
});
