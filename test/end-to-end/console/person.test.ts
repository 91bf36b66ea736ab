import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Deliveries, DeliveryRow } from '../../../console/api.ts';
import { shopifyOrder } from '../../../local/demo-orders.ts';
import { type ConsoleOnPlatform, openConsoleOnPlatform } from '../../support/console/console-on-platform.ts';
import type { OpenConsole } from '../../support/console/open-console.ts';
import { signedBody, type TestPlatform } from '../../support/test-platform.ts';

let at: ConsoleOnPlatform;
let platform: TestPlatform;
let opened: OpenConsole;
const order = (id: string, at: string) =>
  shopifyOrder({
    id,
    name: `#${id}`,
    email: `c${id}@example.com`,
    at,
    quantity: 1,
    price: '10.00',
    shipping: '0.00',
    total: '10.00',
  });
beforeAll(async () => {
  at = await openConsoleOnPlatform(async (sentTo) => {
    for (const id of ['901', '902', '903']) {
      await sentTo.send(signedBody('shopify', JSON.stringify(order(id, '2026-03-10T10:00:00Z')), 'orders/paid'));
    }
  });
  ({ platform, opened } = at);
}, 60_000);
afterAll(async () => {
  await at.close();
  // Customers of whom nobody knows, and an answer that a test made up.
  expect(opened.complaints.filter((one) => !/^404 \/api\/(?:customers|deliveries\/999999)|^502 /.test(one))).toEqual(
    [],
  );
});

const IMAGE = '<img src=x onerror="window.ran=true">';

const TWO_FRAMES = 'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))';

test('what a shop writes is text: an image in a name, in a topic, in an error runs nothing', async () => {
  const hostile = {
    ...order('904', '2026-03-10T10:00:00Z'),
    name: IMAGE,
    customer: { first_name: IMAGE, email: 'mallory@example.com' },
  };
  await platform.send(signedBody('shopify', JSON.stringify(hostile), 'orders/paid'));
  await platform.send(
    signedBody('shopify', JSON.stringify({ ...hostile, id: 905, total_price: IMAGE, currency: IMAGE }), 'orders/paid'),
  );
  await platform.send(signedBody('shopify', JSON.stringify(hostile), `orders/paid${IMAGE}`));
  const page = await opened.open('/deliveries');
  await page.locator('.of-topic', { hasText: IMAGE }).waitFor();
  await page.locator('[data-row="5"]').click();
  await page.getByRole('button', { name: 'Show personal data' }).click();
  await expect.poll(() => page.getByLabel('Body', { exact: true }).textContent()).toContain('onerror');
  for (const view of [
    '/deliveries/4',
    '/work',
    `/customers/${encodeURIComponent(IMAGE)}`,
    '/orders/demo-shopify/904',
  ]) {
    await page.goto(opened.url + view);
    await page.locator(':is(h1, h2):visible').first().waitFor();
    await page.waitForLoadState('load');
  }
  expect(await page.evaluate('window.ran')).toBeUndefined();
  expect(await page.locator('img').count()).toBe(0);
});

