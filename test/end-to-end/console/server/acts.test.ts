import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OrderView } from '../../../../console/api.ts';
import type { ActPreview, Sent } from '../../../../console/api-try.ts';
import { makeContext } from '../../../../console/server/make-context.ts';
import { shopifyOrder, woocommerceOrder } from '../../../../local/demo-orders.ts';
import { startTestConsole, type TestConsole } from '../../../support/test-console.ts';
import { signedBody, startTestPlatform, type TestPlatform } from '../../../support/test-platform.ts';

let state: string;
let platform: TestPlatform;
let page: TestConsole;
beforeAll(async () => {
  state = await mkdtemp(join(tmpdir(), 'ponte-acts-'));
  platform = await startTestPlatform({ state });
  page = await startTestConsole(await makeContext({ state, write: false, version: '0' }));
}, 60_000);
afterAll(async () => {
  await page.close();
  await platform.stop();
  await rm(state, { recursive: true });
});

let last = 9_000;

/** Two of 100.00 less 20.00 for both, with 18.00 tax; one of 50.00 with 5.00 tax; shipping 15.00: 230 points. */
async function shopify(fixture = 'orders-paid'): Promise<string> {
  last += 1;
  await page.post('/api/send', { fixture, overrides: { '/id': String(last) } });
  return String(last);
}

/** Of 60.00, without tax and shipping: 60 points. */
async function woocommerce(): Promise<string> {
  last += 1;
  const at = '2026-03-12T10:00:00';
  const order = woocommerceOrder({
    id: String(last),
    email: 'clara@example.com',
    at,
    paidAt: at,
    price: '80.00',
    coupon: '20.00',
    total: '60.00',
    refunds: [],
  });
  await platform.send(signedBody('woocommerce', JSON.stringify(order)));
  return String(last);
}

/** Acts, after a preview that has to foretell it; gives what the order comes to by `explain`. */
async function acted(store: string, order: string, act: object): Promise<readonly [target: number, posted: number]> {
  const ask = { store, order, ...act };
  const { target, steps } = await page.post<ActPreview>('/api/act', { ...ask, preview: true });
  const { deliveries } = await page.post<Sent>('/api/act', { ...ask, preview: false });
  expect(deliveries.map(({ topic }) => topic)).toEqual(steps.map(({ topic }) => topic));
  expect(deliveries.filter(({ severity, outcome }) => severity === 'error' || outcome === 'deferred')).toEqual([]);
  const { explanation } = await page.get<OrderView>(`/api/orders/${store}/${order}`);
  expect(explanation.settlement.because).toBe('right');
  expect(explanation.target.points).toBe(target.after);
  return [explanation.target.points, explanation.settlement.posted];
}

const FIRST = '1400000000001';
const SECOND = '1400000000002';
const inShopify = (order: string, act: object) => acted('demo-shopify', order, act);
const inWooCommerce = (order: string, act: object) => acted('demo-woocommerce', order, act);

describe('of a Shopify order of 230 points', () => {
  test('all goes back', async () => {
    expect(await inShopify(await shopify(), { act: 'refund' })).toEqual([0, 0]);
  });

  test('one of two goes back, 90 of 230; then all that is left', async () => {
    const order = await shopify();
    expect(await inShopify(order, { act: 'partialRefund', lines: [{ id: FIRST, units: 1 }] })).toEqual([140, 140]);
    expect(await inShopify(order, { act: 'partialRefund', lines: [{ id: FIRST, units: 1 }] })).toEqual([50, 50]);
    expect(await inShopify(order, { act: 'refund' })).toEqual([0, 0]);
  });

  test('20.00 go back for no line, of goods of 253.00 with tax: 230 − 20 × 230 ÷ 253 = 211.8; then all the rest', async () => {
    const order = await shopify();
    expect(await inShopify(order, { act: 'partialRefund', amount: '20.00' })).toEqual([211, 211]);
    expect(await inShopify(order, { act: 'refund' })).toEqual([0, 0]);
  });

  test.each([
    ['a cheaper one: 180 + 30', '30.00', 210],
    ['one of the same worth, 55.00 with its tax: 180 + 55', '55.00', 235],
    ['a dearer one, whose difference is paid: 180 + 80', '80.00', 260],
  ])('the one of 50.00 is exchanged for %s', async (_, newPrice, points) => {
    const exchange = { act: 'exchange', line: SECOND, units: 1, newTitle: 'A made-up vase', newPrice };
    expect(await inShopify(await shopify(), exchange)).toEqual([points, points]);
  });

  test('an exchange is also told as an edit: ids and numbers of units, in the fields of Shopify’s sample', async () => {
    const order = await shopify();
    const exchange = { act: 'exchange', line: SECOND, units: 1, newTitle: 'A made-up vase', newPrice: '30.00' };
    const { steps } = await page.post<ActPreview>('/api/act', {
      store: 'demo-shopify',
      order,
      preview: true,
      ...exchange,
    });
    const { order_edit: edit } = JSON.parse(steps.find(({ topic }) => topic === 'orders/edited')?.body ?? '{}');
    const { id, created_at, committed_at, line_items, ...rest } = edit;
    expect(rest).toEqual({
      app_id: null,
      notify_customer: false,
      order_id: Number(order),
      staff_note: '',
      user_id: null,
      discounts: { line_item: { additions: [], removals: [] } },
      shipping_lines: { additions: [], removals: [] },
    });
    expect(id).toEqual(expect.any(Number));
    expect(created_at).toMatch(/Z$/);
    expect(committed_at).toBe(created_at);
    expect(line_items).toEqual({
      additions: [{ id: expect.any(Number), delta: 1 }],
      removals: [{ id: Number(SECOND), delta: 1 }],
    });
  });

  test('is cancelled: with a refund of it all', async () => {
    expect(await inShopify(await shopify(), { act: 'cancel' })).toEqual([0, 0]);
  });

  test('lives long: exchanged, what came back too, goodwill, and the rest', async () => {
    const order = await shopify();
    const exchange = { act: 'exchange', line: FIRST, units: 1, newTitle: 'A made-up vase', newPrice: '120.00' };
    expect(await inShopify(order, exchange)).toEqual([260, 260]);
    const { acts } = await page.get<OrderView>(`/api/orders/demo-shopify/${order}`);
    const lines = acts.find(({ act }) => act === 'exchange')?.lines ?? [];
    expect(lines.map(({ title, units, unitPrice }) => [title, units, unitPrice])).toEqual([
      ['Made-up goods', 1, '90.00'],
      ['Made-up goods', 1, '50.00'],
      ['A made-up vase', 1, '120.00'],
    ]);
    const vase = lines[2]?.id ?? '';
    expect(await inShopify(order, { act: 'partialRefund', lines: [{ id: vase, units: 1 }] })).toEqual([140, 140]);
    // 140 − 10 × 140 ÷ 154, the goods that are left with their tax: 130.9.
    expect(await inShopify(order, { act: 'partialRefund', amount: '10.00' })).toEqual([130, 130]);
    expect(await inShopify(order, { act: 'cancel' })).toEqual([0, 0]);
  });

  test('what cannot be done is said, and nothing is sent', async () => {
    const order = await shopify();
    const ask = (act: object) =>
      page.ask('/api/act', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ store: 'demo-shopify', order, preview: false, ...act }),
      });
    const refused = [
      await ask({ act: 'undoRefund' }),
      await ask({ act: 'partialRefund', amount: '268.01' }),
      await ask({ act: 'partialRefund', amount: '-1' }),
      await ask({ act: 'partialRefund', lines: [{ id: FIRST, units: 3 }] }),
      await ask({ act: 'partialRefund' }),
      await ask({ act: 'exchange', line: 'none', units: 1, newTitle: 'a', newPrice: '1' }),
      await ask({ act: 'exchange', line: FIRST, units: 1, newTitle: 'a', newPrice: 'free' }),
    ];
    expect(refused.map(({ status }) => status)).toEqual([409, 409, 409, 409, 409, 409, 409]);
    expect(JSON.parse(refused[1]?.text ?? '').error.next).toBe('no more than 268.00 is left');
    expect((await page.get<OrderView>(`/api/orders/demo-shopify/${order}`)).explanation.target.points).toBe(230);
  });
});

