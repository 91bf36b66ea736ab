import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { BrowserContextOptions } from 'playwright-core';
import { startDemoShop } from '../../local/demo-shop.ts';
import { story } from '../../local/demo-story.ts';
import { readOptions } from '../../local/read-options.ts';
import { tellStory } from '../../local/tell-story.ts';
import { openConsoleOnPlatform } from '../../test/support/console/console-on-platform.ts';
import type { OpenConsole } from '../../test/support/console/open-console.ts';
import { playAfterwards, playServerError } from './play-afterwards.ts';

const HELP = `npm run screenshots

Plays the demo's story and what follows it on a platform of its own, opens the console in a real Chromium, and writes its views to docs/console/.`;

const folder = resolve(import.meta.dirname, '../../docs/console');
const wide: BrowserContextOptions = { viewport: { width: 1180, height: 760 } };
const narrow: BrowserContextOptions = { viewport: { width: 360, height: 720 }, hasTouch: true };

interface Shot {
  readonly file: string;
  readonly path: string;
  readonly how: BrowserContextOptions;
  /** Clicked before it is taken, by the words on them. */
  readonly clicks?: readonly RegExp[];
}

const shots: readonly Shot[] = [
  { file: 'deliveries', path: '/deliveries', how: wide },
  { file: 'delivery', path: '/deliveries/3', how: wide },
  { file: 'order', path: '/orders/demo-shopify/6100000000001', how: { viewport: { width: 1180, height: 1020 } } },
  {
    file: 'exchange',
    path: '/orders/demo-shopify/5002',
    how: wide,
    clicks: [/^Refund, exchange, cancel$/, /^Exchange/],
  },
  { file: 'try', path: '/try', how: wide },
  { file: 'promotions', path: '/promotions', how: { viewport: { width: 1180, height: 500 } } },
  { file: 'numbers', path: '/numbers?span=day', how: wide },
  {
    file: 'order-dark',
    path: '/orders/demo-shopify/6100000000001',
    how: { ...wide, colorScheme: 'dark', locale: 'pt-BR' },
  },
  { file: 'order-narrow', path: '/orders/demo-shopify/6100000000001', how: narrow },
];

/** Taken when BonifiQ takes no change any more. */
const shotsOfTrouble: readonly Shot[] = [
  { file: 'work', path: '/work', how: wide },
  { file: 'work-narrow', path: '/work', how: { ...narrow, colorScheme: 'dark', locale: 'pt-BR' } },
];

const { values } = readOptions('npm run screenshots', { options: { help: { type: 'boolean', short: 'h' } } });
if (values.help === true) console.log(HELP);
else await takeAll();

async function takeAll(): Promise<void> {
  const { shop, shops } = await startDemoShop();
  const at = await openConsoleOnPlatform(undefined, { shops: () => shops });
  const { platform, opened } = at;
  try {
    for await (const _ of tellStory({ ...platform, shop }, story)) {
      // It is played to its end.
    }
    await playAfterwards(platform, (byMs) => moveClock(opened, byMs));
    await mkdir(folder, { recursive: true });
    for (const shot of shots) await take(opened, shot);
    await playServerError(platform);
    for (const shot of shotsOfTrouble) await take(opened, shot);
  } finally {
    await at.close();
    await shop.close();
  }
}

async function moveClock({ url, token }: OpenConsole, byMs: number): Promise<void> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const response = await fetch(`${url}/api/clock`, { method: 'POST', headers, body: JSON.stringify({ byMs }) });
  if (!response.ok) throw new Error(await response.text());
}

async function take({ open }: OpenConsole, { file, path, how, clicks = [] }: Shot): Promise<void> {
  const page = await open(path, { ...how, timezoneId: 'America/Sao_Paulo', reducedMotion: 'reduce' });
  await page.route('**/api/about*', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...(await response.json()), place: { kind: 'local', state: '.ponte' } } });
  });
  await page.reload();
  await page.locator(':is(h1, h2):visible').first().waitFor();
  await page.locator('[aria-busy]').first().waitFor({ state: 'detached' });
  for (const name of clicks)
    await page.getByRole('button', { name }).or(page.getByRole('menuitem', { name })).first().click();
  if (clicks.length > 0) await page.locator('.would').waitFor();
  await page.screenshot({ path: join(folder, `${file}.png`), animations: 'disabled' });
  console.log(`docs/console/${file}.png`);
  await page.context().close();
}
