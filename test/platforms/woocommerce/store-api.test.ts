import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CONSUMER, startWooCommerceShop, type WooCommerceShop } from '../../../sandbox/shops/woocommerce-shop.ts';
import type { WooCommerceStore } from '../../../src/domain/store.ts';
import { interpretWooCommerce } from '../../../src/platforms/woocommerce/interpret-woocommerce.ts';
import { createWooCommerceApi } from '../../../src/platforms/woocommerce/store-api.ts';
import type { StoreApiFault } from '../../../src/ports/store-api.ts';
import { payloadOf, recorded, recordedNames } from '../../fixtures/load.ts';
import { describeStoreApi } from '../../support/conformance/store-api.ts';
import { likeRecorded, recordedOrder } from '../../support/store-apis/woocommerce-orders.ts';
import { demoStore } from '../../support/woocommerce-store.ts';

const NOW = Date.parse('2026-11-23T12:00:00Z');
const HOUR = 3_600_000;
const never = new AbortController().signal;
/** An order in `processing`, paid. */
const PAID = '007';

describeStoreApi('WooCommerce', async (now) => {
  let shopNowMs = now();
  const shop = await startWooCommerceShop({ now: () => shopNowMs });
  return {
    api: createWooCommerceApi(now),
    store: storeAt(shop.url),
    credentials: CONSUMER,
    wrongCredentials: { ...CONSUMER, consumerSecret: 'cs_another' },
    put: (id, changedAtMs) => shop.put(likeRecorded(PAID, id, changedAtMs)),
    meanwhile: shop.meanwhile,
    fail: shop.fail,
    setNow(ms) {
      shopNowMs = ms;
    },
    close: shop.close,
  };
});

/** The API is asked at the first address; the recorded orders show the second. */
function storeAt(url: string, changes: Partial<WooCommerceStore> = {}): WooCommerceStore {
  return { ...demoStore, siteUrls: [url, ...demoStore.siteUrls], ...changes };
}

