import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ParkedList } from '../../../console/api-work.ts';
import { shopifyOrder } from '../../../local/demo-orders.ts';
import { demoShopify } from '../../../local/demo-stores.ts';
import { vips } from '../../../local/demo-story.ts';
import { signedDelivery } from '../../../local/outgoing-delivery.ts';
import { openPromotionDesk } from '../../../local/promotion-desk.ts';
import { type ConsoleOnPlatform, openConsoleOnPlatform } from '../../support/console/console-on-platform.ts';
import type { OpenConsole } from '../../support/console/open-console.ts';
import type { TestPlatform } from '../../support/test-platform.ts';

let at: ConsoleOnPlatform;
let platform: TestPlatform;
let opened: OpenConsole;
beforeAll(async () => {
  at = await openConsoleOnPlatform();
  ({ platform, opened } = at);
}, 60_000);
afterAll(async () => {
  await at.close();
  // An amount that can be meant in two ways.
  expect(opened.complaints).toEqual(['400 /api/act']);
});

/** Goods of 230.00: two of 90.00 after their discount, and one of 50.00. */
const ORDER = '6100000000001';

test('an exchange by clicks: a line of 50.00 goes back for one of 30.00, and the order keeps 210 points', async () => {
  const page = await opened.open('/try');
  await page.getByLabel('Example').selectOption('orders-paid');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await page.getByRole('link', { name: `Order ${ORDER}` }).click();
  await expect.poll(() => page.locator('.figure strong').allTextContents()).toEqual(['230', '230', '0']);

  await page.getByRole('button', { name: 'Refund, exchange, cancel' }).click();
  await page.getByRole('menuitem', { name: /^Exchange/ }).click();
  await page.getByLabel('Goes back').selectOption('1400000000002');
  await page.getByLabel('Its price').fill('30,00');
  // Foretold, with the bodies that Shopify would send.
  await expect.poll(() => page.locator('.would strong').allTextContents()).toEqual(['230', '210']);
  expect(await page.locator('dialog summary').count()).toBeGreaterThan(0);
  await page.getByRole('dialog').getByRole('button', { name: 'Exchange' }).click();
  await expect.poll(() => page.locator('.figure strong').allTextContents()).toEqual(['210', '210', '0']);
  expect(await platform.balance('ana.souza@example.com')).toBe(210);

  // Whatever instant was looked at before, the newest is shown.
  await page.locator('.instant button').first().click();
  await page.getByRole('button', { name: 'Refund, exchange, cancel' }).click();
  await page.getByRole('menuitem', { name: /^Refund a part/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Refund a part' });
  const units = dialog.getByRole('spinbutton');
  await units.first().waitFor();
  for (let at = 0; at < (await units.count()); at += 1) await units.nth(at).fill('');
  await dialog.getByText('Say how many units go back, or an amount.').waitFor();
  expect(await dialog.getByRole('button', { name: 'Refund a part' }).isDisabled()).toBe(true);
  const amount = dialog.getByLabel(/^Amount for no line/);
  await amount.fill('1,234');
  await dialog.getByText('1,234 can be meant in two ways: write it as 1234.00 or as 1.23').waitFor();
  await amount.fill('10,50');
  await dialog.getByText('Points due:').waitFor();
  await dialog.getByRole('button', { name: 'Refund a part' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  const chosen = page.locator('.instant[data-chosen]');
  await expect.poll(() => page.locator('.figure strong').first().textContent()).not.toBe('210');
  await expect.poll(() => chosen.evaluate((row) => row.nextElementSibling)).toBe(null);

  // Nothing is cancelled by leaving the dialog.
  await page.getByRole('button', { name: 'Refund, exchange, cancel' }).click();
  await page.getByRole('menuitem', { name: /^Cancel the order/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel the order' }).waitFor();
  await page.getByRole('button', { name: 'Keep the order' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
});

test('a delivery is sent once more, and tampered with: nothing is given twice, and what is forged is refused', async () => {
  const page = await opened.open('/deliveries/1');
  const before = await platform.balance('ana.souza@example.com');
  const replay = async (way: RegExp) => {
    await page.getByRole('button', { name: 'Replay' }).click();
    await page.getByRole('menuitem', { name: way }).click();
  };
  await replay(/^As it was/);
  await page.locator('.toast', { hasText: 'nothing to do' }).waitFor();
  await replay(/^With another body/);
  await page.locator('.toast', { hasText: 'signature refused' }).waitFor();
  expect(await platform.balance('ana.souza@example.com')).toBe(before);
});

test('an order that BonifiQ refused is parked; a dry run changes nothing, and the redrive gives its points', async () => {
  platform.sandbox.core.setFaults([{ kind: 'refusal', codeName: 'PointsFrozen', times: 1, operation: 'change' }]);
  const order = shopifyOrder({
    id: '7001',
    name: '#7001',
    email: 'rita@example.com',
    at: '2026-03-10T10:00:00Z',
    quantity: 1,
    price: '40.00',
    shipping: '0.00',
    total: '40.00',
  });
  const rawBody = Buffer.from(JSON.stringify(order));
  const { outcome } = await platform.send(
    signedDelivery(demoShopify, { topic: 'orders/paid', rawBody, secret: demoShopify.webhookSecret }),
  );
  expect(outcome?.outcome).toBe('parked');
  const page = await opened.open('/work');
  await page.getByRole('checkbox', { name: 'Choose demo-shopify/7001' }).check();
  await page.getByRole('button', { name: 'Send again (1)…' }).click();
  await page.getByText('would be sent again').waitFor();
  expect(await platform.balance('rita@example.com')).toBe(0);
  await page.getByRole('dialog').getByRole('button', { name: 'Send 1 again' }).click();
  await page.getByText('is sent again').waitFor();
  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('heading', { name: 'Nothing waits for a person' }).waitFor();
  await expect.poll(() => platform.balance('rita@example.com'), { timeout: 15_000 }).toBe(40);
});

test('a fault is turned on and off, the clock moved, and the sweep takes what waits', async () => {
  const page = await opened.open('/try');
  const outage = page.getByRole('switch', { name: /^Outage/ });
  await outage.check();
  await page.getByLabel('Example').selectOption('orders-paid');
  await page.getByRole('textbox', { name: '/id', exact: true }).fill('7002');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await page.locator('.sent', { hasText: 'deferred' }).waitFor();
  const banner = page.getByRole('status').filter({ hasText: 'Faults of the BonifiQ sandbox are on: Outage' });
  await page.goto(`${opened.url}/numbers`);
  await banner.waitFor();
  await banner.getByRole('link', { name: 'Outage' }).click();
  await banner.getByRole('button', { name: 'Turn all off' }).click();
  await banner.waitFor({ state: 'detached' });
  await expect.poll(() => outage.isChecked()).toBe(false);
  await page.getByRole('button', { name: '+1 h', exact: true }).click();
  await page.getByText('1 h ahead').first().waitFor();
  await page.getByRole('button', { name: 'Sweep now' }).click();
  await page.goto(`${opened.url}/orders/demo-shopify/7002`);
  await expect
    .poll(() => page.locator('.figure strong').allTextContents(), { timeout: 20_000 })
    .toEqual(['230', '230', '0']);
});

test('a promotion is foretold and fired, and its bar fills', async () => {
  const desk = openPromotionDesk(platform.services);
  await desk.putAudience('vip.csv', vips);
  desk.close();
  const before = await platform.balance('davi@example.com');
  const page = await opened.open('/promotions');
  await page.getByRole('button', { name: 'Run…' }).click();
  await page.getByRole('button', { name: 'Dry run' }).click();
  await page.getByRole('dialog').getByText('2 awards, 100 points').waitFor();
  expect(await platform.balance('davi@example.com')).toBe(before);
  await page.getByRole('dialog').getByRole('button', { name: 'Run', exact: true }).click();
  const run = page.locator('.runs li').first();
  await run.getByText('done').waitFor({ timeout: 20_000 });
  await run.getByText('applied: 2 · unusable rows: 1 · repeated customers: 1').waitFor();
  await run.getByRole('button', { name: 'Rows left out…' }).click();
  const report = page.getByRole('dialog', { name: 'Rows left out' });
  await report.getByText(/^reports\/vip\/.+\.jsonl$/).waitFor();
  await report.getByText('the customer is in it already').waitFor();
  expect(await report.locator('li').count()).toBe(2);
  await page.keyboard.press('Escape');
  await page.getByText('every day, at 09:00').first().waitFor();
  expect(await platform.balance('davi@example.com')).toBe(before + 50);
});

test('what needs checking is sent again by one tick for all of it, and what is taken off the list leaves the count', async () => {
  const post = async (path: string, body: object) => {
    const headers = { authorization: `Bearer ${opened.token}`, 'content-type': 'application/json' };
    expect((await fetch(opened.url + path, { method: 'POST', headers, body: JSON.stringify(body) })).status).toBe(200);
  };
  const send = async (body: object) => {
    const rawBody = Buffer.from(JSON.stringify(body));
    const { webhookSecret: secret } = demoShopify;
    await platform.send(signedDelivery(demoShopify, { topic: 'orders/paid', rawBody, secret }));
  };
  const at = '2026-03-10T10:00:00Z';
  const paid = (id: string) =>
    shopifyOrder({
      id,
      name: id,
      email: `c${id}@example.com`,
      at,
      quantity: 1,
      price: '40.00',
      shipping: '0.00',
      total: '40.00',
    });
  // Applied, and the answer is lost, for longer than it is tried.
  platform.sandbox.core.setFaults([{ kind: 'cut', when: 'after', operation: 'change' }]);
  for (const id of ['7101', '7102']) await send(paid(id));
  await post('/api/clock', { byMs: 30 * 86_400_000 });
  await post('/api/sweep', {});
  const page = await opened.open('/work');
  const group = page.getByRole('region', { name: 'needs checking' });
  await expect.poll(() => group.getByRole('listitem').count(), { timeout: 20_000 }).toBe(2);
  // Whoever has turned it on and off.
  const banner = page.getByRole('status').filter({ hasText: 'Faults of the BonifiQ sandbox are on: Cut after' });
  await banner.waitFor();
  platform.sandbox.core.setFaults([]);
  await banner.waitFor({ state: 'detached' });

  await page.getByRole('button', { name: 'Show personal data' }).click();
  await group.getByRole('link', { name: 'c7101@example.com' }).waitFor();
  await group.getByRole('button', { name: 'Send 2 again…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Nobody knows whether BonifiQ applied these.').waitFor();
  expect(await dialog.getByRole('button', { name: 'Nothing to do' }).isDisabled()).toBe(true);
  await dialog.getByRole('checkbox', { name: /^I have looked these 2 up/ }).check();
  await dialog.getByRole('button', { name: 'Send 2 again' }).click();
  await dialog.getByText('is sent again').waitFor();
  await dialog.getByRole('button', { name: 'Done' }).click();
  await group.waitFor({ state: 'detached' });
  for (const id of ['7101', '7102'])
    await expect.poll(() => platform.balance(`c${id}@example.com`), { timeout: 20_000 }).toBe(40);

  // A body that cannot be read is in nobody's way but on the list.
  await send({ ...paid('7103'), total_price: 'forty' });
  const badge = page.getByRole('navigation').getByRole('link', { name: /^Needs attention/ });
  await page.getByRole('region', { name: 'body unreadable' }).getByRole('button', { name: 'Dismiss 1…' }).click();
  await dialog.getByRole('button', { name: 'Dismiss 1' }).click();
  await dialog.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('region', { name: 'body unreadable' }).waitFor({ state: 'detached' });
  // Runs of the promotion, which the clock has brought, wait for a person, too.
  await expect
    .poll(async () => {
      const headers = { authorization: `Bearer ${opened.token}` };
      const answer = await fetch(`${opened.url}/api/parked?limit=100`, { headers });
      const { parked } = (await answer.json()) as ParkedList;
      return (await badge.textContent()) === `Needs attention${parked.length || ''}`;
    })
    .toBe(true);
}, 90_000);
