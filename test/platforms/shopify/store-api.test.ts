import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ShopifyStore } from '../../../src/domain/store.ts';
import { createShopifyAdmin } from '../../../src/platforms/shopify/admin-graphql.ts';
import { moreOf, ORDER, ORDER_IDS, ORDERS, PARTS, TIPS } from '../../../src/platforms/shopify/admin-queries.ts';
import { createShopifyApi } from '../../../src/platforms/shopify/store-api.ts';
import type { FetchedOrder, StoreApiCredentials, StoreApiFault } from '../../../src/ports/store-api.ts';
import { payloadOf } from '../../fixtures/load.ts';
import { describeStoreApi } from '../../support/conformance/store-api.ts';
import { demoStore } from '../../support/shopify/store.ts';
import { likeFixture } from '../../support/store-apis/shopify-orders.ts';
import { documentErrors } from '../../support/store-apis/shopify-schema.ts';
import { type ShopifyShop, startShopifyShop, TOKEN } from '../../support/store-apis/shopify-shop.ts';

const NOW = Date.parse('2026-11-23T12:00:00Z');
const HOUR = 3_600_000;
const never = new AbortController().signal;
const PAID = 'orders-paid';

describeStoreApi('Shopify', async (now) => {
  let shopNowMs = now();
  const shop = await startShopifyShop({ now: () => shopNowMs, restoreRate: 100_000 });
  return {
    api: createShopifyApi(
      now,
      createShopifyAdmin(now, () => shop.url),
    ),
    store: demoStore,
    credentials: TOKEN,
    wrongCredentials: { accessToken: 'shpat_another' },
    put: (id, changedAtMs) => shop.put(likeFixture(PAID, id, changedAtMs)),
    meanwhile: shop.meanwhile,
    fail: shop.fail,
    setNow(ms) {
      shopNowMs = ms;
    },
    close: shop.close,
  };
});

test.each<readonly [string, string]>([
  ['a page', ORDERS],
  ['its numbers', ORDER_IDS],
  ['one order', ORDER],
  ['its tips', TIPS],
  ...Object.entries(PARTS).map(([name, part]) => [`more ${name}`, moreOf(part)] as const),
])("the query for %s is one of the published schema's", (_name, document) => {
  expect(documentErrors(document)).toEqual([]);
  expect(documentErrors(document.replace('hasNextPage', 'hasMore').replace(' sales', ' deals'))).not.toEqual([]);
});

