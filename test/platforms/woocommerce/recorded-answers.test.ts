import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, test } from 'vitest';
import type { WooCommerceStore } from '../../../src/domain/store.ts';
import { interpretWooCommerce } from '../../../src/platforms/woocommerce/interpret-woocommerce.ts';
import { readRestAnswer } from '../../../src/platforms/woocommerce/rest-answer.ts';
import { createWooCommerceApi } from '../../../src/platforms/woocommerce/store-api.ts';
import { createWooCommerceSubscriptions } from '../../../src/platforms/woocommerce/subscriptions-api.ts';
import { payloadOf, type RecordedExchange, recordedExchanges } from '../../fixtures/load.ts';
import { demoStore } from '../../support/woocommerce-store.ts';

const NOW = Date.parse('2026-12-01T03:06:30Z');
const KEY = { consumerKey: 'ck_made_up', consumerSecret: 'cs_made_up' };
const never = new AbortController().signal;

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** A shop that gives recorded answers, each to the request that it was given to, in their order; anything else breaks the connection. */
async function startRecordedShop(exchanges: readonly RecordedExchange[]): Promise<WooCommerceStore> {
  const left = [...exchanges];
  const server = createServer(async (request, response) => {
    const sent = await text(request);
    const [next] = left;
    if (next === undefined || next.method !== request.method || next.path !== request.url || (next.sent ?? '') !== sent)
      return void response.destroy();
    left.shift();
    response.writeHead(next.status, next.headers).end(next.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => {
    server.close();
    server.closeAllConnections();
    expect(left).toEqual([]);
  });
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const siteUrls = [`http://127.0.0.1:${port}`, 'https://localhost:8443'];
  return { ...demoStore, siteUrls, currency: 'BRL', timeZone: 'America/Sao_Paulo' };
}

/** Every order that the adapter finds in a recording, by its number; each order's newest answer. */
async function ordersIn(name: string, since: string, size: number) {
  const exchanges = recordedExchanges(name);
  const store = await startRecordedShop(exchanges);
  const orders = new Map<string, Uint8Array>();
  const pages: (readonly string[])[] = [];
  let start: { sinceMs: number } | { resume: string } = { sinceMs: Date.parse(since) };
  for (const _ of exchanges) {
    const page = await createWooCommerceApi(() => NOW).changedOrders(store, KEY, { start, size }, never);
    if (page.kind !== 'page') throw new Error(page.because);
    pages.push(page.orders.map(({ order }) => String(order)));
    for (const { order, rawBody } of page.orders) orders.set(String(order), rawBody);
    if (page.resume === null) break;
    start = { resume: page.resume };
  }
  return { store, orders, pages };
}

function factsOf(store: WooCommerceStore, rawBody: Uint8Array | undefined) {
  const payload = payloadOf(rawBody ?? new Uint8Array());
  const read = interpretWooCommerce({ payload, topic: null, bodyHash: '', receivedAtMs: NOW, store });
  if (read.kind !== 'facts' || read.facts.kind !== 'order') throw new Error(`${read.kind}`);
  return read.facts;
}

const ANA = 'ana@example.com';
const BRUNO = 'bruno@example.com';
const GUEST = 'convidada@example.com';

/** What was done in the shop: order, standing, goods without tax, their tax, total, refunds (oldest first), customer. */
const DONE = [
  // A loaf of two taken off after the payment, and then one of what was left given back: 12.50 of 52.50.
  ['264', 'entitled', '52.5', '0', '62.50', [['295', '12.5']], ANA],
  // A cake more after the payment; 30.00 given back without lines.
  ['265', 'entitled', '105', '0', '115.00', [['296', '30']], ANA],
  // 20.00 without lines, then the rest.
  [
    '266',
    'returned',
    '65',
    '0',
    '75.00',
    [
      ['277', '20'],
      ['293', '55'],
    ],
    ANA,
  ],
  // A loaf twice.
  [
    '267',
    'entitled',
    '65',
    '0',
    '75.00',
    [
      ['278', '12.5'],
      ['294', '12.5'],
    ],
    ANA,
  ],
  ['268', 'returned', '65', '0', '75.00', [['279', '75']], ANA],
  // A refund that was deleted.
  ['269', 'entitled', '65', '0', '75.00', [], ANA],
  // Trashed, and taken out of the trash.
  ['271', 'entitled', '65', '0', '75.00', [], ANA],
  ['272', 'entitled', '40', '0', '50.00', [], GUEST],
  // A coupon of a tenth on 65.00.
  ['273', 'entitled', '58.5', '0', '68.50', [], BRUNO],
  // Taxes of a tenth, beside the prices and within them: 120.00 ÷ 1.1 = 109.09.
  ['275', 'entitled', '120', '12', '143.00', [], BRUNO],
  ['276', 'entitled', '109.09', '10.91', '131.00', [], BRUNO],
  ['281', 'entitled', '65', '0', '75.00', [['289', '12.5']], ANA],
  ['282', 'returned', '65', '0', '75.00', [['290', '75']], ANA],
  ['283', 'entitled', '65', '0', '75.00', [], ANA],
  ['284', 'entitled', '40', '0', '50.00', [], GUEST],
  ['285', 'entitled', '58.5', '0', '68.50', [['292', '20']], BRUNO],
  ['286', 'entitled', '160', '0', '170.00', [], BRUNO],
] as const;

const UNPAID = [
  ['270', 'cancelled'],
  ['274', 'unpaid'],
  ['287', 'cancelled'],
] as const;

describe('the orders of a real shop', () => {
  test('are read to their end, and are what was done there', async () => {
    const { store, orders } = await ordersIn('orders', '2026-12-01T03:00:00Z', 10);
    // Order 288 was trashed: a list of any status does not hold it.
    expect([...orders.keys()].toSorted()).toEqual([...DONE, ...UNPAID].map(([order]) => order).toSorted());
    for (const [order, standing, eligible, eligibleTax, total, refunds, customer] of DONE) {
      const facts = factsOf(store, orders.get(order));
      expect(facts).toMatchObject({
        order,
        standing: { kind: standing },
        customer,
        money: { total, currency: 'BRL', goods: { kind: 'sum', eligible, eligibleTax, shareBase: total } },
        refunds: { kind: 'listed', refunds: refunds.map(([id, amount]) => ({ id, amount })) },
      });
    }
    for (const [order, because] of UNPAID) {
      expect(factsOf(store, orders.get(order)).standing).toMatchObject({ kind: 'notEntitled', because });
    }
  });

  test('are the same in either storage of orders', async () => {
    const posts = await ordersIn('orders-in-posts', '2026-12-01T03:00:00Z', 10);
    const own = await ordersIn('orders', '2026-12-01T03:00:00Z', 10);
    // Those that nothing was done to between the recordings.
    for (const order of ['268', '269', '270', '272', '273', '274', '275', '276']) {
      expect(factsOf(posts.store, posts.orders.get(order))).toEqual(factsOf(own.store, own.orders.get(order)));
    }
  });

  test('that were changed in one second are all found', async () => {
    const { orders, pages } = await ordersIn('one-second', '2026-11-29T12:00:00Z', 5);
    expect(pages.map((page) => page.length)).toEqual([5, 5, 5, 5, 5]);
    const thirteen = Array.from({ length: 13 }, (_, index) => String(297 + index));
    expect([...orders.keys()].slice(0, 13)).toEqual(thirteen);
  });

  test('are whole what they are in a list', async () => {
    const { store, orders } = await ordersIn('orders', '2026-12-01T03:00:00Z', 10);
    const [whole] = recordedExchanges('order-and-refunds');
    expect(factsOf(store, Buffer.from(whole?.body ?? ''))).toEqual(factsOf(store, orders.get('281')));
  });
});

describe('the webhooks of a real shop', () => {
  test('are listed, made, changed and removed', async () => {
    const store = await startRecordedShop(recordedExchanges('webhooks'));
    const api = createWooCommerceSubscriptions(() => NOW);
    const target = {
      address: 'https://ponte.example.com/webhooks/woocommerce/padaria',
      secret: 'made up for a recording',
    };
    const listed = await api.list(store, KEY, never);
    const address = 'http://127.0.0.1:8787/webhooks/woocommerce/padaria';
    const offSinceMs = Date.parse('2026-12-01T03:03:08Z');
    expect(listed).toMatchObject({
      kind: 'listed',
      subscriptions: [
        // Switched off at the seventh failure in a row.
        { id: '1', topic: 'order.created', address, state: 'disabled', changedAtMs: offSinceMs },
        { id: '2', topic: 'order.updated', address, state: 'disabled', changedAtMs: offSinceMs },
        { id: '3', topic: 'order.restored', address, state: 'active' },
        { id: '4', topic: 'order.deleted', address, state: 'active' },
      ],
    });
    const topic = 'order.updated';
    const repair = (one: Parameters<typeof api.repair>[2]) => api.repair(store, KEY, one, target, never);
    expect(await repair({ kind: 'create', topic })).toEqual({ kind: 'repaired' });
    expect(await repair({ kind: 'update', topic, id: '5' })).toEqual({ kind: 'repaired' });
    expect(await repair({ kind: 'remove', topic, id: '5' })).toEqual({ kind: 'repaired' });
    // Somebody else was faster: 404.
    expect(await repair({ kind: 'remove', topic, id: '5' })).toEqual({ kind: 'repaired' });
  });
});

describe('the refusals of a real shop', () => {
  const refusals = recordedExchanges('refusals');
  const ORDERS = '/wp-json/wc/v3/orders?per_page=1';

  test.each<[string, (exchange: RecordedExchange) => boolean, object]>([
    [
      'an unknown key',
      ({ as }) => as === 'unknown',
      { kind: 'refused', because: expect.stringMatching(/^401 woocommerce_rest_cannot_view: .*knows no such key/) },
    ],
    [
      'another secret',
      ({ as }) => as === 'wrong',
      { kind: 'refused', because: expect.stringMatching(/^401 woocommerce_rest_authentication_error: .*refuses/) },
    ],
    [
      'no TLS, as WordPress sees it',
      ({ why }) => why?.startsWith('asked without TLS') === true,
      { kind: 'refused', because: expect.stringMatching(/^401 woocommerce_rest_cannot_view: .*asked over HTTPS/) },
    ],
    [
      "a customer's key",
      ({ as, path }) => as === 'ana' && path === ORDERS,
      { kind: 'refused', because: expect.stringMatching(/^403 woocommerce_rest_cannot_view: .*owner may not see/) },
    ],
    [
      'an update of WordPress',
      ({ status }) => status === 503,
      { kind: 'busy', because: '503: the shop asks to come back later', retryAfterMs: 600_000 },
    ],
    [
      'too little memory',
      ({ status }) => status === 500,
      { kind: 'failed', because: "500: the shop's server fails", retryAfterMs: null },
    ],
    [
      'a WooCommerce that is off',
      ({ why }) => why === 'WooCommerce is off',
      { kind: 'unsupported', because: expect.stringMatching(/^404 rest_no_route: .*WooCommerce is off/) },
    ],
    [
      'an order of orders that it does not know',
      ({ path }) => path.endsWith('orderby=total'),
      { kind: 'unsupported', because: expect.stringMatching(/^400 rest_invalid_param: .*5\.8/) },
    ],
  ])('%s', (_name, isMeant, expected) => {
    const exchange = refusals.find(isMeant);
    if (exchange === undefined) throw new Error('nothing of the kind was recorded');
    const { status, body } = exchange;
    const headers = Object.fromEntries(
      Object.entries(exchange.headers).map(([name, value]) => [name.toLowerCase(), value]),
    );
    const reply = { kind: 'answered', status, headers, body: Buffer.from(body) } as const;
    expect(readRestAnswer(reply, { what: 'orders', to: 'read' }, NOW)).toMatchObject(expected);
  });

  test('each has a fault, which quotes nothing but its code', () => {
    for (const { status, body } of refusals) {
      const reply = { kind: 'answered', status, headers: {}, body: Buffer.from(body) } as const;
      const fault = readRestAnswer(reply, { what: 'webhooks', to: 'write' }, NOW);
      expect(fault.kind).toMatch(/refused|busy|failed|unsupported/);
      expect(JSON.stringify(fault)).not.toMatch(/critical error|Sorry|Missing parameter/);
    }
  });
});
