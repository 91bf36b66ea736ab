import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mergeFacts, noFacts } from '../../../src/domain/merge-facts.ts';
import type { CollectedRefund, Facts, OrderFacts } from '../../../src/domain/order-facts.ts';
import { targetPoints } from '../../../src/domain/target-points.ts';
import { createShopifyAdmin } from '../../../src/platforms/shopify/admin-graphql.ts';
import { createShopifyApi } from '../../../src/platforms/shopify/store-api.ts';
import { payloadOf, shopifyNames } from '../../fixtures/load.ts';
import { pinnedRuleOf } from '../../support/points-rules.ts';
import { interpret } from '../../support/shopify/interpreting.ts';
import { type RefundWords, refundBody, takenOff } from '../../support/shopify/refund-bodies.ts';
import { gone, type OrderWords, orderBody } from '../../support/shopify/shop-bodies.ts';
import { demoStore } from '../../support/shopify/store.ts';
import type { Json } from '../../support/store-apis/shopify-objects.ts';
import { shopifyOrder } from '../../support/store-apis/shopify-orders.ts';
import { type ShopifyShop, startShopifyShop, TOKEN } from '../../support/store-apis/shopify-shop.ts';

// One order told twice: by its webhook, and by the Admin API. Both have to say the same.

let shop: ShopifyShop;
beforeAll(async () => {
  shop = await startShopifyShop({ restoreRate: 100_000 });
});
afterAll(() => shop.close());

async function readBack(body: Json): Promise<Record<string, unknown>> {
  const admin = createShopifyAdmin(Date.now, () => shop.url);
  shop.put(body);
  const start = { sinceMs: Date.parse(String(body.updated_at)) };
  const page = await createShopifyApi(Date.now, admin).changedOrders(
    demoStore,
    TOKEN,
    { start, size: 250 },
    AbortSignal.timeout(10_000),
  );
  if (page.kind !== 'page') throw new Error(page.because);
  const id = String(body.admin_graphql_api_id).split('/').at(-1);
  const fetched = page.orders.find(({ order }) => order === id);
  return payloadOf(fetched?.rawBody ?? new Uint8Array());
}

function orderFacts(payload: unknown, changes = {}): OrderFacts {
  const read = interpret(payload, changes, null);
  if (read.kind !== 'facts' || read.facts.kind !== 'order') throw new Error(JSON.stringify(read));
  return read.facts;
}

const lossless = (body: Json) => payloadOf(Buffer.from(JSON.stringify(body)));

/** Without the hash of the bytes, and without the shipping that a webhook writes a second time, as adjustments. */
function comparable({ body, refunds, ...facts }: OrderFacts) {
  const { hash: _, ...when } = body;
  const written = refunds.kind === 'collected' ? refunds.refunds.map(oneShipping) : [];
  return { ...facts, body: when, refunds: written };
}

function oneShipping({ shippingAdjustments: adjustments, shippingLines: lines, rate, ...refund }: CollectedRefund) {
  const tax = lines !== null && Number(lines.tax) === 0 && adjustments ? adjustments.tax : lines?.tax;
  const back = lines === null ? adjustments : { amount: lines.amount, tax };
  return { ...refund, rate, shippingBack: back && { amount: Number(back.amount), tax: Number(back.tax) } };
}

const orders = shopifyNames.filter((name) => name.startsWith('orders-'));

describe('the fixtures', () => {
  test.each(orders)('%s', async (name) => {
    const body = shopifyOrder(name);
    const store = { currency: String(body.currency), allowTestOrders: true };
    const told = orderFacts(lossless(body), store);
    expect(comparable(orderFacts(await readBack(body), store))).toEqual(comparable(told));
    expect(orderFacts(await readBack(body), { ...store, customer: { by: 'platformId' } }).customer).toBe(
      orderFacts(lossless(body), { ...store, customer: { by: 'platformId' } }).customer,
    );
  });

  test('a test order is none that earns in either reading', async () => {
    const body = shopifyOrder('orders-paid-test');
    expect(orderFacts(await readBack(body), { currency: String(body.currency) }).standing).toEqual(
      orderFacts(lossless(body), { currency: String(body.currency) }).standing,
    );
  });

  test('a document is found in the note attributes', async () => {
    const attributes = [{ name: 'cpf', value: '529.982.247-25' }];
    const body = { ...shopifyOrder('orders-paid'), note_attributes: attributes };
    const by = { customer: { by: 'document', noteAttribute: 'cpf' } as const };
    expect(orderFacts(lossless(body), by).customer).toBe('52998224725');
    expect(orderFacts(await readBack(body), by).customer).toBe('52998224725');
  });
});

interface Told {
  readonly order: OrderWords;
  readonly refunds?: readonly RefundWords[];
}

const [dear, cheap, shoes] = [{ price: '1893.00' }, { price: '365.00' }, { price: '59.90', units: 3, tax: '17.97' }];

