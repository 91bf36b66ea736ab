import { describe, expect, test } from 'vitest';
import type { ShopifyStore } from '../../../src/domain/store.ts';
import {
  both,
  facts,
  fixture,
  interpret,
  notDue,
  RECEIVED_AT_MS,
  unreadable,
} from '../../support/shopify/interpreting.ts';

const PAID_AT_MS = Date.UTC(2026, 2, 10, 13);

const NO_TAX = { amount: '0', tax: '0' };

/** What a purchase of 2 × 100.00 − 20.00 and 50.00, tax 18.00 + 5.00, shipping 15.00 comes to. */
const MONEY = {
  paidAtMs: PAID_AT_MS,
  total: '268.00',
  currency: 'BRL',
  presentment: { currency: 'BRL', total: '268.00' },
  goods: {
    kind: 'lines',
    taxesIncluded: false,
    lines: [
      { id: '1400000000001', kind: 'goods', units: 2, amount: '180', tax: '18' },
      { id: '1400000000002', kind: 'goods', units: 1, amount: '50', tax: '5' },
    ],
    shipping: { amount: '15', tax: '0' },
  },
};
const identity = { createdAtMs: PAID_AT_MS, keyHash: null };
const body = { arrivedAtMs: RECEIVED_AT_MS, hash: 'made-up-hash' };

describe('an order', () => {
  test('paid', () => {
    expect(interpret(fixture('orders-paid'))).toEqual(
      facts({
        kind: 'order',
        order: '6100000000001',
        identity,
        body: { ...body, observedAtMs: PAID_AT_MS + 5000, rank: 4 },
        standing: { kind: 'entitled' },
        customer: 'ana.souza@example.com',
        money: MONEY,
        unitsLeft: {},
        refunds: { kind: 'collected', refunds: [] },
      }),
    );
  });

  test('partially refunded keeps the money of the purchase; of what is left, only the units of its lines are read', () => {
    expect(interpret(fixture('orders-updated-partially-refunded'))).toEqual(
      facts({
        kind: 'order',
        order: '6100000000001',
        identity,
        body: { ...body, observedAtMs: Date.UTC(2026, 2, 12, 12, 0, 2), rank: 5 },
        standing: { kind: 'entitled' },
        customer: 'ana.souza@example.com',
        money: MONEY,
        unitsLeft: { 1400000000002: 0 },
        refunds: {
          kind: 'collected',
          refunds: [
            {
              id: '9100000000001',
              transactions: [{ id: '7200000000001', status: 'success', amount: '55.00', currency: 'BRL' }],
              lines: [{ line: '1400000000002', isTip: false, units: 1, amount: '50.00', tax: '5.00' }],
              shippingLines: null,
              shippingAdjustments: null,
              discrepancy: '0',
              duties: '0',
              rate: both('50'),
            },
          ],
        },
      }),
    );
  });

  test('cancelled and never paid', () => {
    const result = interpret(fixture('orders-cancelled-never-paid'), {}, 'orders/cancelled');
    expect(result).toMatchObject(notDue('cancelled'));
    expect(result).toMatchObject(
      facts({ body: { rank: 1 }, refunds: { refunds: [{ id: '9100000000007', transactions: [] }] } }),
    );
  });

  test('partly paid', () => {
    expect(interpret(fixture('orders-updated-partially-paid'))).toMatchObject(
      facts({ standing: { kind: 'partlyPaid' }, money: null, body: { rank: 3 } }),
    );
  });

  test('a test order with an id beyond 2^53', () => {
    expect(interpret(fixture('orders-paid-test'))).toMatchObject(
      facts({ order: '9100000000000000019', standing: { kind: 'notEntitled', because: 'testOrder' }, money: null }),
    );
    expect(interpret(fixture('orders-paid-test'), { allowTestOrders: true })).toMatchObject(notDue('voided'));
  });

  test('an id that was damaged on its way is taken from the global id', () => {
    const payload = fixture('orders-paid-test', { id: '9100000000000000000' });
    expect(interpret(payload)).toMatchObject(facts({ order: '9100000000000000019' }));
  });

  test.each([undefined, null, '', 'gid://shopify/Order/x', 'gid://shopify/Order/0'])(
    'with the global id %j is named by its number',
    (admin_graphql_api_id) => {
      expect(interpret(fixture('orders-paid', { admin_graphql_api_id }))).toMatchObject(
        facts({ order: '6100000000001' }),
      );
    },
  );
});