test('the page is read and left by keyboard alone', async () => {
  const page = await opened.open('/deliveries');
  await page.locator('[data-row="3"]').waitFor();
  await page.keyboard.press('Tab');
  expect(await focused(page)).toBe('Skip to the view');
  await page.keyboard.press('Enter');
  expect(await page.evaluate('document.activeElement.id')).toBe('main');
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  // The first key goes to the first line, the second to the next.
  const row = (await page.locator('[data-row]').nth(1).getAttribute('data-row')) ?? '';
  await expect.poll(() => page.evaluate('document.activeElement.dataset.row')).toBe(row);
  await page.keyboard.press('Enter');
  await page.waitForURL(`${opened.url}/deliveries/${row}`);
  await page.locator('.detail .message').waitFor();
  await page.keyboard.press('k');
  await page.waitForURL((url) => url.pathname !== `/deliveries/${row}`);
  await page.keyboard.press('Escape');
  await page.waitForURL(`${opened.url}/deliveries`);
  // The line that was open takes the focus with the next frame.
  await expect.poll(() => page.evaluate('document.activeElement.dataset.row')).toBeTruthy();
  await expect
    .poll(async () => {
      await page.keyboard.press('/');
      await page.evaluate(TWO_FRAMES);
      return await page.evaluate('document.activeElement.localName');
    })
    .toBe('input');
  await page.keyboard.type('902');
  await page.waitForURL(`${opened.url}/deliveries?search=902`);
  await expect.poll(() => page.locator('[data-row]').count()).toBe(1);
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keys and help' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.keyboard.press('g');
  await page.keyboard.press('o');
  await page.waitForURL(`${opened.url}/orders`);
  await page.getByRole('link', { name: '901' }).waitFor();
  await page.keyboard.press('j');
  expect(await page.evaluate<string>('document.activeElement.href')).toMatch(/\/orders\/demo-shopify\/\d+$/);
  for (const [key, view] of [
    ['w', 'work'],
    ['p', 'promotions'],
  ] as const) {
    await page.keyboard.press('g');
    await page.keyboard.press(key);
    await page.waitForURL(`${opened.url}/${view}`);
    await page.locator('[data-item]').first().waitFor();
    await page.keyboard.press('j');
    // Lists come one after the other; the first that is there takes the key.
    await expect.poll(() => page.evaluate('document.activeElement.matches("[data-item]")')).toBe(true);
  }
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog', { name: 'Go to' }).waitFor();
  await page.keyboard.type('demo-shopify/901');
  await page.keyboard.press('Enter');
  await page.waitForURL(`${opened.url}/orders/demo-shopify/901`);
  const instant = page.getByRole('slider', { name: 'Instant' });
  await instant.focus();
  const before = await page.locator('.reading').textContent();
  await page.keyboard.press('ArrowLeft');
  expect(await page.locator('.reading').textContent()).not.toBe(before);
});

/** By how much a view is wider than the screen. */
const BEYOND =
  "Math.max(document.documentElement.scrollWidth - innerWidth, document.querySelector('.main').scrollWidth - document.querySelector('.main').clientWidth)";

const views = [
  '/deliveries',
  '/deliveries/1',
  '/orders',
  '/orders/demo-shopify/901',
  '/work',
  '/try',
  '/promotions',
  '/numbers',
  '/customers/nobody',
];

test('on a screen of 360 pixels, in the dark and in Portuguese, every view fits', async () => {
  const page = await opened.open('/deliveries', {
    viewport: { width: 360, height: 740 },
    colorScheme: 'dark',
    locale: 'pt-BR',
    hasTouch: true,
  });
  await page.getByRole('heading', { name: 'Entregas' }).waitFor();
  for (const view of views) {
    await page.goto(opened.url + view);
    await page.locator(':is(h1, h2):visible').first().waitFor();
    await page.locator('[aria-busy]').first().waitFor({ state: 'detached' });
    const beyond = await page.evaluate(BEYOND);
    expect([view, beyond]).toEqual([view, 0]);
  }
  const ground = await page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
  expect(Number(/\d+/.exec(ground)?.[0])).toBeLessThan(40);
  expect(await page.evaluate('document.documentElement.lang')).toBe('pt-BR');
  // A finger follows the picture.
  await page.goto(`${opened.url}/orders/demo-shopify/901`);
  await page.getByRole('button', { name: 'Reembolsar, trocar, cancelar' }).tap();
  const menu = await page.getByRole('menu').boundingBox();
  expect([menu?.x ?? -1, (menu?.x ?? 0) + (menu?.width ?? 999)].every((x) => x >= 0 && x <= 360)).toBe(true);
  await page.keyboard.press('Escape');
  await page.getByRole('menu').waitFor({ state: 'detached' });
  await page.locator('[aria-busy]').first().waitFor({ state: 'detached' });
  // Between the bars of a small screen.
  await page.locator('.timeline .chart').evaluate((chart) => chart.scrollIntoView({ block: 'center' }));
  const box = await page.locator('.timeline .chart').boundingBox();
  if (box === null) throw new Error('there is no picture');
  const finger = await page.context().newCDPSession(page);
  const chosen = async () => Number(await page.getByRole('slider', { name: 'Instante' }).inputValue());
  const seen: number[] = [];
  for (const share of [0.12, 0.4, 0.7, 0.97]) {
    const type = seen.length === 0 ? 'touchStart' : 'touchMove';
    const point = { x: box.x + share * box.width, y: box.y + 120 };
    await finger.send('Input.dispatchTouchEvent', { type, touchPoints: [point] });
    // The slider shows it with the next frame.
    await page.evaluate(TWO_FRAMES);
    seen.push(await chosen());
  }
  await finger.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  expect(seen[0]).toBe(0);
  await expect.poll(chosen).toBe((await page.locator('.instant').count()) - 1);
  expect(seen.toSorted((one, other) => one - other)).toEqual(seen);
});

