import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { shopifyOrder } from '../../../local/demo-orders.ts';
import { type ConsoleOnPlatform, openConsoleOnPlatform } from '../../support/console/console-on-platform.ts';
import type { OpenConsole } from '../../support/console/open-console.ts';
import { signedBody, type TestPlatform } from '../../support/test-platform.ts';

let at: ConsoleOnPlatform;
let platform: TestPlatform;
let opened: OpenConsole;
const order = (id: string, name: string, email: string) =>
  shopifyOrder({
    id,
    name,
    email,
    at: '2026-03-10T13:00:00Z',
    quantity: 1,
    price: '10.00',
    shipping: '0.00',
    total: '1234.50',
  });
beforeAll(async () => {
  at = await openConsoleOnPlatform(async (sentTo) => {
    await sentTo.send(signedBody('shopify', JSON.stringify(order('5001', '#1001', 'ana@example.com')), 'orders/paid'));
    await sentTo.send(signedBody('shopify', JSON.stringify(order('5002', '#1002', 'ana@example.com')), 'orders/paid'));
  });
  ({ platform, opened } = at);
}, 60_000);
afterAll(async () => {
  await at.close();
  expect(opened.complaints).toEqual([]);
});

/** What a clock in this zone shows at an instant, to the second. */
async function clockOf(time: Locator, timeZone: string): Promise<string> {
  const iso = (await time.first().getAttribute('datetime')) ?? '';
  return new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium', timeZone }).format(new Date(iso));
}

test('times are those of the shop where there is one, else the browser’s; it is said which, and all of an instant on hover', async () => {
  // The stores are in São Paulo and Amsterdam, and share no time with Tokyo.
  const page = await opened.open('/deliveries', { timezoneId: 'Asia/Tokyo' });
  const inList = page.locator('.line:not(.heads) .of-time');
  await page.getByText('Times: Asia/Tokyo').waitFor();
  await expect.poll(() => inList.first().textContent()).toBe(await clockOf(inList, 'Asia/Tokyo'));
  await page.locator('.platform-clock', { hasText: 'Asia/Tokyo' }).waitFor();
  // One store is filtered by: its own time.
  await page.goto(`${opened.url}/deliveries?store=demo-shopify`);
  await page.getByText('Times: America/Sao Paulo').waitFor();
  await expect.poll(() => inList.first().textContent()).toBe(await clockOf(inList, 'America/Sao_Paulo'));
  await page.locator('[data-row="1"]').hover();
  const title = await page.locator('[data-row="1"]').getAttribute('title');
  expect(title).toMatch(
    /^applied\n\w+,? \d+ \w+ \d{4} at [\d:]+ GMT-3, America\/Sao Paulo · \d+ (?:second|minute)s? ago$/,
  );
  await page.locator('[data-row="1"]').click();
  const inPanel = page.locator('.detail .facts time');
  await page.locator('.detail', { hasText: 'America/Sao Paulo' }).waitFor();
  expect(await inPanel.first().textContent()).toContain(await clockOf(inPanel, 'America/Sao_Paulo'));
  // What the body says of its time: 13:00 UTC.
  await page.getByText('10 Mar 2026, 10:00:00').first().waitFor();
  for (const view of ['/orders?store=demo-shopify', '/orders/demo-shopify/5001']) {
    await page.goto(opened.url + view);
    await page.getByText('Times: America/Sao Paulo').waitFor();
    const time = page.locator('main time').last();
    expect(await time.textContent()).toContain(await clockOf(time, 'America/Sao_Paulo'));
  }
});

test('amounts and what a body says are in the words of the language', async () => {
  const page = await opened.open('/deliveries/1', { locale: 'pt-BR' });
  // Intl writes a no-break space.
  await page.getByText(/^R\$\s1\.234,50$/).waitFor();
  await page.getByText(/^produtos, 1 unidade, R\$\s10,00$/).waitFor();
  await page.getByText('dá pontos', { exact: true }).waitFor();
});

test('what BonifiQ has not answered is not given: in the delivery, in the list of orders, and in the order’s picture', async () => {
  platform.sandbox.core.setFaults([{ kind: 'cut', when: 'before', operation: 'change' }]);
  await platform.send(signedBody('shopify', JSON.stringify(order('5003', '#1003', 'bia@example.com')), 'orders/paid'));
  const page = await opened.open('/deliveries?search=%231003');
  await page.locator('[data-row]').click();
  await page.locator('.entry-list', { hasText: 'pending when it was answered' }).waitFor();
  expect(await page.locator('.entry-list .points').getAttribute('class')).toBe('points none');
  await page.locator('.order-now').click();
  await page.getByRole('heading', { name: 'Order 5003 #1003' }).waitFor();
  await expect.poll(() => page.locator('.figure strong').allTextContents()).toEqual(['10', '0', '10']);
  await page.getByText('given so far: 0; sent without an answer: 10').first().waitFor();
  expect(await page.locator('.instants .of-posted').count()).toBe(0);
  await page.goto(`${opened.url}/orders`);
  const row = page.getByRole('row').filter({ hasText: '5003' });
  await expect.poll(() => row.locator('td.number').allTextContents()).toEqual(['10', '0']);
});

