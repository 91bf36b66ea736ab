import { beforeEach, describe, expect, test } from 'vitest';
import { outcomeTable } from '../../src/domain/outcome-table.ts';
import { payloadOf, recorded, shopifyBytes } from '../fixtures/load.ts';
import { genuine } from '../support/deliveries.ts';
import { bytes, createWorld, deliver, type World } from '../support/webhook-world.ts';

const ANA = 'ana.souza@example.com';
const NOOR = 'noor.devries@example.com';
const NOT_USED = { kind: 'nothingToDo', message: 'Ponte does not use this topic' };

let world: World;
beforeEach(() => {
  world = createWorld();
});

const shopify = (name: string, topic: string, fields: object = {}) =>
  deliver(world, 'shopify', { rawBody: bytes({ ...payloadOf(shopifyBytes(name)), ...fields }), topic });
const woocommerce = (number: string, topic: string, fields: object = {}) =>
  deliver(world, 'woocommerce', { rawBody: bytes({ ...payloadOf(recorded(number).rawBody), ...fields }), topic });

function nothingWasRead(): void {
  expect(world.ledger.orders()).toEqual([]);
  expect(world.ledger.parkedDeliveries()).toEqual([]);
  expect(world.balances()).toEqual({});
}

describe('Shopify', () => {
  // Goods of 250.00 less a discount of 20.00, taxes and shipping apart.
  test.each(['orders/paid', 'orders/create', 'orders/updated', 'orders/cancelled'])(
    '%s: a paid order earns its points',
    async (topic) => {
      expect(await shopify('orders-paid', topic)).toEqual({
        kind: 'applied',
        reason: 'applied',
        message: 'applied',
        order: '6100000000001',
        entries: [{ changeKey: 'ADD-***-230-6100000000001', points: 230, outcome: 'applied' }],
      });
      expect(world.balances()).toEqual({ [ANA]: 230 });
    },
  );

  test('orders/cancelled: an order that was never paid earns nothing', async () => {
    expect(await shopify('orders-cancelled-never-paid', 'orders/cancelled')).toMatchObject({ kind: 'nothingToDo' });
    expect(world.balances()).toEqual({});
  });

  // 50.00 of goods and 5.00 of their tax, of 230.00 and 23.00.
  test('refunds/create: points go back', async () => {
    await shopify('orders-paid', 'orders/paid');
    expect(await shopify('refunds-create-partial', 'refunds/create')).toMatchObject({
      kind: 'applied',
      entries: [{ changeKey: 'REMOVE-***-50-6100000000001-2', points: -50, outcome: 'applied' }],
    });
    expect(world.balances()).toEqual({ [ANA]: 180 });
  });

  test('refunds/create before its order waits for it', async () => {
    expect(await shopify('refunds-create-partial', 'refunds/create')).toMatchObject({
      kind: 'nothingToDo',
      message: 'recorded for when its order comes',
    });
    await shopify('orders-paid', 'orders/paid');
    expect(world.balances()).toEqual({ [ANA]: 180 });
  });

  // Half of the order's money, pending: 500.00 of 1000.00 in goods.
  test.each([
    ['success', 500],
    ['failure', 1000],
    ['error', 1000],
  ])('order_transactions/create: a pending refund that ends in %s leaves %i points', async (status, points) => {
    await shopify('orders-paid-two-currencies', 'orders/paid');
    await shopify('refunds-create-pending-two-currencies', 'refunds/create');
    expect(world.balances()).toEqual({ [ANA]: 500 });
    await shopify('order-transactions-create-refund-success', 'order_transactions/create', { status });
    expect(world.balances()).toEqual({ [ANA]: points });
  });

  test('order_transactions/create: a payment is nothing to do', async () => {
    expect(await shopify('order-transactions-create-sale', 'order_transactions/create')).toMatchObject({
      kind: 'nothingToDo',
      message: 'the transaction is not a refund',
    });
    nothingWasRead();
  });

  test.each([
    'orders/edited',
    'orders/delete',
    'orders/fulfilled',
    'carts/update',
    'customers/redact',
    'shop/redact',
    'app/uninstalled',
    'ORDERS/PAID',
    '',
  ])('%s is not used, whatever it carries', async (topic) => {
    expect(await shopify('orders-paid', topic)).toMatchObject(NOT_USED);
    expect(await deliver(world, 'shopify', { rawBody: bytes({ id: 1 }), topic })).toMatchObject(NOT_USED);
    nothingWasRead();
  });

  test('a body without a topic header is read by what it says', async () => {
    const sent = await deliver(world, 'shopify', { rawBody: shopifyBytes('orders-paid'), topic: null });
    expect(sent.kind).toBe('applied');
  });

  test('the preview of "Events" is told to use webhooks', async () => {
    for (const topic of ['Order', 'orders/updated']) {
      expect(await shopify('events-preview-order-update', topic)).toMatchObject({
        kind: 'nothingToDo',
        message: "Shopify's preview Events are not read; subscribe to webhooks instead",
      });
    }
    nothingWasRead();
  });

  test.each([
    ['a test order', 'orders-paid', { test: true }, 'a test order earns no points; allowTestOrders lets it'],
    [
      'another currency',
      'orders-paid-zero-decimal',
      {},
      "the order is not in the store's currency: it is in JPY, and the store in BRL",
    ],
    [
      'no customer',
      'orders-paid-no-customer',
      {},
      'the order names no customer; a later body that names one earns its points; no usable address in customer.email, email or contact_email',
    ],
  ])('%s is skipped with a warning', async (_name, fixture, fields, message) => {
    const outcome = await shopify(fixture, 'orders/paid', fields);
    expect(outcome).toMatchObject({ kind: 'skipped', message, entries: [] });
    expect(outcomeTable[outcome.kind]).toMatchObject({ severity: 'warning', httpStatus: 200 });
    expect(world.balances()).toEqual({});
  });

  test('an order that gets its customer later earns its points then', async () => {
    await shopify('orders-paid-no-customer', 'orders/paid');
    const named = { email: ANA, updated_at: '2026-03-10T10:00:06-03:00' };
    expect(await shopify('orders-paid-no-customer', 'orders/updated', named)).toMatchObject({ kind: 'applied' });
    expect(world.balances()).toEqual({ [ANA]: 30 });
  });
});

