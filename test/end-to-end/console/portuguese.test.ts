import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { shopifyOrder } from '../../../local/demo-orders.ts';
import { type DemoShop, startDemoShop } from '../../../local/demo-shop.ts';
import { story } from '../../../local/demo-story.ts';
import { tellStory } from '../../../local/tell-story.ts';
import { playAfterwards } from '../../../tools/screenshots/play-afterwards.ts';
import { type ConsoleOnPlatform, openConsoleOnPlatform } from '../../support/console/console-on-platform.ts';
import { signedBody } from '../../support/test-platform.ts';

let demo: DemoShop;
let at: ConsoleOnPlatform;
beforeAll(async () => {
  demo = await startDemoShop();
  at = await openConsoleOnPlatform(undefined, { shops: () => demo.shops });
  const { platform } = at;
  for await (const _ of tellStory({ ...platform, shop: demo.shop }, story)) {
    // It is played to its end.
  }
  await playAfterwards(platform, (byMs) => post('/api/clock', { byMs }));
  // An order that names nobody, and a topic that is not used.
  const nobodys = { ...paid('5020', ''), customer: null, contact_email: null };
  await platform.send(signedBody('shopify', JSON.stringify(nobodys), 'orders/paid'));
  await platform.send(signedBody('shopify', '{}', 'products/update'));
  // Calls fail at so many customers that the account is not called any more.
  await post('/api/faults', { faults: [{ fault: 'outage' }, { fault: 'latency', ms: 1 }] });
  for (const id of ['5021', '5022', '5023', '5024', '5025']) {
    await platform.send(signedBody('shopify', JSON.stringify(paid(id, `${id}@example.com`)), 'orders/paid'));
  }
}, 120_000);
afterAll(async () => {
  await at.close();
  await demo.shop.close();
});

function paid(id: string, email: string) {
  const price = '20.00';
  const when = '2026-03-15T10:00:00Z';
  return shopifyOrder({ id, name: `#${id}`, email, at: when, quantity: 1, price, shipping: '0.00', total: price });
}

async function post(path: string, body: object): Promise<void> {
  const { url, token } = at.opened;
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const response = await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(await response.text());
}

/** Words of English sentences that are no words of Portuguese. */
const ENGLISH =
  /(?<![\p{L}.-])(?:the|of|is|are|was|were|it|its|not|and|with|by|to|from|been|has|have|cannot|this|that|which|what|who|when|until|since|they|there|wait|waits|paid|refunded|points|order|customer|shop|store|entry|applied|recorded|posted|refused|named|every|day|at)(?![\p{L}.-])/iu;

/** Text of the page, but for code: names, keys, bodies and log lines are as they are. */
async function textsOf(page: Page): Promise<readonly string[]> {
  return await page.evaluate<string[]>(`(() => {
    const texts = [];
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
      const { parentElement: holder, data } = walk.currentNode;
      if (holder.closest('code, .mono, .code, .log, kbd, script, noscript, option, [lang=en], .of-topic, .platform-clock') === null) texts.push(data.trim());
    }
    for (const one of document.querySelectorAll('[title], [aria-label], [placeholder]')) {
      if (one.closest('code, .mono, .code, time') !== null) continue;
      for (const name of ['title', 'aria-label', 'placeholder']) texts.push(one.getAttribute(name) ?? '');
    }
    return texts.filter((text) => text !== '');
  })()`);
}

/** What is no word: addresses, fields, commands and hosts. */
const NO_WORDS = /\S*[\p{L}\d][/@._][\p{L}\d<]\S*|[.]?\/\S+|ponte console|English|Rose Mug/gu;

async function englishIn(page: Page): Promise<readonly string[]> {
  return (await textsOf(page)).filter((text) => ENGLISH.test(text.replace(NO_WORDS, '')));
}

test.each([
  '/deliveries',
  '/deliveries/1',
  '/deliveries/3',
  '/deliveries/9',
  '/orders',
  '/orders/demo-shopify/5001',
  '/orders/demo-shopify/5011',
  '/orders/demo-shopify/5020',
  '/orders/demo-shopify/5021',
  '/orders/demo-woocommerce/727',
  '/orders/demo-shopify/999',
  '/customers/ana@example.com',
  '/customers/nobody',
  '/work',
  '/try',
  '/promotions',
  '/numbers?span=hour',
  '/deliveries/999999',
  '/orders/demo-shopify/abc',
  '/numbers?span=foo',
])('in Portuguese, %s has no English sentence', async (view) => {
  const page = await at.opened.open(view, { locale: 'pt-BR' });
  await page.locator(':is(h1, h2):visible').first().waitFor();
  await page.locator('[aria-busy]').first().waitFor({ state: 'detached' });
  expect((await textsOf(page)).length).toBeGreaterThan(15);
  expect(await englishIn(page)).toEqual([]);
  await page.context().close();
});

test('the same words are found in English, where they are', async () => {
  const page = await at.opened.open('/work');
  await page.locator('.parked').first().waitFor();
  expect((await englishIn(page)).length).toBeGreaterThan(10);
  await page.context().close();
});

test.each<[dialog: string, view: string, clicks: readonly RegExp[]]>([
  ['what to send again', '/work', [/^Reprocessar tudo/]],
  ['what to dismiss', '/work', [/^Descartar 1…/]],
  ['a part to refund', '/orders/demo-shopify/6100000000001', [/^Reembolsar, trocar/, /^Reembolsar uma parte/]],
  ['an exchange', '/orders/demo-shopify/5002', [/^Reembolsar, trocar/, /^Trocar/]],
  ['a run', '/promotions', [/^Executar…/, /^Simular/]],
  ['rows left out', '/promotions', [/^Linhas deixadas/]],
  ['help', '/numbers', [/^Teclas e ajuda/]],
  ['the finder', '/numbers', [/^Ir para/]],
])('in Portuguese, the dialog of %s has no English sentence', async (_, view, clicks) => {
  const page = await at.opened.open(view, { locale: 'pt-BR' });
  for (const name of clicks)
    await page.getByRole('button', { name }).or(page.getByRole('menuitem', { name })).first().click();
  await page.getByRole('dialog').waitFor();
  await page.waitForTimeout(500);
  await page.locator('[aria-busy]').first().waitFor({ state: 'detached' });
  expect(await englishIn(page)).toEqual([]);
  await page.context().close();
});

test('above every view stands which faults are on, and which account is not called', async () => {
  const page = await at.opened.open('/numbers', { locale: 'pt-BR' });
  const faults = page.getByRole('status').filter({ hasText: 'Falhas ligadas na BonifiQ de teste: Fora do ar, Lenta' });
  await faults.getByRole('button', { name: 'Desligar todas' }).waitFor();
  const held = page.getByRole('status').filter({ hasText: 'A BonifiQ não é chamada para a conta demo-shopify' });
  await held.getByRole('link', { name: 'O que espera' }).click();
  await page.getByRole('heading', { name: 'Contas na BonifiQ' }).waitFor();
  await held.waitFor();
  await page.context().close();
});

test('an address of nothing is answered in the browser’s language', async () => {
  const { url, token } = at.opened;
  const headers = { authorization: `Bearer ${token}`, 'accept-language': 'pt-BR,pt;q=0.9' };
  const answer = await fetch(`${url}/nothing`, { headers });
  expect([answer.status, await answer.text()]).toEqual([
    404,
    'Essa página não existe.\n/nothing\nAbra / do console.\n',
  ]);
});
