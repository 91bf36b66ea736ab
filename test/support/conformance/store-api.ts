import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ShopFault } from '../../../sandbox/shops/shop-faults.ts';
import type { Store } from '../../../src/domain/store.ts';
import type {
  FetchedOrder,
  OrdersPage,
  StoreApi,
  StoreApiCredentials,
  StoreApiFault,
} from '../../../src/ports/store-api.ts';

/** A shop whose API is under test. */
export interface OpenShop {
  readonly api: StoreApi<never>;
  readonly store: Store;
  readonly credentials: StoreApiCredentials;
  readonly wrongCredentials: StoreApiCredentials;
  /** The shop has the order with this number since now, last changed then. */
  put(id: number, changedAtMs: number): void;
  /** Called once, when the next page's orders are chosen and not read yet. */
  meanwhile(change: () => void): void;
  fail(fault: ShopFault): void;
  /** By the shop's clock. */
  setNow(ms: number): void;
  close(): Promise<void>;
}

const START = Date.parse('2026-11-22T12:00:00Z');
const HOUR = 3_600_000;
const never = new AbortController().signal;

/** What reconciliation relies on, whichever shop it reads. */
export function describeStoreApi(name: string, open: (now: () => number) => Promise<OpenShop>): void {
  describe(`store API conformance: ${name}`, () => {
    let nowMs = START;
    let shop: OpenShop;
    beforeEach(async () => {
      nowMs = START + 24 * HOUR;
      shop = await open(() => nowMs);
      shop.setNow(nowMs);
    });
    afterEach(() => shop.close());

    const ask = (
      start: { sinceMs: number } | { resume: string },
      size = 10,
      signal = never,
      credentials = shop.credentials,
    ) => shop.api.changedOrders(shop.store as never, credentials, { start, size }, signal);

    async function page(start: { sinceMs: number } | { resume: string }, size = 10): Promise<OrdersPage> {
      const read = await ask(start, size);
      if (read.kind !== 'page') throw new Error(`${read.kind}: ${read.because}`);
      return read;
    }

    /** All pages. `between` is called after each. */
    async function all(
      sinceMs: number,
      size = 10,
      between: (pages: number) => void = () => {},
    ): Promise<FetchedOrder[]> {
      const orders: FetchedOrder[] = [];
      let start: { sinceMs: number } | { resume: string } = { sinceMs };
      for (let pages = 1; pages < 200; pages += 1) {
        const { orders: some, resume } = await page(start, size);
        orders.push(...some);
        between(pages);
        if (resume === null) return orders;
        start = { resume };
      }
      throw new Error('the pages never end');
    }

    const numbers = (orders: readonly FetchedOrder[]) => orders.map(({ order }) => Number(order));
    const distinct = (orders: readonly FetchedOrder[]) =>
      [...new Set(numbers(orders))].toSorted((one, other) => one - other);
    const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

    test('gives the orders that were changed at an instant and later, the oldest change first', async () => {
      shop.put(1, START - 1_000);
      shop.put(2, START + 5_000);
      shop.put(3, START);
      const { orders, resume } = await page({ sinceMs: START });
      expect(numbers(orders)).toEqual([3, 2]);
      expect(orders.map(({ changedAtMs }) => changedAtMs)).toEqual([START, START + 5_000]);
      expect(resume).toBeNull();
    });

    test('gives nothing of a shop without changes', async () => {
      shop.put(1, START - HOUR);
      expect(await page({ sinceMs: START })).toMatchObject({ orders: [], resume: null });
    });

    test.each([1, 9, 10, 11, 20, 95])('gives all of %i orders over pages of ten', async (count) => {
      for (const id of upTo(count)) shop.put(id, START + id * 1_000);
      expect(distinct(await all(START))).toEqual(upTo(count));
    });

    test.each([9, 10, 11, 57])('gives all of %i orders that were changed at once', async (count) => {
      for (const id of upTo(count)) shop.put(id, START + 60_000);
      shop.put(900, START + 120_000);
      expect(distinct(await all(START))).toEqual([...upTo(count), 900]);
    });

    test('skips no order when others are changed while the pages are read', async () => {
      for (const id of upTo(60)) shop.put(id, START + id * 1_000);
      // Each page's first orders move to the end, and those behind them come nearer.
      const orders = await all(START, 10, (pages) => {
        for (const id of [pages * 3, pages * 3 + 1]) shop.put(id, START + HOUR + pages * 1_000);
      });
      expect(distinct(orders)).toEqual(upTo(60));
    });

    test('skips no order when others of the same moment are changed while the pages are read', async () => {
      for (const id of upTo(40)) shop.put(id, START + 60_000);
      const orders = await all(START, 10, (pages) => {
        if (pages < 8) shop.put(pages, START + HOUR + pages * 1_000);
      });
      expect(distinct(orders)).toEqual(upTo(40));
    });

    test('skips no order when the last one of a page is changed while it is made', async () => {
      for (const id of upTo(30)) shop.put(id, START + id * 1_000);
      shop.meanwhile(() => shop.put(10, nowMs));
      expect(distinct(await all(START))).toEqual(upTo(30));
    });

    test("says when it asked by our clock, and what the shop's clock said", async () => {
      shop.setNow(nowMs - 2 * HOUR);
      expect(await page({ sinceMs: START })).toMatchObject({ askedAtMs: nowMs, storeNowMs: nowMs - 2 * HOUR });
    });

    test('says that the credentials are refused', async () => {
      expect(await ask({ sinceMs: START }, 10, never, shop.wrongCredentials)).toMatchObject({ kind: 'refused' });
    });

    test.each([429, 503])('says for how long to stay away when it is answered %i', async (status) => {
      shop.fail({ kind: 'status', status, headers: { 'Retry-After': '120' } });
      expect(await ask({ sinceMs: START })).toMatchObject({ kind: 'busy', retryAfterMs: 120_000 });
      shop.fail({ kind: 'status', status });
      expect(await ask({ sinceMs: START })).toMatchObject({ kind: 'busy', retryAfterMs: null });
      expect(await page({ sinceMs: START })).toMatchObject({ orders: [] });
    });

    test.each<[string, ShopFault]>([
      ['an error of the server', { kind: 'status', status: 500, body: 'private words of the shop' }],
      ['a gateway without a server', { kind: 'status', status: 502, body: '<html>private words of the shop</html>' }],
      ['an answer that is cut off', { kind: 'cut', afterBytes: 3 }],
      ['a page of a proxy', { kind: 'status', status: 200, body: '<html>private words of the shop</html>' }],
      ['something else than orders', { kind: 'status', status: 200, body: '"private words of the shop"' }],
    ])('fails with %s, and quotes nothing of it', async (_name, fault) => {
      shop.put(1, START);
      shop.fail(fault);
      const read = await ask({ sinceMs: START });
      expect(read).toMatchObject({ kind: 'failed' });
      expect((read as StoreApiFault).because).not.toContain('private');
    });

    test('gives up when the signal aborts', async () => {
      shop.fail({ kind: 'hang' });
      expect(await ask({ sinceMs: START }, 10, AbortSignal.timeout(50))).toMatchObject({ kind: 'failed' });
      expect(await ask({ sinceMs: START }, 10, AbortSignal.abort())).toMatchObject({ kind: 'failed' });
    });

    test.each(['', 'x', '1+', '-1+0', '1e3+0', '99999999999999999999+0'])(
      'refuses the place %j to go on from, which it never gave',
      async (resume) => {
        expect(await ask({ resume })).toMatchObject({ kind: 'unsupported' });
      },
    );

    test.each([300, 302, 304, 400, 402, 403, 404, 405, 408, 410, 418, 451, 501, 520, 599])(
      'has a fault for an answer of %i',
      async (status) => {
        shop.fail({ kind: 'status', status });
        expect(['refused', 'busy', 'failed', 'unsupported']).toContain((await ask({ sinceMs: START })).kind);
      },
    );
  });
}