test('who chooses Portuguese gets the server’s sentences in it, too: those that are there, that arrive, and that refuse', async () => {
  const page = await opened.open('/deliveries/1');
  await page.getByRole('button', { name: 'Português' }).click();
  await page.getByText('Comprovada como da loja').waitFor();
  await page.getByText('um segredo da loja assinou exatamente estes bytes').waitFor();
  await page.locator('.detail .message', { hasText: 'aplicado' }).waitFor();
  // A body that is not as it was signed.
  const signed = signedBody('shopify', JSON.stringify(order('909', '2026-03-10T10:00:00Z')), 'orders/paid');
  await platform.send({ ...signed, rawBody: Buffer.concat([signed.rawBody, Buffer.from(' ')]) });
  await page
    .locator('.of-message', { hasText: 'a assinatura não corresponde ao corpo' })
    .waitFor({ state: 'attached' });
  await page.goto(`${opened.url}/deliveries/999999`);
  await page.getByText('Não há essa entrega, ou ela não é mais guardada.').waitFor();
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByText('There is no such delivery, or it is kept no longer.').waitFor();
});

test('a stage that may only be looked at offers nothing that changes it, and says why', async () => {
  const page = await opened.open('/deliveries');
  const because = 'Started without --write.';
  await page.route('**/api/about', async (route) => {
    const response = await route.fetch();
    const place = { kind: 'stage', stage: 'prod' };
    const json = { ...(await response.json()), place, canTry: false, readOnlyBecause: because };
    await route.fulfill({ response, json });
  });
  await page.goto(`${opened.url}/promotions`);
  await page.getByText('Stage prod').waitFor();
  expect(await page.getByRole('navigation').getByRole('link', { name: 'Try' }).count()).toBe(0);
  expect(await page.getByRole('button', { name: 'Run…' }).isDisabled()).toBe(true);
  await page.getByText(because).waitFor();
  await page.goto(`${opened.url}/try`);
  await page.getByRole('heading', { name: 'Only the local platform can be tried' }).waitFor();
  await page.goto(`${opened.url}/deliveries/1`);
  await page.locator('.detail .message').waitFor();
  expect(await page.getByRole('button', { name: 'Replay' }).count()).toBe(0);
});

test('what fails says what, where and what to do, and is tried again', async () => {
  const page = await opened.open('/try');
  const error = { what: 'The table cannot be reached.', where: 'ponte-prod-ledger', next: 'Is the stage deployed?' };
  // Not an error of the page's own making, which `complaints` would hold.
  await page.route('**/api/orders?*', (route) => route.abort());
  await page.goto(`${opened.url}/orders`);
  await page.getByRole('heading', { name: 'The console does not answer.' }).waitFor();
  await page.unroute('**/api/orders?*');
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('link', { name: '901' }).waitFor();
  await page.route('**/api/orders?*', (route) => route.fulfill({ status: 502, json: { error } }));
  await page.reload();
  for (const said of [error.what, error.next, `Where: ${error.where}`]) await page.getByText(said).waitFor();
  // A further page of what is parked.
  await page.route('**/api/parked?*', async (route) => {
    if (route.request().url().includes('before=')) return await route.fulfill({ status: 502, json: { error } });
    const row = { id: 'my-shop/1', since: '2026-03-10T10:00:00Z', reason: 'refused', why: 'w', next: 'n', order: null };
    const parked = [{ ...row, changeKey: null, points: null, attempts: null, reply: null }];
    return await route.fulfill({ json: { parked, next: 'further' } });
  });
  await page.goto(`${opened.url}/work`);
  await page.getByRole('button', { name: 'Show more' }).click();
  await page.getByRole('alert').filter({ hasText: error.what }).waitFor();
  expect(await page.getByText('my-shop/1').count()).toBe(1);
});