describe("Shopify's Admin API", () => {
  let shop: ShopifyShop;
  beforeEach(async () => {
    shop = await startShopifyShop({ now: () => NOW });
  });
  afterEach(() => shop.close());

  async function read(
    start: { sinceMs: number } | { resume: string } = { sinceMs: NOW - 24 * HOUR },
    { size = 100, changes = {} as Partial<ShopifyStore>, credentials = TOKEN as StoreApiCredentials } = {},
  ) {
    const api = createShopifyApi(
      () => NOW,
      createShopifyAdmin(
        () => NOW,
        () => shop.url,
      ),
    );
    return await api.changedOrders({ ...demoStore, ...changes }, credentials, { start, size }, never);
  }

  async function ordersOf(options?: Parameters<typeof read>[1]): Promise<readonly FetchedOrder[]> {
    const page = await read(undefined, options);
    if (page.kind !== 'page') throw new Error(page.because);
    return page.orders;
  }

  const bodyOf = (order: FetchedOrder | undefined) => payloadOf(order?.rawBody ?? new Uint8Array());
  const names = () => shop.queries.map(({ name }) => name);

  test('is asked for the changes since a second, the oldest first', async () => {
    await read({ sinceMs: Date.parse('2026-11-22T19:58:40.500Z') }, { size: 50 });
    expect(shop.queries).toEqual([
      {
        name: 'PonteOrders',
        cost: expect.any(Number),
        variables: { query: "updated_at:>='2026-11-22T19:58:40Z'", first: 50, after: null, customer: true },
      },
    ]);
  });

  test('takes no more for a hundred orders than any plan allows', async () => {
    await read();
    expect(shop.queries[0]?.cost).toBeGreaterThan(100);
    expect(shop.queries[0]?.cost).toBeLessThan(1_000);
  });

  test('is asked for each order alone where the page is too dear', async () => {
    for (const id of [1, 2, 3]) shop.put(likeFixture(PAID, id, NOW - HOUR + id * 1_000));
    const together = await ordersOf();
    shop.configure({ maxCost: 150 });
    const alone = await ordersOf();
    expect(names().slice(1)).toEqual(['PonteOrders', 'PonteOrderIds', 'PonteOrder', 'PonteOrder', 'PonteOrder']);
    expect(alone).toEqual(together);
    expect(alone).toHaveLength(3);
  });

  test('gives an order whole whose parts come in pages', async () => {
    const lines = Array.from({ length: 140 }, (_, index) => ({
      admin_graphql_api_id: `gid://shopify/LineItem/${1_000 + index}`,
      price: '1.00',
      quantity: 1,
      current_quantity: 1,
    }));
    const refund = {
      id: 5,
      refund_line_items: lines.slice(0, 135).map((line, index) => ({
        line_item_id: 1_000 + index,
        quantity: 1,
        subtotal: '1.00',
        line_item: line,
      })),
      transactions: Array.from({ length: 7 }, (_, index) => ({
        id: 50 + index,
        kind: 'refund',
        status: 'success',
        amount: '2.00',
      })),
    };
    shop.put(likeFixture(PAID, 1, NOW - HOUR, { line_items: lines, refunds: [refund] }));
    const body = bodyOf((await ordersOf())[0]);
    expect(body.line_items).toHaveLength(140);
    expect(body.refunds).toMatchObject([{ refund_line_items: { length: 135 }, transactions: { length: 7 } }]);
    expect(new Set(JSON.stringify(body.line_items).match(/LineItem\/\d+/g)).size).toBe(140);
    expect(names()).toEqual(['PonteOrders', ...Array.from({ length: 5 }, () => 'PonteMore')]);
  });

  test('is asked for no customer where none names who gets the points', async () => {
    shop.configure({ scopes: ['read_orders'] });
    shop.put(likeFixture(PAID, 1, NOW - HOUR));
    const by = { by: 'document', noteAttribute: 'cpf' } as const;
    expect(bodyOf((await ordersOf({ changes: { customer: by } }))[0]).customer).toBeNull();
    expect(await read()).toMatchObject({
      kind: 'refused',
      because: expect.stringMatching(/^ACCESS_DENIED: .*read_customers/),
    });
  });

  test('says that the credentials are of the other platform', async () => {
    const credentials = { consumerKey: 'ck_x', consumerSecret: 'cs_x' };
    expect(await read(undefined, { credentials })).toMatchObject({ kind: 'unsupported' });
    expect(shop.queries).toEqual([]);
  });

  test('begins a long list anew before the place where Shopify ends it', async () => {
    for (const id of [1, 2, 3]) shop.put(likeFixture(PAID, id, NOW - HOUR + id * 1_000));
    const first = await read(undefined, { size: 2 });
    const resume = first.kind === 'page' ? (first.resume ?? '') : '';
    const further = await read({ resume: resume.replace('@2@', '@19999@') }, { size: 1 });
    expect(further).toMatchObject({ orders: [{ order: '3' }], resume: null });
    // The oldest change that the page showed; what it showed is read once more.
    shop.put(likeFixture(PAID, 4, NOW - HOUR + 4_000));
    expect(await read({ resume: resume.replace('@2@', '@19999@') }, { size: 1 })).toMatchObject({
      orders: [{ order: '3' }],
      resume: `${NOW - HOUR + 3_000}@0@`,
    });
  });

  test('keeps an order that is not as it is asked for, so that a person is told of it', async () => {
    const status = { displayFinancialStatus: 'PAID' };
    shop.put(likeFixture(PAID, 1, NOW - HOUR));
    shop.fail({
      kind: 'status',
      status: 200,
      body: JSON.stringify({
        data: {
          orders: {
            nodes: [{ id: 'gid://shopify/Order/1', updatedAt: '2026-11-23T11:00:00Z', ...status }],
            pageInfo: { hasNextPage: false, endCursor: null },
          },
        },
      }),
    });
    const [order] = await ordersOf();
    expect(order).toMatchObject({ order: '1', changedAtMs: NOW - HOUR });
    expect(bodyOf(order)).toMatchObject(status);
  });

  test.each<[string, StoreApiFault['kind'], RegExp]>([
    ['INTERNAL_SERVER_ERROR', 'failed', /^INTERNAL_SERVER_ERROR: /],
    ['TIMEOUT', 'failed', /^TIMEOUT: /],
    ['ACCESS_DENIED', 'refused', /^ACCESS_DENIED: .*read_orders/],
    ['SHOP_INACTIVE', 'refused', /^SHOP_INACTIVE: /],
    ['undefinedField', 'unsupported', /^undefinedField: /],
    ['noor@example.com said', 'failed', /^Shopify answers an error$/],
  ])('an answer with the error %s has a fault', async (code, kind, because) => {
    shop.answerErrors([{ message: 'private words', extensions: { code } }]);
    expect(await read()).toEqual({ kind, because: expect.stringMatching(because), retryAfterMs: null });
  });

  test('is not used in part where an answer has errors beside its data', async () => {
    shop.fail({
      kind: 'status',
      status: 200,
      body: '{"data":{"orders":{"nodes":[]}},"errors":[{"message":"private"}]}',
    });
    expect(await read()).toMatchObject({ kind: 'failed' });
  });
});