test('personal data stays shown from view to view, with a sign, until it is masked', async () => {
  const page = await opened.open('/orders/demo-shopify/5001');
  await page.getByText('Customer ***').waitFor();
  await page.getByRole('button', { name: 'Show personal data' }).click();
  await page.getByRole('link', { name: 'ana@example.com' }).waitFor();
  const sign = page.locator('.banner', { hasText: 'Personal data is shown in every view.' });
  await sign.waitFor();
  await page.locator('.instants a').click();
  await page.locator('.detail .facts', { hasText: 'ana@example.com' }).waitFor();
  await page.getByRole('navigation').getByRole('link', { name: 'Orders' }).click();
  await page.getByRole('link', { name: '5002' }).click();
  await page.getByRole('link', { name: 'ana@example.com' }).click();
  await page.getByRole('heading', { name: 'Customer' }).waitFor();
  expect(await page.title()).toBe('customers · Ponte');
  await sign.getByRole('button', { name: 'Mask personal data' }).click();
  await sign.waitFor({ state: 'detached' });
  await expect.poll(() => page.locator('main').textContent()).not.toContain('ana@example.com');
});

test('a search finds an order by its name, and a customer; warnings and errors are one choice', async () => {
  const page = await opened.open('/deliveries');
  const rows = page.locator('[data-row]');
  await rows.first().waitFor();
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('textbox').fill('#1002');
  await page.keyboard.press('Enter');
  await page.waitForURL(`${opened.url}/deliveries?search=%231002`);
  await expect.poll(() => rows.count()).toBe(1);
  await page.getByRole('searchbox').fill('ana@example.com');
  await expect.poll(() => page.locator('.of-order a').allTextContents()).toEqual(['5002', '5001']);
  await page.getByRole('searchbox').fill('#9');
  await page.getByText('A search finds orders by number or by name').waitFor();
  await page.getByRole('searchbox').fill('');
  await page.getByLabel('Severity').selectOption('warning,error');
  await page.waitForURL(`${opened.url}/deliveries?severity=warning%2Cerror`);
  await expect.poll(() => page.locator('.line:not(.heads):not([data-severity=success])').count()).toBe(1);
  expect(await rows.count()).toBe(1);
});

test('Esc goes back to what led here, and the focus to where it was', async () => {
  const page = await opened.open('/orders');
  const focused = (what: string) => expect.poll(() => page.evaluate(`document.activeElement.${what}`));
  await page.getByRole('link', { name: '5001' }).focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(`${opened.url}/orders/demo-shopify/5001`);
  await page.locator('.instants a').focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(`${opened.url}/deliveries/1`);
  await focused('id').toBe('delivery-title');
  await page.keyboard.press('Escape');
  await page.waitForURL(`${opened.url}/orders/demo-shopify/5001`);
  await focused('pathname').toBe('/deliveries/1');
  await page.keyboard.press('Escape');
  await page.waitForURL(`${opened.url}/orders`);
  await focused('pathname').toBe('/orders/demo-shopify/5001');
  // The list of deliveries, and beside it one of them.
  await page.goto(`${opened.url}/deliveries?search=orders`);
  await page.locator('[data-row="1"]').focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(`${opened.url}/deliveries/1?search=orders`);
  await focused('id').toBe('delivery-title');
  await page.keyboard.press('Escape');
  await page.waitForURL(`${opened.url}/deliveries?search=orders`);
  await focused('dataset.row').toBe('1');
  // Nothing led here.
  await page.goto(`${opened.url}/orders/demo-shopify/5002`);
  await page.getByRole('heading', { name: 'Order 5002' }).waitFor();
  await page.keyboard.press('Escape');
  await page.waitForURL(`${opened.url}/orders`);
});

describe('on another day, on which times are told with their date', () => {
  beforeAll(async () => {
    // The more there is of an order, the nearer to the edge is the last of it.
    const again = signedBody('shopify', JSON.stringify(order('5001', '#1001', 'ana@example.com')), 'orders/paid');
    for (let times = 0; times < 8; times += 1) await platform.send(again);
    const headers = { authorization: `Bearer ${opened.token}`, 'content-type': 'application/json' };
    const init = { method: 'POST', headers, body: JSON.stringify({ byMs: 172_800_000 }) };
    expect((await fetch(`${opened.url}/api/clock`, init)).status).toBe(200);
  });

  test.each([
    [1180, '/deliveries/1', '.filters select'],
    [360, '/deliveries', '.filters select'],
    [360, '/deliveries', '.of-time'],
    [360, '/orders/demo-shopify/5001', '.chosen-time'],
  ])('at %i pixels, %s has all of %s inside of what it stands in', async (width, path, what) => {
    const page = await opened.open(path, { viewport: { width, height: 740 }, locale: 'pt-BR' });
    await page.locator(what).first().waitFor();
    const right = await page.evaluate<number>(
      "Math.min(...['.list-side', '.chart', '.main'].map((of) => document.querySelector(of)?.getBoundingClientRect().right ?? innerWidth))",
    );
    // As far as the text goes, which may leave the box of its element.
    const ends = await page.evaluate<number[]>(`[...document.querySelectorAll('${what}')].map((one) => {
      const text = document.createRange();
      text.selectNodeContents(one);
      return Math.max(one.getBoundingClientRect().right, text.getBoundingClientRect().right);
    })`);
    expect(ends.filter((end) => end > right)).toEqual([]);
    expect(ends.length).toBeGreaterThan(0);
  });
});