describe('WooCommerce', () => {
  test.each(['order.created', 'order.updated', 'order.restored', 'order.deleted'])(
    '%s: a paid order earns its points',
    async (topic) => {
      expect(await woocommerce('007', topic)).toMatchObject({
        kind: 'applied',
        order: '18',
        entries: [{ changeKey: 'ADD-***-52-18', points: 52, outcome: 'applied' }],
      });
      expect(world.balances()).toEqual({ [NOOR]: 52 });
    },
  );

  test('order.deleted changes nothing', async () => {
    await woocommerce('049', 'order.created');
    const before = world.ledger.orders();
    expect(await woocommerce('051', 'order.deleted')).toMatchObject({
      kind: 'nothingToDo',
      message: 'an order cleared out of the shop keeps its points',
      order: '40',
    });
    expect(world.ledger.orders()).toEqual(before);
  });

  test.each(['customer.updated', 'product.created', 'coupon.deleted', 'action.woocommerce_order_refunded', 'x', ''])(
    '%s is not used, whatever it carries',
    async (topic) => {
      expect(await woocommerce('007', topic)).toMatchObject(NOT_USED);
      nothingWasRead();
    },
  );

  test('a custom action is not used under any topic', async () => {
    const rawBody = bytes({ action: 'woocommerce_refund_created', arg: 49 });
    for (const topic of ['action.woocommerce_refund_created', 'order.updated', null]) {
      expect(await deliver(world, 'woocommerce', { rawBody, topic })).toMatchObject(NOT_USED);
    }
    nothingWasRead();
  });

  test.each([
    ['woocommerce_rest_shop_order_invalid_id', 404],
    ['woocommerce_rest_cannot_view', 401],
    ['woocommerce_rest_cannot_view', 403],
    ['woocommerce_rest_invalid_shop_order_id', 404],
  ])('the signed error %s %i is skipped with what to check', async (code, status) => {
    const rawBody = bytes({ code, message: 'Sorry, you cannot view this resource.', data: { status } });
    const outcome = await deliver(world, 'woocommerce', { rawBody, topic: 'order.updated' });
    expect(outcome).toMatchObject({
      kind: 'skipped',
      message: 'the shop sent an error instead of an order; check the user that owns the webhook',
    });
    nothingWasRead();
  });

  test.each([
    ['024', {}, "the order is not in the store's currency: it is in JPY, and the store in EUR"],
    [
      '007',
      { billing: { email: '' } },
      'the order names no customer; a later body that names one earns its points; no usable address in billing.email',
    ],
  ])('%s with %j is skipped with a warning', async (number, fields, message) => {
    expect(await woocommerce(number, 'order.updated', fields)).toMatchObject({ kind: 'skipped', message, entries: [] });
    expect(world.balances()).toEqual({});
  });

  test('a draft of the block checkout is no order yet', async () => {
    expect(await woocommerce('007', 'order.created', { status: 'checkout-draft' })).toMatchObject({
      kind: 'nothingToDo',
      message: 'a draft is not an order yet',
    });
    nothingWasRead();
  });
});