test.each([null, undefined, 'today'])('an order made at %s tells nothing of when it was made', (created_at) => {
  expect(interpret(fixture('orders-paid', { created_at }))).toMatchObject(facts({ identity: { createdAtMs: null } }));
});

describe('standing and rank', () => {
  const cancelled = { cancelled_at: '2026-03-11T10:00:00-03:00' };
  test.each([
    ['paid', {}, { kind: 'entitled' }, 4],
    ['paid', cancelled, { kind: 'entitled' }, 4],
    ['partially_refunded', {}, { kind: 'entitled' }, 5],
    ['refunded', cancelled, { kind: 'returned' }, 6],
    ['partially_paid', {}, { kind: 'partlyPaid' }, 3],
    ['voided', cancelled, { kind: 'notEntitled', because: 'voided' }, 6],
    ['pending', {}, { kind: 'notEntitled', because: 'unpaid' }, 1],
    ['pending', cancelled, { kind: 'notEntitled', because: 'cancelled' }, 1],
    ['authorized', {}, { kind: 'notEntitled', because: 'unpaid' }, 2],
    ['expired', {}, { kind: 'notEntitled', because: 'unpaid' }, 0],
    [null, {}, { kind: 'notEntitled', because: 'unpaid' }, 0],
    ['constructor', {}, { kind: 'notEntitled', because: 'unpaid' }, 0],
  ])('%s with %j', (financial_status, fields, standing, rank) => {
    const hasMoney = standing.kind === 'entitled' || standing.kind === 'returned';
    expect(interpret(fixture('orders-paid', { financial_status, ...fields }))).toMatchObject(
      facts({ standing, body: { rank }, money: hasMoney ? MONEY : null }),
    );
  });

  test.each(['paid', 'refunded'])('%s without processed_at has no payment date', (financial_status) => {
    for (const processed_at of [null, undefined]) {
      expect(interpret(fixture('orders-paid', { financial_status, processed_at }))).toMatchObject(
        notDue('noPaymentDate'),
      );
    }
  });

  test('test orders count where the store allows them', () => {
    const payload = fixture('orders-paid', { test: true });
    expect(interpret(payload)).toMatchObject(notDue('testOrder'));
    expect(interpret(payload, { allowTestOrders: true })).toMatchObject(facts({ standing: { kind: 'entitled' } }));
  });

  test("another currency than the store's gives no points", () => {
    expect(interpret(fixture('orders-paid', { currency: 'USD' }))).toMatchObject(notDue('otherCurrency'));
  });
});

