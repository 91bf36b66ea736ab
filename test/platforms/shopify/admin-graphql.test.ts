import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createShopifyAdmin, type ShopifyAdmin } from '../../../src/platforms/shopify/admin-graphql.ts';
import { ORDER_IDS } from '../../../src/platforms/shopify/admin-queries.ts';
import type { ShopifyCredentials } from '../../../src/ports/store-api.ts';
import { CLIENT, type ShopifyShop, startShopifyShop, TOKEN } from '../../support/store-apis/shopify-shop.ts';

const HOUR = 3_600_000;
const never = new AbortController().signal;

let shop: ShopifyShop;
let nowMs: number;
let admin: ShopifyAdmin;
beforeEach(async () => {
  nowMs = Date.parse('2026-11-23T12:00:00Z');
  shop = await startShopifyShop({ now: () => nowMs });
  admin = createShopifyAdmin(
    () => nowMs,
    () => shop.url,
  );
});
afterEach(() => shop.close());

function ask(credentials: ShopifyCredentials = TOKEN, first = 100, signal = never) {
  const access = { shop: 'demo-shopify.myshopify.com', credentials };
  const variables = { query: "updated_at:>='2026-11-22T00:00:00Z'", first, after: null };
  return admin.ask(access, ORDER_IDS, variables, signal);
}

test('gives the data with numbers as text, what it took and what the time is there', async () => {
  expect(await ask()).toEqual({
    kind: 'data',
    data: { orders: { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } } },
    // Two for a connection, and the logarithm of a hundred rounded up. A page that is empty takes one in the end.
    cost: { requested: 9, available: 1_999, restoreRate: 100 },
    serverNowMs: nowMs,
  });
});

describe('client credentials', () => {
  test('are exchanged for a token, which is kept until shortly before it expires', async () => {
    expect(await ask(CLIENT)).toMatchObject({ kind: 'data' });
    nowMs += 23 * HOUR;
    expect(await ask(CLIENT)).toMatchObject({ kind: 'data' });
    expect(shop.tokensGiven()).toBe(1);
    nowMs += HOUR;
    expect(await ask(CLIENT)).toMatchObject({ kind: 'data' });
    expect(shop.tokensGiven()).toBe(2);
  });

  test('are exchanged once more when the token is refused, and no oftener', async () => {
    await ask(CLIENT);
    shop.revokeTokens();
    expect(await ask(CLIENT)).toMatchObject({ kind: 'data' });
    expect(shop.tokensGiven()).toBe(2);
    shop.fail({ kind: 'status', status: 403 }, 2);
    expect(await ask(CLIENT)).toMatchObject({ kind: 'refused' });
    expect(shop.tokensGiven()).toBe(3);
  });

  test('that are wrong are refused, and the fault quotes nothing', async () => {
    const answer = await ask({ ...CLIENT, clientSecret: 'hunter2' });
    expect(answer).toMatchObject({ kind: 'refused', because: expect.stringMatching(/^400: .*client credentials/) });
    expect(JSON.stringify(answer)).not.toContain('hunter2');
    expect(shop.queries).toEqual([]);
  });
});

test('a token that is revoked is refused', async () => {
  expect(await ask({ accessToken: 'shpat_another' })).toMatchObject({
    kind: 'refused',
    because: expect.stringMatching(/^401: /),
  });
});

describe('a shop that throttles', () => {
  test('is asked again when its bucket holds what the query takes', async () => {
    shop.configure({ restoreRate: 10 });
    // Nine are needed: half a second is missing, and a whole one is waited for.
    shop.spend(1_996);
    const begin = Date.now();
    expect(await ask()).toMatchObject({ kind: 'data' });
    expect(shop.queries).toHaveLength(2);
    expect(Date.now() - begin).toBeGreaterThanOrEqual(990);
  });

  test('is left alone for long where the bucket fills slowly', async () => {
    shop.configure({ restoreRate: 0.5 });
    shop.spend(2_000);
    // Nine points at half a point a second.
    expect(await ask()).toMatchObject({ kind: 'busy', retryAfterMs: 18_000 });
    expect(shop.queries).toHaveLength(1);
  });

  test('is waited for only as long as the signal allows', async () => {
    shop.configure({ restoreRate: 1 });
    shop.spend(2_000);
    expect(await ask(TOKEN, 100, AbortSignal.timeout(100))).toMatchObject({ kind: 'failed' });
  });
});

test.each([
  [401, 'refused'],
  [402, 'refused'],
  [403, 'refused'],
  [423, 'refused'],
  [404, 'unsupported'],
  [301, 'unsupported'],
  [406, 'unsupported'],
  [429, 'busy'],
  [430, 'busy'],
  [503, 'busy'],
  [408, 'failed'],
  [500, 'failed'],
  [502, 'failed'],
])('an answer of %i is the fault %s', async (status, kind) => {
  shop.fail({ kind: 'status', status, body: '{"errors":"private"}' });
  const answer = await ask();
  expect(answer).toMatchObject({ kind, because: expect.stringMatching(new RegExp(`^${status}: `)) });
  expect(JSON.stringify(answer)).not.toContain('private');
});