describe("WooCommerce's REST API", () => {
  let shop: WooCommerceShop;
  beforeEach(async () => {
    shop = await startWooCommerceShop({ now: () => NOW });
  });
  afterEach(() => shop.close());

  async function read(start: { sinceMs: number } | { resume: string }, { size = 100, changes = {} } = {}) {
    return await createWooCommerceApi(() => NOW).changedOrders(
      storeAt(shop.url, changes),
      CONSUMER,
      { start, size },
      never,
    );
  }

  async function numbers(sinceMs: number, changes: Partial<WooCommerceStore> = {}) {
    const page = await read({ sinceMs }, { changes });
    return page.kind === 'page' ? page.orders.map(({ order }) => Number(order)) : page.because;
  }

  test('is asked in UTC and without a zone, which WordPress would move into its own, and for the fields that are read', async () => {
    await read({ sinceMs: Date.parse('2026-11-22T19:58:40.500Z') });
    const url = new URL(shop.requests[0] ?? '', 'http://shop');
    expect(url.pathname).toBe('/wp-json/wc/v3/orders');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      // Behind the second before, as WooCommerce's bound is not part of the answer.
      modified_after: '2026-11-22T19:58:39',
      dates_are_gmt: 'true',
      orderby: 'modified',
      order: 'asc',
      per_page: '100',
      _fields:
        'id,parent_id,status,currency,total,order_key,date_created_gmt,date_modified_gmt,date_paid_gmt,date_completed_gmt,line_items,fee_lines,refunds,customer_id,billing,meta_data,_links',
    });
  });

  const orders = recordedNames.filter((name) => /__order\.(created|updated|restored)\.json$/.test(name));
  test.each(orders)('gives the same facts of an order as its webhook: %s', async (name) => {
    const webhook = recorded(name);
    shop.put(recordedOrder(name));
    const page = await read({ sinceMs: 0 });
    const [fetched] = page.kind === 'page' ? page.orders : [];
    const facts = (rawBody: Uint8Array) =>
      interpretWooCommerce({
        payload: payloadOf(rawBody),
        topic: null,
        bodyHash: '',
        receivedAtMs: NOW,
        store: storeAt(shop.url),
      });
    expect(facts(webhook.rawBody).kind).toMatch(/facts|nothing/);
    expect(facts(fetched?.rawBody ?? new Uint8Array())).toEqual(facts(webhook.rawBody));
  });

  test('goes on where orders are counted that it does not list', async () => {
    for (let id = 1; id <= 25; id += 1) shop.put(likeRecorded(PAID, id, NOW - 10 * HOUR + id * 1_000));
    for (const id of [3, 4, 5, 6, 7]) shop.hide(id);
    const first = await read({ sinceMs: NOW - 11 * HOUR }, { size: 10 });
    expect(first).toMatchObject({ orders: { length: 5 }, resume: expect.any(String) });
  });

  test('does not pass for read to the end where it lists none of more orders than a page has', async () => {
    for (let id = 1; id <= 25; id += 1) shop.put(likeRecorded(PAID, id, NOW - 10 * HOUR + id * 1_000));
    for (let id = 1; id <= 10; id += 1) shop.hide(id);
    const first = await read({ sinceMs: NOW - 11 * HOUR }, { size: 10 });
    expect(first).toMatchObject({ kind: 'unsupported', because: expect.stringContaining('lists none of them') });
    // Of few, nothing more can be behind them.
    expect(await read({ sinceMs: NOW - 11 * HOUR }, { size: 100 })).toMatchObject({ orders: { length: 15 } });
  });

  test.each([
    // Amsterdam's clocks went from 02:00 to 03:00 on 29 March 2026: WordPress reads 02:30 as 03:30.
    ['the hour that the site skips', 'Europe/Amsterdam', '2026-03-29T02:30:10Z'],
    ['any other hour', 'Europe/Amsterdam', '2026-03-29T05:30:10Z'],
    ['a site that never skips one', 'America/Sao_Paulo', '2026-03-29T02:30:10Z'],
  ])('finds what was changed in %s', async (_name, timeZone, at) => {
    shop.configure({ timeZone });
    shop.put(likeRecorded(PAID, 1, Date.parse(at)));
    shop.put(likeRecorded(PAID, 2, Date.parse(at) + 600_000));
    expect(await numbers(Date.parse(at), { timeZone })).toEqual([1, 2]);
  });

  test('finds all of many that were changed at once in the hour that the site skips', async () => {
    const at = Date.parse('2026-03-29T02:30:10Z');
    for (let id = 1; id <= 25; id += 1) shop.put(likeRecorded(PAID, id, at));
    shop.put(likeRecorded(PAID, 26, at + 900_000));
    shop.put(likeRecorded(PAID, 27, at + 3_600_000));
    const seen = new Set<number>();
    let start: { sinceMs: number } | { resume: string } = { sinceMs: at };
    for (let pages = 0; pages < 20; pages += 1) {
      const page = await read(start, { size: 10 });
      if (page.kind !== 'page') throw new Error(page.because);
      for (const { order } of page.orders) seen.add(Number(order));
      if (page.resume === null) break;
      start = { resume: page.resume };
    }
    expect(seen.size).toBe(27);
  });

  test('asks for the orders of one second by their numbers, and then for what is behind it', async () => {
    for (let id = 1; id <= 25; id += 1) shop.put(likeRecorded(PAID, id, Date.parse('2026-11-22T12:00:00Z')));
    let resume: string | null = null;
    for (let pages = 0; pages < 5; pages += 1) {
      const page = await read(resume === null ? { sinceMs: 0 } : { resume }, { size: 10 });
      resume = page.kind === 'page' ? page.resume : null;
    }
    const asked = shop.requests.map((path) => new URL(path, 'http://shop').searchParams);
    const terms = ['modified_after', 'modified_before', 'orderby', 'offset'];
    expect(asked.map((query) => terms.map((term) => query.get(term)))).toEqual([
      ['1969-12-31T23:59:59', null, 'modified', null],
      ['2026-11-22T11:59:59', null, 'modified', null],
      ['2026-11-22T11:59:59', '2026-11-22T12:00:01', 'id', null],
      ['2026-11-22T11:59:59', '2026-11-22T12:00:01', 'id', '8'],
      ['2026-11-22T11:59:59', '2026-11-22T12:00:01', 'id', '16'],
    ]);
    await read({ resume: resume ?? '' }, { size: 10 });
    expect(shop.requests.at(-1)).toContain(
      'modified_after=2026-11-22T12%3A00%3A00&dates_are_gmt=true&orderby=modified',
    );
  });

  test('begins a second anew where an older version went on by places', async () => {
    for (let id = 1; id <= 15; id += 1) shop.put(likeRecorded(PAID, id, Date.parse('2026-11-22T12:00:00Z')));
    const page = await read({ resume: `${Date.parse('2026-11-22T11:59:59Z')}+8` }, { size: 10 });
    expect(page).toMatchObject({ orders: { length: 10 } });
  });

  test('goes on before the hour that the site skips', async () => {
    const at = Date.parse('2026-03-29T02:00:00Z');
    for (let id = 1; id <= 30; id += 1) shop.put(likeRecorded(PAID, id, at + id * 60_000));
    const seen = new Set<number>();
    let start: { sinceMs: number } | { resume: string } = { sinceMs: at };
    for (let pages = 0; pages < 20; pages += 1) {
      const page = await read(start, { size: 10 });
      if (page.kind !== 'page') throw new Error(page.because);
      for (const { order } of page.orders) seen.add(Number(order));
      if (page.resume === null) break;
      start = { resume: page.resume };
    }
    expect(seen.size).toBe(30);
  });

  test.each<[string, () => void, StoreApiFault['kind'], RegExp]>([
    ['before 5.8 lists any order', () => shop.configure({ version: 5.7 }), 'unsupported', /5\.8/],
    [
      'before 4.4 knows no such order of orders',
      () => shop.configure({ version: 4.3 }),
      'unsupported',
      /^400 rest_invalid_param: .*5\.8/,
    ],
    ['sends on', () => shop.fail({ kind: 'status', status: 301 }), 'unsupported', /^301: .*siteUrl/],
    [
      'has no REST API',
      () => shop.fail({ kind: 'status', status: 404, body: '<html>' }),
      'unsupported',
      /^404: .*permalinks/,
    ],
    [
      'is behind a firewall',
      () => shop.fail({ kind: 'status', status: 403, body: '<html>' }),
      'refused',
      /^403: .*firewall/,
    ],
    ['is behind what takes no such request', () => shop.fail({ kind: 'status', status: 406 }), 'unsupported', /^406: /],
    ['shows warnings', () => shop.fail({ kind: 'notice' }), 'failed', /warnings of PHP/],
    ['loses a header', () => shop.fail({ kind: 'without', header: 'X-WP-Total' }), 'failed', /X-WP-Total/],
    ['has too little memory', () => shop.configure({ maxPerPage: 50 }), 'failed', /^500: /],
  ])('a shop that %s is told of', async (_name, spoil, kind, because) => {
    shop.put(likeRecorded(PAID, 1, NOW - 2 * HOUR));
    spoil();
    expect(await read({ sinceMs: NOW - HOUR })).toMatchObject({ kind, because: expect.stringMatching(because) });
  });

  test('has a key that is unknown, wrong or may not read, and the answer says which', async () => {
    const api = createWooCommerceApi(() => NOW);
    const ask = (changes: Partial<typeof CONSUMER>) =>
      api.changedOrders(storeAt(shop.url), { ...CONSUMER, ...changes }, { start: { sinceMs: 0 }, size: 10 }, never);
    expect(await ask({ consumerKey: 'ck_another' })).toMatchObject({
      kind: 'refused',
      because:
        '401 woocommerce_rest_cannot_view: the shop knows no such key; or its host drops the header Authorization; or WordPress, behind a proxy, does not know that it is asked over HTTPS',
    });
    expect(await ask({ consumerSecret: 'cs_another' })).toMatchObject({
      because: '401 woocommerce_rest_authentication_error: the shop refuses the key, or it may not read',
    });
    // A code of somebody's own may say anything.
    shop.fail({ kind: 'status', status: 403, body: '{"code":"noor@example.com","message":"private"}' });
    expect((await ask({})) as StoreApiFault).toMatchObject({ because: expect.stringMatching(/^403: /) });
  });

  test('is asked at no address without TLS but on this machine', async () => {
    const page = await read({ sinceMs: 0 }, { changes: { siteUrls: ['http://store.example.com', shop.url] } });
    expect(page).toMatchObject({ kind: 'unsupported', because: expect.stringContaining('in the clear') });
    expect(shop.requests).toEqual([]);
  });

  test('is asked below the path of the site', async () => {
    await read({ sinceMs: 0 }, { changes: { siteUrls: [`${shop.url}/loja/`] } });
    expect(shop.requests[0]).toMatch(/^\/loja\/wp-json\/wc\/v3\/orders\?/);
  });

  test('has our clock where its server tells no time', async () => {
    shop.fail({ kind: 'without', header: 'Date' });
    expect(await read({ sinceMs: 0 })).toMatchObject({ storeNowMs: NOW });
  });
});
