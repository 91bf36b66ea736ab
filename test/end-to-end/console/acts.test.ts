import { afterAll, beforeAll, expect, test } from 'vitest';
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
  expect(opened.complaints).toEqual([]);
});

/** Goods of 230.00: two of 90.00 after their discount, and one of 50.00. */
const ORDER = '6100000000001';

test('an exchange by clicks: a line of 50.00 goes back for one of 30.00, and the order keeps 210 points', async () => {
  const page = await opened.open('/try');
  await page.getByLabel('Example').selectOption('orders-paid');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await page.getByRole('link', { name: `Order ${ORDER}` }).click();
  await expect.poll(() => page.locator('.figure strong').allTextContents()).toEqual(['230', '230', '230']);

  await page.getByRole('button', { name: 'Refund, exchange, cancel' }).click();
  await page.getByRole('menuitem', { name: /^Exchange/ }).click();
  await page.getByLabel('Goes back').selectOption('1400000000002');
  await page.getByLabel('Its price').fill('30,00');
  // Foretold, with the bodies that Shopify would send.
  await expect.poll(() => page.locator('.would strong').allTextContents()).toEqual(['230', '210']);
  expect(await page.locator('dialog summary').count()).toBeGreaterThan(0);
  await page.getByRole('dialog').getByRole('button', { name: 'Exchange' }).click();
  await expect.poll(() => page.locator('.figure strong').allTextContents()).toEqual(['210', '210', '210']);
  expect(await platform.balance('ana.souza@example.com')).toBe(210);
});

test('a delivery is sent once more, and tampered with: nothing is given twice, and what is forged is refused', async () => {
  const page = await opened.open('/deliveries/1');
  const replay = async (way: RegExp) => {
    await page.getByRole('button', { name: 'Replay' }).click();
    await page.getByRole('menuitem', { name: way }).click();
  };
  await replay(/^As it was/);
  await page.locator('.toast', { hasText: 'nothing to do' }).waitFor();
  await replay(/^With another body/);
  await page.locator('.toast', { hasText: 'signature refused' }).waitFor();
  expect(await platform.balance('ana.souza@example.com')).toBe(210);
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
    .toEqual(['230', '230', '230']);
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
  await run.getByText('2 applied · 1 bad · 1 duplicate').waitFor();
  expect(await platform.balance('davi@example.com')).toBe(before + 50);
});
