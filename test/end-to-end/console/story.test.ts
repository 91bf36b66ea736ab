import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DemoShop, startDemoShop } from '../../../local/demo-shop.ts';
import { story } from '../../../local/demo-story.ts';
import { tellStory } from '../../../local/tell-story.ts';
import { type ConsoleOnPlatform, openConsoleOnPlatform } from '../../support/console/console-on-platform.ts';
import type { OpenConsole } from '../../support/console/open-console.ts';
import type { TestPlatform } from '../../support/test-platform.ts';

let demo: DemoShop;
let at: ConsoleOnPlatform;
let platform: TestPlatform;
let opened: OpenConsole;
beforeAll(async () => {
  demo = await startDemoShop();
  at = await openConsoleOnPlatform(undefined, { shops: () => demo.shops });
  ({ platform, opened } = at);
}, 60_000);
afterAll(async () => {
  await at.close();
  await demo.shop.close();
  expect(opened.complaints).toEqual([]);
});

/** Of the demo's story, those that a shop sends: 15 deliveries of 22 steps. */
const delivered = story.flatMap(({ steps }) => steps).filter((step) => step.kind === 'delivered');
const inWords: Readonly<Record<string, string>> = {
  applied: 'applied',
  nothingToDo: 'nothing to do',
  deferred: 'deferred',
  signatureRefused: 'signature refused',
};

test('the story is followed as it is played: every delivery appears by itself, and what it came to', async () => {
  const page = await opened.open('/deliveries');
  await page.getByRole('heading', { name: 'No deliveries yet' }).waitFor();
  for await (const _ of tellStory({ ...platform, shop: demo.shop }, story)) {
    // It is played to its end.
  }
  const rows = page.locator('[data-row]');
  await expect.poll(() => rows.count()).toBe(delivered.length);
  const outcomes = await page.locator('.line:not(.heads) .of-outcome .cut').allTextContents();
  expect(outcomes.toReversed()).toEqual(delivered.map(({ outcome }) => inWords[outcome] ?? outcome));
  const severities = page.locator('.line[data-severity=error]');
  expect(await severities.count()).toBe(delivered.filter(({ outcome }) => outcome === 'signatureRefused').length);

  // A delivery, what it changed, and from there the order.
  await page.locator('[data-row="1"]').click();
  await page.getByRole('heading', { name: 'orders/paid' }).waitFor();
  await page.getByText('ADD-***-120-5001', { exact: true }).waitFor();
  const body = page.getByLabel('Body', { exact: true });
  expect(await body.textContent()).not.toContain('ana@example.com');
  await page.getByRole('button', { name: 'Show personal data' }).click();
  await expect.poll(() => body.textContent()).toContain('ana@example.com');
  expect(await page.locator('.detail').textContent()).toMatch(/x-shopify-hmac-sha256\*\*\*/);
});

test('an order’s picture, entries and words tell of 120 points that went back in three refunds', async () => {
  const page = await opened.open('/orders/demo-shopify/5001');
  await page.getByRole('heading', { name: 'Order 5001' }).waitFor();
  await expect.poll(() => page.locator('.figure strong').allTextContents()).toEqual(['0', '0', '0']);
  const keys = await page.locator('.entries .of-key code').allTextContents();
  expect(keys).toEqual(['ADD-***-120-5001', 'REMOVE-***-20-5001-2', 'REMOVE-***-20-5001-3', 'REMOVE-***-80-5001-4']);
  await page.getByText('It should have given 0 points, and that is what is posted.').first().waitFor();
  const arrivals = await page.locator('.instants .mark').count();
  expect(arrivals).toBe(5);

  // What a pointer is over in the picture is marked in the list, and the reverse.
  const chart = page.locator('.timeline .chart');
  const box = await chart.boundingBox();
  if (box === null) throw new Error('there is no picture');
  await page.mouse.move(box.x + 42, box.y + 100);
  const chosen = page.locator('.instant[data-chosen]');
  await expect.poll(() => chosen.count()).toBe(1);
  const first = await chosen.textContent();
  await page.mouse.move(box.x + box.width - 22, box.y + 100);
  await expect.poll(() => chosen.textContent()).not.toBe(first);
  await page.locator('.instant').first().hover();
  await expect
    .poll(() => page.locator('.reading strong').textContent())
    .toBe(
      await page
        .locator('.instant .what')
        .first()
        .evaluate((what) => what.firstChild?.textContent ?? ''),
    );
});

test('numbers, work and promotions tell of the same', async () => {
  const page = await opened.open('/promotions');
  await page.getByRole('heading', { name: 'vip' }).waitFor();
  await page.getByText('2 awards, 100 points').first().waitFor();
  await page.goto(`${opened.url}/work`);
  await page
    .getByText('Nothing waits unseen: every order has the points that it is due, or waits where it is listed')
    .waitFor();
  await page.goto(`${opened.url}/numbers?span=hour`);
  await page.getByRole('heading', { name: 'Deliveries by outcome' }).waitFor();
  const taken = await page.locator('[aria-label="Points"] .figure strong').allTextContents();
  expect(taken.every((figure) => /^[+−][\d,]+$/.test(figure))).toBe(true);
});
