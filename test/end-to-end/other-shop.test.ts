import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundleHandlers } from '../../build/bundle-handlers.ts';
import { functionsIn } from '../../local/functions.ts';
import { payloadOf, recorded } from '../fixtures/load.ts';
import { runCommand } from '../support/local-cli.ts';
import { signedBody, startTestPlatform, type TestPlatform } from '../support/test-platform.ts';

const NOOR = 'noor.devries@example.com';
let state: string;
let platform: TestPlatform;
beforeAll(async () => {
  state = await mkdtemp(join(tmpdir(), 'ponte-other-shop-'));
  platform = await startTestPlatform({ state: join(state, 'state') });
}, 60_000);
afterAll(async () => {
  await platform.stop();
  await rm(state, { recursive: true });
});

const ponte = (...args: string[]) => runCommand('ponte', args, { PONTE_STATE: join(state, 'state') });
const idsListed = async () =>
  (await ponte('parked', '--json')).out
    .trimEnd()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line).id);

/** The paid order 18 of the recorded deliveries, as the site sends it under another host. */
const paidOrder = (host: string, fields: object = {}) =>
  signedBody(
    'woocommerce',
    JSON.stringify({
      ...payloadOf(recorded('007').rawBody),
      _links: { self: [{ href: `https://${host}/wp-json/wc/v3/orders/18` }] },
      ...fields,
    }),
  );

test('what a site sends after it moved, and what its copy sends, waits for a person; a redrive records what is its own', async () => {
  const unpaid = { status: 'pending', date_paid_gmt: null, date_modified_gmt: '2026-11-22T19:00:00' };
  const because = 'the shop seems to have moved to new.example.org: add it to siteUrl, then redrive';
  expect(await platform.send(paidOrder('www.new.example.org'))).toMatchObject({
    status: 200,
    outcome: {
      outcome: 'parked',
      severity: 'error',
      order: '18',
      message: `kept for a person: ${because}`,
    },
  });
  // Told late, it takes the place of nothing.
  expect(await platform.send(paidOrder('new.example.org', unpaid))).toMatchObject({ status: 200 });
  for (const id of ['18', '19', '20']) {
    const ofCopy = paidOrder('staging.example.com', { id: Number(id), order_key: `wc_order_copy_${id}` });
    expect(await platform.send(ofCopy)).toMatchObject({ status: 200, outcome: { outcome: 'parked' } });
  }
  expect(await platform.balance(NOOR)).toBe(0);

  const moved = 'demo-woocommerce/18@new.example.org';
  const copies = ['18', '19', '20'].map((id) => `demo-woocommerce/${id}@staging.example.com`);
  const listed = await ponte('parked');
  expect(listed.out).toContain(`${moved}  since `);
  expect(listed.out).toContain(`why: ${because}\n  next: of a shop that moved: name the host in \`ponte.config.ts\``);
  expect(listed.out).toMatch(/Nothing is parked\. 4 of other shops\.\n$/);
  expect((await idsListed()).toSorted()).toEqual([...copies, moved].toSorted());

  // Nobody has named the host yet.
  expect(await ponte('redrive', moved)).toMatchObject({ exitCode: 0, out: `${moved}  is sent through again\n` });
  expect((await platform.settled.until('18', 10_000))?.outcome).toBe('parked');
  expect(await idsListed()).toContain(moved);

  await platform.stop();
  const bundles = join(state, 'bundles');
  await bundleHandlers({ config: 'test/support/moved.config.ts', outDirectory: bundles });
  platform = await startTestPlatform({ state: join(state, 'state'), functions: functionsIn(bundles) });

  expect(await ponte('redrive', '--all')).toMatchObject({ exitCode: 0 });
  await expect.poll(() => platform.balance(NOOR), { timeout: 10_000 }).toBe(52);
  await expect.poll(async () => (await idsListed()).toSorted(), { timeout: 10_000 }).toEqual(copies);
  expect(platform.sandbox.core.state().changes).toHaveLength(1);

  expect(await ponte('dismiss', '--host', 'staging.example.com', '--dry-run')).toMatchObject({ exitCode: 0 });
  expect(await ponte('dismiss', '--host', 'elsewhere.example.com')).toMatchObject({
    exitCode: 1,
    out: '',
    err: expect.stringContaining('elsewhere.example.com: nothing of this host is parked'),
  });
  expect(await idsListed()).toHaveLength(3);
  const dismissed = await ponte('dismiss', '--host', 'www.staging.example.com');
  expect(dismissed.out.trimEnd().split('\n').toSorted()).toEqual(copies.map((id) => `${id}  is taken off the list`));
  expect(await idsListed()).toEqual([]);
  expect(platform.lines.join('\n')).not.toMatch(/noor|wc_order/i);
}, 120_000);