test('ten thousand deliveries are scrolled through with a few rows in the document', async () => {
  const first = await newestDelivery();
  const page = await opened.open('/try');
  const rows = Array.from({ length: 10_000 }, (_, at) => ({ ...first, id: `n${10_000 - at}` }));
  await page.route('**/api/deliveries?*', (route) =>
    route.fulfill({ json: { deliveries: rows, next: null, searchedTo: null } }),
  );
  await page.goto(`${opened.url}/deliveries`);
  await page.getByText('10,000 deliveries').waitFor();
  const list = page.locator('.windowed');
  const counts: number[] = [];
  for (const share of [0, 0.25, 0.5, 0.75, 1]) {
    await list.evaluate((element, to) => element.scrollTo(0, to * element.scrollHeight), share);
    await page.evaluate(TWO_FRAMES);
    counts.push(await page.locator('.windowed li').count());
  }
  expect(Math.max(...counts)).toBeLessThan(60);
  expect(Math.min(...counts)).toBeGreaterThan(15);
  await page.locator('[data-row="n1"]').waitFor();
  expect(await page.evaluate("document.querySelectorAll('*').length")).toBeLessThan(2_000);

  // What the page's thread computes, however busy the machine is: a screen of 60 Hz leaves 16 ms a frame.
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const computedMs = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return 1_000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN);
  };
  const each = async (times: number, act: (at: number) => Promise<unknown>) => {
    const before = await computedMs();
    for (let at = 0; at < times; at += 1) {
      await act(at);
      await page.evaluate('new Promise((done) => requestAnimationFrame(done))');
    }
    return ((await computedMs()) - before) / times;
  };
  const scroll = async (from: number) =>
    await each(40, (at) => list.evaluate((element, to) => element.scrollTo(0, to), from + at * 400));
  // The best of three, as the machine may be busy.
  const scrolled = Math.min(await scroll(0), await scroll(100_000), await scroll(200_000));
  await page.getByRole('searchbox').focus();
  const typed = await each(10, (at) => page.keyboard.press(String(at)));
  expect([scrolled > 0.1, scrolled < 16, typed > 0.1, typed < 16]).toEqual([true, true, true, true]);
});

/** What a browser fetches before a view is there: the document, scripts and styles, unpacked. */
const MAX_BYTES = 100_000;

test.each(['en-GB', 'pt-BR'])(
  'in %s, no view fetches 100 KB of page before it is there',
  async (locale) => {
    const sizes: [view: string, bytes: number][] = [];
    for (const view of views) {
      const page = await opened.open(view, { locale });
      await page.locator('[aria-busy]').first().waitFor({ state: 'detached' });
      await page.locator(':is(h1, h2):visible').first().waitFor();
      const bytes = await page.evaluate<number>(
        "[...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource').filter(({ name }) => /[.](js|css)$/.test(name))].reduce((sum, { decodedBodySize }) => sum + decodedBodySize, 0)",
      );
      sizes.push([view, bytes]);
      await page.context().close();
    }
    expect(sizes.filter(([, bytes]) => bytes < 60_000 || bytes > MAX_BYTES)).toEqual([]);
  },
  60_000,
);

async function newestDelivery(): Promise<DeliveryRow> {
  const { url, token } = opened;
  const response = await fetch(`${url}/api/deliveries?limit=1`, { headers: { authorization: `Bearer ${token}` } });
  const [newest] = ((await response.json()) as Deliveries).deliveries;
  if (newest === undefined) throw new Error('no delivery has come');
  return newest;
}

async function focused(page: Page): Promise<string> {
  return await page.evaluate<string>('document.activeElement.textContent.trim()');
}