describe('money', () => {
  test('prices that hold their tax', () => {
    expect(interpret(fixture('orders-paid-guest-taxes-included'))).toMatchObject(
      facts({
        money: {
          total: '110.00',
          goods: {
            taxesIncluded: true,
            lines: [{ id: '1400000000004', kind: 'goods', units: 2, amount: '110', tax: '10' }],
            shipping: NO_TAX,
          },
        },
      }),
    );
  });

  test('gift cards and tips are told apart from goods', () => {
    expect(interpret(fixture('orders-paid-gift-card-and-tip'))).toMatchObject(
      facts({
        money: {
          total: '149.00',
          goods: {
            lines: [
              { id: '1400000000005', kind: 'giftCard', amount: '100', tax: '0' },
              { id: '1400000000006', kind: 'goods', amount: '40', tax: '4' },
              { id: '1400000000007', kind: 'tip', amount: '5', tax: '0' },
            ],
          },
        },
      }),
    );
  });

  test('a customer who paid in another currency', () => {
    expect(interpret(fixture('orders-paid-two-currencies'))).toMatchObject(
      facts({
        money: {
          total: '1100.00',
          currency: 'BRL',
          presentment: { currency: 'USD', total: '220.00' },
          goods: { lines: [{ units: 2, amount: '1000', tax: '100' }] },
        },
      }),
    );
  });

  test('a currency without decimals', () => {
    expect(interpret(fixture('orders-paid-zero-decimal'), { currency: 'JPY' })).toMatchObject(
      facts({ money: { total: '3300', currency: 'JPY', goods: { lines: [{ amount: '3000', tax: '300' }] } } }),
    );
  });

  test('without a set, the customer paid in the currency of the shop', () => {
    const payload = fixture('orders-paid', { total_price_set: null, presentment_currency: null });
    expect(interpret(payload)).toMatchObject(facts({ money: { presentment: { currency: 'BRL', total: '268.00' } } }));
  });

  test.each([
    ['USD', { amount: '220.00', currency_code: 'USD' }],
    ['USD', { amount: '220.00', currency_code: null }],
    [null, { amount: '220.00', currency_code: 'USD' }],
  ])('presentment currency %j with %j', (presentment_currency, presentment_money) => {
    const total_price_set = { shop_money: { amount: '268.00', currency_code: 'BRL' }, presentment_money };
    expect(interpret(fixture('orders-paid', { presentment_currency, total_price_set }))).toMatchObject(
      facts({ money: { total: '268.00', presentment: { currency: 'USD', total: '220.00' } } }),
    );
  });

  test.each(['tip_payment_gateway', 'tip_payment_method'])('a line with %s is a tip, whatever its value', (key) => {
    for (const value of [null, 'made-up']) {
      const line_items = [{ id: '1', price: '5', quantity: '1', gift_card: true, [key]: value }];
      expect(interpret(fixture('orders-paid', { line_items }))).toMatchObject(
        facts({ money: { goods: { lines: [{ kind: 'tip' }] } } }),
      );
    }
  });

  const line = (price: string, quantity: string, discounts: string[] = [], taxes: string[] = []) => ({
    id: '1',
    price,
    quantity,
    discount_allocations: discounts.map((amount) => ({ amount })),
    tax_lines: taxes.map((tax) => ({ price: tax })),
  });

  test.each([
    ['without float noise', line('0.10', '3'), '0.3', '0'],
    ['after every discount, with every tax', line('39.99', '4', ['10', '5.99'], ['1.10', '2.2']), '143.97', '3.3'],
    ['below zero as it stands: the arithmetic sees to that', line('10.00', '1', ['12.00']), '-2', '0'],
    ['of no units', line('10.00', '0'), '0', '0'],
    ['with nulls', { ...line('7', '1'), discount_allocations: null, tax_lines: null }, '7', '0'],
  ])('a line %s', (_name, item, amount, tax) => {
    expect(interpret(fixture('orders-paid', { line_items: [item] }))).toMatchObject(
      facts({ money: { goods: { lines: [{ amount, tax }] } } }),
    );
  });

  test('of no lines is no money for goods', () => {
    expect(interpret(fixture('orders-paid', { line_items: [] }))).toMatchObject(
      facts({ money: { goods: { lines: [] } }, unitsLeft: null }),
    );
  });

  test("a line's id beyond 2^53 is taken from the global id", () => {
    const written = { id: '9100000000000000000', admin_graphql_api_id: 'gid://shopify/LineItem/9100000000000000019' };
    expect(interpret(fixture('orders-paid', { line_items: [{ ...line('1', '1'), ...written }] }))).toMatchObject(
      facts({ money: { goods: { lines: [{ id: '9100000000000000019' }] } } }),
    );
  });

  const shippingLine = (price: string, discounted_price?: string | null, ...taxes: string[]) => ({
    price,
    ...(discounted_price !== undefined && { discounted_price }),
    tax_lines: taxes.map((tax) => ({ price: tax })),
  });

  test.each([
    ['after its discounts, with its taxes', [shippingLine('15.00', '12.00', '1.10', '0.10')], '12', '1.2'],
    ['that was given away', [shippingLine('15.00', '0.00', '0.00')], '0', '0'],
    ['without a word about discounts', [shippingLine('15.00'), shippingLine('2.50', null)], '17.5', '0'],
    ['with null taxes', [{ price: '15.00', tax_lines: null }], '15', '0'],
    ['of two lines', [shippingLine('15.00', '12.00', '1.20'), shippingLine('3', '3', '0.30')], '15', '1.5'],
    ['that there is none of', null, '0', '0'],
  ])('shipping %s', (_name, shipping_lines, amount, tax) => {
    expect(interpret(fixture('orders-paid', { shipping_lines }))).toMatchObject(
      facts({ money: { goods: { shipping: { amount, tax } } } }),
    );
  });

  test.each([
    ['a line', { line_items: [line('999999999999999', '2')] }],
    ["a line's tax", { line_items: [line('1', '1', [], ['999999999999999', '1'])] }],
    ['the shipping', { shipping_lines: [shippingLine('999999999999999'), shippingLine('1')] }],
    ["the shipping's tax", { shipping_lines: [shippingLine('1', '1', '999999999999999', '1')] }],
  ])('%s beyond fifteen digits is unreadable', (_name, fields) => {
    expect(interpret(fixture('orders-paid', fields))).toEqual(unreadable(/beyond any order's money/));
  });
});

describe('the units that are left', () => {
  const line = (id: string, quantity: string, current_quantity?: string | null) => ({
    id,
    price: '1',
    quantity,
    ...(current_quantity !== undefined && { current_quantity }),
  });

  test.each([
    [
      'are told of lines that lost some',
      [line('1', '3', '1'), line('2', '2', '0'), line('3', '1', '1')],
      { 1: 1, 2: 0 },
    ],
    ['are not told where no line says so', [line('1', '3'), line('2', '2', null)], null],
    ['are told by the lines that say so', [line('1', '3'), line('2', '2', '1')], { 2: 1 }],
    ['never are more than were bought', [line('1', '3', '4')], {}],
  ])('%s', (_name, line_items, unitsLeft) => {
    expect(interpret(fixture('orders-paid', { line_items }))).toMatchObject(facts({ unitsLeft }));
  });

  test('are told by bodies that are not paid, too', () => {
    const line_items = [line('1', '3', '1')];
    for (const financial_status of ['pending', 'partially_paid', 'voided']) {
      expect(interpret(fixture('orders-paid', { line_items, financial_status }))).toMatchObject(
        facts({ money: null, unitsLeft: { 1: 1 } }),
      );
    }
  });
});

describe('the shop', () => {
  const at = (order_status_url: unknown) => fixture('orders-paid', { order_status_url });

  test.each([
    'https://clone.myshopify.com/1',
    'https://CLONE.myshopify.com/1',
    'https://x.demo-shopify.myshopify.com/1',
  ])('%s is another shop', (url) => {
    expect(interpret(at(url))).toEqual({
      kind: 'otherShop',
      host: new URL(url).hostname,
      setting: 'shopDomain',
      described: {
        order: '6100000000001',
        // The fixture's `updated_at`, 2026-03-10T10:00:05-03:00, and `paid`, the fourth of the statuses.
        body: {
          observedAtMs: Date.parse('2026-03-10T13:00:05Z'),
          arrivedAtMs: expect.any(Number),
          rank: 4,
          hash: expect.any(String),
        },
      },
    });
  });

  test('one of several is the store', () => {
    const shopDomains = ['demo-shopify.myshopify.com', 'clone.myshopify.com'];
    const order = facts({ order: '6100000000001' });
    for (const domain of shopDomains) {
      expect(interpret(at(`https://${domain}/1`), { shopDomains })).toMatchObject(order);
    }
    expect(interpret(at('https://third.myshopify.com/1'), { shopDomains })).toMatchObject({ kind: 'otherShop' });
  });

  test('an order of another shop that cannot be read is described by nothing', () => {
    const body = fixture('orders-paid', { order_status_url: 'https://clone.myshopify.com/1', updated_at: 'yesterday' });
    const host = 'clone.myshopify.com';
    expect(interpret(body)).toEqual({ kind: 'otherShop', host, setting: 'shopDomain', described: null });
  });

  test.each([
    'https://DEMO-shopify.myshopify.com/1',
    'https://shop.example.com/1',
    'https://myshopify.com.example.com/1',
    'https://notmyshopify.com/1',
    'no url',
    null,
    undefined,
  ])('%j does not say otherwise', (url) => {
    expect(interpret(at(url), { shopDomains: ['Demo-Shopify.myshopify.com'] })).toMatchObject(
      facts({ order: '6100000000001' }),
    );
  });
});

describe('the customer', () => {
  const people = (customer: unknown, email: unknown, contact_email: unknown) =>
    fixture('orders-paid', { customer, email, contact_email });

  test.each([
    ['customer.email first', people({ email: 'A@example.com' }, 'b@example.com', 'c@example.com'), 'a@example.com'],
    ['then email', people({ email: null }, ' B@example.com', 'c@example.com'), 'b@example.com'],
    ['then contact_email', people(null, '', 'c@example.com'), 'c@example.com'],
    ['an address that is none is passed over', people({ email: 'a' }, 'b@', 'c@example.com'), 'c@example.com'],
    ['guest', fixture('orders-paid-guest-taxes-included'), 'guest.buyer@example.com'],
    ['nobody', fixture('orders-paid-no-customer'), null],
    ['a list', people([], {}, true), null],
  ])('by e-mail: %s', (_name, payload, customer) => {
    expect(interpret(payload)).toMatchObject(facts({ customer, standing: { kind: 'entitled' } }));
  });

  test.each([
    [{ id: '7', admin_graphql_api_id: 'gid://shopify/Customer/9007199254740993' }, '9007199254740993'],
    [{ id: '9007199254740993' }, '9007199254740993'],
    [{ id: '0' }, null],
    [{}, null],
    [null, null],
  ])('by platform id: %j', (by, customer) => {
    const store = { customer: { by: 'platformId' } } as const;
    expect(interpret(people(by, 'a@example.com', null), store)).toMatchObject(facts({ customer }));
  });

  test.each([
    [
      [
        { name: 'gift', value: 'x' },
        { name: 'cpf', value: '123.456.789-09' },
      ],
      '12345678909',
    ],
    [[{ name: 'cpf', value: '12345678909' }], '12345678909'],
    [[{ name: 'CPF', value: '12345678909' }], null],
    [[{ name: 'cpf', value: 'unknown' }], null],
    [[{ name: 'cpf', value: null }, null, 'cpf'], null],
    [{}, null],
    [null, null],
  ])('by document: %j', (note_attributes, customer) => {
    const store = { customer: { by: 'document', noteAttribute: 'cpf' } } as const;
    expect(interpret(fixture('orders-paid', { note_attributes }), store)).toMatchObject(facts({ customer }));
  });
});

describe('an order that names no customer says where one was looked for', () => {
  const lookedFor = (fields: object, customer: ShopifyStore['customer']) => {
    const read = interpret(fixture('orders-paid', fields), { customer });
    return read.kind === 'facts' ? read.lookedFor : read;
  };
  const byDocument = { by: 'document', noteAttribute: 'cpf' } as const;
  const nobody = { customer: null, email: null, contact_email: null };

  test.each<[string, object, ShopifyStore['customer'], string]>([
    [
      'another name',
      {
        note_attributes: [
          { name: 'CPF', value: '12345678909' },
          { name: 'gift', value: 'x' },
        ],
      },
      byDocument,
      'no note attribute "cpf"; the order\'s own: "CPF", "gift"',
    ],
    ['no attributes', { note_attributes: [] }, byDocument, 'no note attribute "cpf"; the order\'s own: none'],
    [
      'no document',
      { note_attributes: [{ name: 'cpf', value: 'ana@example.com' }] },
      byDocument,
      'no document in the note attribute "cpf"',
    ],
    ['no address', nobody, { by: 'email' }, 'no usable address in customer.email, email or contact_email'],
    ['no number', nobody, { by: 'platformId' }, 'no customer.id'],
  ])('%s', (_, fields, by, expected) => {
    expect(lookedFor(fields, by)).toBe(expected);
  });

  test('and the ledger keeps the names of the attributes there were', () => {
    const note_attributes = [{ name: 'CPF', value: '12345678909' }, { name: 'for ana@example.com' }];
    const standingOf = (fields: object, customer: ShopifyStore['customer']) => {
      const read = interpret(fixture('orders-paid', fields), { customer });
      return read.kind === 'facts' && read.facts.kind === 'order' ? read.facts.standing : read;
    };
    const attributes = { shown: ['CPF'], others: 1 };
    expect(standingOf({ note_attributes }, byDocument)).toEqual({ kind: 'entitled', attributes });
    expect(standingOf({ note_attributes, financial_status: 'refunded' }, byDocument)).toEqual({ kind: 'returned' });
    expect(standingOf({ note_attributes, ...nobody }, { by: 'email' })).toEqual({ kind: 'entitled' });
  });

  test('and one that names a customer says nothing', () => {
    expect(lookedFor({ note_attributes: [{ name: 'cpf', value: '12345678909' }] }, byDocument)).toBeUndefined();
    expect(lookedFor({}, { by: 'email' })).toBeUndefined();
  });
});

describe('refunds in an order', () => {
  test('an absent key says nothing', () => {
    expect(interpret(fixture('orders-paid', { refunds: undefined }))).toMatchObject(
      facts({ refunds: { kind: 'none' } }),
    );
    expect(interpret(fixture('orders-paid', { refunds: null }))).toMatchObject(facts({ refunds: { kind: 'none' } }));
  });

  test('a refund is the same facts in an order as by itself', () => {
    const alone = interpret(fixture('refunds-create-partial'), {}, 'refunds/create');
    const inside = interpret(fixture('orders-updated-partially-refunded'));
    expect(alone.kind === 'facts' && alone.facts.kind === 'refund' && alone.facts.refund).toEqual(
      inside.kind === 'facts' && inside.facts.kind === 'order' && inside.facts.refunds.kind === 'collected'
        ? inside.facts.refunds.refunds[0]
        : undefined,
    );
  });
});

describe('orders that cannot be read', () => {
  test.each([
    ['id', { id: null, admin_graphql_api_id: null }],
    ['id', { id: '0', admin_graphql_api_id: null }],
    ['id', { id: {}, admin_graphql_api_id: null }],
    ['updated_at', { updated_at: null }],
    ['updated_at', { updated_at: '2026-03-10' }],
    ['updated_at', { updated_at: '2026-99-10T10:00:00Z' }],
    ['processed_at', { processed_at: 'today' }],
    ['currency', { currency: undefined }],
    ['total_price', { total_price: '1e999' }],
    ['total_price', { total_price: 'NaN' }],
    ['total_price_set.shop_money.amount', { total_price_set: { shop_money: { amount: null } } }],
    ['line_items', { line_items: null }],
    ['line_items.0.price', { line_items: [{ id: '1', price: 'free', quantity: '1' }] }],
    ['line_items.0.quantity', { line_items: [{ id: '1', price: '1', quantity: '1.5' }] }],
    ['line_items.0.quantity', { line_items: [{ id: '1', price: '1', quantity: '-1' }] }],
    ['line_items.0.id', { line_items: [{ price: '1', quantity: '1' }] }],
    ['line_items.0.current_quantity', { line_items: [{ id: '1', price: '1', quantity: '1', current_quantity: '-1' }] }],
    ['line_items.0', { line_items: [null] }],
    ['shipping_lines.0.price', { shipping_lines: [{ price: 'free' }] }],
    ['refunds', { refunds: {} }],
    ['refunds.0.transactions', { refunds: [{ id: '1' }] }],
    ['test', { test: 'yes' }],
  ])('%s of %j', (path, fields) => {
    const result = interpret(fixture('orders-paid', fields));
    expect(result).toEqual({ kind: 'unreadable', because: expect.stringContaining(path) });
  });
});