/** Two of 55.00 with 5.00 tax each in the price: 100 points. */
test('prices with tax in them: one of two back, then the other', async () => {
  const order = await shopify('orders-paid-guest-taxes-included');
  const { acts } = await page.get<OrderView>(`/api/orders/demo-shopify/${order}`);
  const [line] = acts.find(({ act }) => act === 'partialRefund')?.lines ?? [];
  const half = { act: 'partialRefund', lines: [{ id: line?.id, units: 1 }] };
  expect(await inShopify(order, half)).toEqual([50, 50]);
  expect(await inShopify(order, { act: 'refund' })).toEqual([0, 0]);
});

/** Two of 500.00 BRL, paid as 220.00 USD with the tax: 1000 points. */
test('another currency of the customer: the shop’s own counts', async () => {
  const order = await shopify('orders-paid-two-currencies');
  const { acts, explanation } = await page.get<OrderView>(`/api/orders/demo-shopify/${order}`);
  expect(explanation.target.points).toBe(1_000);
  const [line] = acts.find(({ act }) => act === 'partialRefund')?.lines ?? [];
  expect(await inShopify(order, { act: 'partialRefund', lines: [{ id: line?.id, units: 1 }] })).toEqual([500, 500]);
  expect(await inShopify(order, { act: 'refund' })).toEqual([0, 0]);
});

test('an order that is paid only later cannot be refunded, and is cancelled without one', async () => {
  last += 1;
  const unpaid = {
    ...shopifyOrder({
      id: String(last),
      name: '#1',
      email: 'ana@example.com',
      at: '2026-03-10T10:00:00Z',
      quantity: 1,
      price: '10.00',
      shipping: '0.00',
      total: '10.00',
    }),
    financial_status: 'pending',
  };
  await platform.send(signedBody('shopify', JSON.stringify(unpaid)));
  const { acts } = await page.get<OrderView>(`/api/orders/demo-shopify/${last}`);
  expect(acts.filter(({ notBecause }) => notBecause === null).map(({ act }) => act)).toEqual(['cancel']);
  const { deliveries } = await page.post<Sent>('/api/act', {
    store: 'demo-shopify',
    order: String(last),
    act: 'cancel',
    preview: false,
  });
  expect(deliveries.map(({ topic, reason }) => [topic, reason])).toEqual([['orders/cancelled', 'voided']]);
});

describe('of a WooCommerce order of 60 points', () => {
  test('15.00 go back, come again, and all goes back', async () => {
    const order = await woocommerce();
    expect(await inWooCommerce(order, { act: 'partialRefund', amount: '15.00' })).toEqual([45, 45]);
    expect(await inWooCommerce(order, { act: 'undoRefund' })).toEqual([60, 60]);
    expect(await inWooCommerce(order, { act: 'partialRefund', amount: '15' })).toEqual([45, 45]);
    expect(await inWooCommerce(order, { act: 'refund' })).toEqual([0, 0]);
  });

  test('is cancelled', async () => {
    expect(await inWooCommerce(await woocommerce(), { act: 'cancel' })).toEqual([0, 0]);
  });
});