const STORIES: Readonly<Record<string, Told>> = {
  'an edit that takes units off': { order: { lines: [{ ...shoes, left: 1 }, cheap] } },
  'an edit with a refund without money': { order: { lines: [cheap, gone(dear)] }, refunds: [takenOff(1, '1893.00')] },
  'an exchange': {
    order: { lines: [gone(dear), cheap], status: 'partially_refunded', totalHolds: 'left' },
    refunds: [{ ...takenOff(0, '1893.00'), money: ['1528.00'] }],
  },
  goodwill: { order: { lines: [cheap] }, refunds: [{ discrepancies: ['-10.00'], money: ['10.00'] }] },
  'money that is kept': {
    order: { lines: [gone(cheap)] },
    refunds: [{ ...takenOff(0, '365.00'), discrepancies: ['36.50'], money: ['328.50'] }],
  },
  'shipping in lines': {
    order: { lines: [cheap], shipping: { amount: '20.00', tax: '4.00' } },
    refunds: [{ shippingLine: { amount: '20.00', tax: '4.00' }, money: ['24.00'] }],
  },
  'shipping in lines and adjustments, with its tax in these alone': {
    order: { lines: [cheap], shipping: { amount: '20.00', tax: '4.00' } },
    refunds: [
      {
        shippingLine: { amount: '20.00' },
        shippingAdjustments: [{ amount: '-20.00', tax: '-4.00' }],
        money: ['24.00'],
      },
    ],
  },
  'shipping in adjustments alone': {
    order: { lines: [cheap], shipping: { amount: '3.95' } },
    refunds: [{ shippingAdjustments: [{ amount: '-3.95' }, { amount: '3.95' }, { amount: '-3.95' }], money: ['3.95'] }],
  },
  'taxes included': {
    order: { lines: [shoes], taxesIncluded: true, shipping: { amount: '12.00', tax: '2.00' } },
    refunds: [{ lines: [{ of: 0, units: 1, subtotal: '59.90', tax: '5.99' }], money: ['59.90'] }],
  },
  'a gift card and a tip': {
    order: { lines: [cheap, { price: '100.00', is: 'giftCard' }, { price: '5.00', is: 'tip' }] },
    refunds: [{ lines: [{ of: 2, subtotal: '5.00' }], money: ['5.00'] }],
  },
  duties: { order: { lines: [cheap], duties: '40.00' }, refunds: [{ duties: '40.00', money: ['40.00'] }] },
  'money that fails and money that is pending': {
    order: { lines: [cheap] },
    refunds: [
      { discrepancies: ['-10.00'], money: [{ amount: '10.00', status: 'failure' }] },
      { discrepancies: ['-7.00'], money: [{ amount: '7.00', status: 'pending' }] },
    ],
  },
};

describe('orders that were changed since', () => {
  test.each(Object.entries(STORIES))('%s', async (_name, { order, refunds = [] }) => {
    const body = orderBody(
      order,
      refunds.map((words, index) => refundBody(words, order, index + 1)),
      30,
    ) as Json;
    const [told, read] = [orderFacts(lossless(body)), orderFacts(await readBack(body))];
    expect(comparable(read)).toEqual(comparable(told));
    expect(pointsOf(read)).toBe(pointsOf(told));
    expect(pointsOf(told, read)).toBe(pointsOf(told));
    expect(pointsOf(read, told)).toBe(pointsOf(told));
  });

  test('shipping that was taken off stays in both', async () => {
    const order = orderBody({ lines: [cheap], shipping: { amount: '20.00', tax: '4.00' } }, [], 30);
    const [line] = order.shipping_lines;
    const taken = { ...line, price: '7.00', discounted_price: '7.00', is_removed: true };
    const body = { ...order, shipping_lines: [line, taken] } as Json;
    const { price_set: _, discounted_price_set: __, ...plain } = taken;
    const written = { ...body, shipping_lines: [line, plain] };
    expect(orderFacts(await readBack(written)).money).toEqual(orderFacts(lossless(written)).money);
  });

  test('what both tell of one instant is what the webhook told, in whatever order', async () => {
    const body = orderBody({ lines: [cheap] }, [], 30) as Json;
    const told = orderFacts(lossless(body));
    const hashed = (facts: OrderFacts, hash: string) => ({ ...facts, body: { ...facts.body, hash } });
    const read = orderFacts(await readBack(body));
    expect(read.body.hash).toMatch(/^!/);
    // Of any bytes.
    for (const hash of ['0000000000000000', 'ffffffffffffffff']) {
      const webhook = hashed(told, hash);
      const merged = mergeFacts(mergeFacts(noFacts, webhook), read);
      expect(merged).toEqual(mergeFacts(noFacts, webhook));
      expect(mergeFacts(mergeFacts(noFacts, read), webhook)).toEqual(merged);
    }
  });
});

function pointsOf(...facts: readonly Facts[]): number {
  return targetPoints(facts.reduce(mergeFacts, noFacts), pinnedRuleOf({ tax: 'excluded' }));
}