describe('the same again', () => {
  test('changes nothing', async () => {
    await shopify('orders-paid', 'orders/paid');
    const before = world.ledger.orders();
    expect(await shopify('orders-paid', 'orders/paid')).toMatchObject({
      kind: 'nothingToDo',
      message: 'already recorded',
    });
    expect(world.ledger.orders()).toEqual(before);
    expect(world.sandbox.state().requests.change).toBe(1);
  });

  test('an older body than the recorded one is a success', async () => {
    await woocommerce('011', 'order.updated');
    const outcome = await woocommerce('007', 'order.updated');
    expect(outcome).toMatchObject({ kind: 'nothingToDo', message: 'a newer state of the order is already recorded' });
    expect(outcomeTable[outcome.kind]).toMatchObject({ severity: 'success', httpStatus: 200 });
    expect(world.balances()).toEqual({});
  });
});

/** Worked out by hand from what the stores sent: see the recorded sequences. */
const RECORDED_END = { [NOOR]: 137, 'guest.b@example.com': 7, 'fee@example.com': 52, 'quinn@example.com': 6 };

describe('what real WooCommerce stores sent, in order', () => {
  test.each([1, 2])('ends at the same balances when each is sent %i times', async (times) => {
    for (const { platform, topic, rawBody } of genuine.filter((each) => each.platform === 'woocommerce')) {
      for (let sent = 0; sent < times; sent += 1) {
        const outcome = await deliver(world, platform, { rawBody, topic });
        expect(['success', 'warning']).toContain(outcomeTable[outcome.kind].severity);
      }
    }
    const balances = Object.entries(world.balances()).filter(([, points]) => points !== 0);
    expect(Object.fromEntries(balances)).toEqual(RECORDED_END);
  });
});

const TOPICS = [
  ...new Set(genuine.map(({ topic }) => topic)),
  'orders/create',
  'orders/edited',
  'customers/redact',
  'customer.updated',
  'action.woocommerce_order_refunded',
  'no topic at all',
  null,
];

/** What is believed: the ledger and the customers' points. */
async function believed(...sent: Parameters<typeof deliver>[2][]) {
  const fresh = createWorld();
  for (const each of sent) await deliver(fresh, platformOf(each), each);
  // The topic is shown beside a parked body, and never used.
  const parked = fresh.ledger.parkedDeliveries().map(({ topic: _, ...body }) => body);
  return { orders: fresh.ledger.orders(), balances: fresh.balances(), parked };
}

function platformOf({ rawBody }: { rawBody: Uint8Array }) {
  return genuine.find((each) => each.rawBody === rawBody)?.platform ?? 'shopify';
}

describe('a genuine body replayed under another topic header', () => {
  test.each(genuine)('$name', async ({ rawBody, topic: own }) => {
    const truth = await believed({ rawBody, topic: own });
    const nothing = { orders: [], balances: {}, parked: [] };
    for (const topic of TOPICS) {
      expect(await believed({ rawBody, topic: own }, { rawBody, topic })).toEqual(truth);
      expect(await believed({ rawBody, topic }, { rawBody, topic: own })).toEqual(truth);
      expect([truth, nothing]).toContainEqual(await believed({ rawBody, topic }));
    }
  });
});
