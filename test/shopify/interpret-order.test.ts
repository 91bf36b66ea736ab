import { describe, expect, test } from 'vitest';
import { both, facts, fixture, interpret, notDue, unreadable } from './interpreting.ts';

const PAID_AT_MS = Date.UTC(2026, 2, 10, 13);

/** What a purchase of 2 × 100.00 − 20.00 and 50.00, tax 18.00 + 5.00, shipping 15.00 comes to. */
const MONEY = {
  paidAtMs: PAID_AT_MS,
  eligible: '230',
  eligibleTax: '23',
  shareBase: '253',
  total: '268.00',
  currency: 'BRL',
  presentment: { currency: 'BRL', total: '268.00' },
  taxesIncluded: false,
};

describe('an order', () => {
  test('paid', () => {
    expect(interpret(fixture('orders-paid'))).toEqual(
      facts({
        kind: 'order',
        order: '6100000000001',
        observed: { observedAtMs: PAID_AT_MS + 5000, rank: 4, bodyHash: 'made-up-hash' },
        standing: { kind: 'due' },
        customer: 'ana.souza@example.com',
        money: MONEY,
        refunds: { kind: 'collected', refunds: [] },
      }),
    );
  });

  test('partially refunded keeps the money of the purchase, never current_*', () => {
    expect(interpret(fixture('orders-updated-partially-refunded'))).toEqual(
      facts({
        kind: 'order',
        order: '6100000000001',
        observed: { observedAtMs: Date.UTC(2026, 2, 12, 12, 0, 2), rank: 5, bodyHash: 'made-up-hash' },
        standing: { kind: 'due' },
        customer: 'ana.souza@example.com',
        money: MONEY,
        refunds: {
          kind: 'collected',
          refunds: [
            {
              id: '9100000000001',
              transactions: [{ id: '7200000000001', status: 'success', amount: '55.00', currency: 'BRL' }],
              shipping: [],
              lines: [{ id: '9200000000002', excluded: false, subtotal: both('50.00'), tax: both('5.00') }],
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
      facts({ observed: { rank: 1 }, refunds: { refunds: [{ id: '9100000000007', transactions: [] }] } }),
    );
  });

  test('partly paid', () => {
    expect(interpret(fixture('orders-updated-partially-paid'))).toMatchObject(
      facts({ standing: { kind: 'partlyPaid' }, money: null, observed: { rank: 3 } }),
    );
  });

  test('a test order with an id beyond 2^53', () => {
    expect(interpret(fixture('orders-paid-test'))).toMatchObject(
      facts({ order: '9100000000000000019', standing: { kind: 'notDue', because: 'testOrder' }, money: null }),
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

describe('standing and rank', () => {
  const cancelled = { cancelled_at: '2026-03-11T10:00:00-03:00' };
  test.each([
    ['paid', {}, { kind: 'due' }, 4],
    ['paid', cancelled, { kind: 'due' }, 4],
    ['partially_refunded', {}, { kind: 'due' }, 5],
    ['refunded', cancelled, { kind: 'returned' }, 6],
    ['partially_paid', {}, { kind: 'partlyPaid' }, 3],
    ['voided', cancelled, { kind: 'notDue', because: 'voided' }, 6],
    ['pending', {}, { kind: 'notDue', because: 'unpaid' }, 1],
    ['pending', cancelled, { kind: 'notDue', because: 'cancelled' }, 1],
    ['authorized', {}, { kind: 'notDue', because: 'unpaid' }, 2],
    ['expired', {}, { kind: 'notDue', because: 'unpaid' }, 0],
    [null, {}, { kind: 'notDue', because: 'unpaid' }, 0],
    ['constructor', {}, { kind: 'notDue', because: 'unpaid' }, 0],
  ])('%s with %j', (financial_status, fields, standing, rank) => {
    const hasMoney = standing.kind === 'due' || standing.kind === 'returned';
    expect(interpret(fixture('orders-paid', { financial_status, ...fields }))).toMatchObject(
      facts({ standing, observed: { rank }, money: hasMoney ? MONEY : null }),
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
    expect(interpret(payload, { allowTestOrders: true })).toMatchObject(facts({ standing: { kind: 'due' } }));
  });

  test("another currency than the store's gives no points", () => {
    expect(interpret(fixture('orders-paid', { currency: 'USD' }))).toMatchObject(notDue('otherCurrency'));
  });
});

describe('money', () => {
  test('prices that hold their tax', () => {
    expect(interpret(fixture('orders-paid-guest-taxes-included'))).toMatchObject(
      facts({ money: { eligible: '100', eligibleTax: '10', shareBase: '110', total: '110.00', taxesIncluded: true } }),
    );
  });

  test('gift cards earn nothing but share in refunds; tips do neither', () => {
    expect(interpret(fixture('orders-paid-gift-card-and-tip'))).toMatchObject(
      facts({ money: { eligible: '40', eligibleTax: '4', shareBase: '144', total: '149.00' } }),
    );
  });

  test('a customer who paid in another currency', () => {
    expect(interpret(fixture('orders-paid-two-currencies'))).toMatchObject(
      facts({
        money: {
          eligible: '1000',
          eligibleTax: '100',
          shareBase: '1100',
          total: '1100.00',
          currency: 'BRL',
          presentment: { currency: 'USD', total: '220.00' },
        },
      }),
    );
  });

  test('a currency without decimals', () => {
    expect(interpret(fixture('orders-paid-zero-decimal'), { currency: 'JPY' })).toMatchObject(
      facts({ money: { eligible: '3000', eligibleTax: '300', shareBase: '3300', total: '3300', currency: 'JPY' } }),
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
      const line_items = [{ price: '5', quantity: '1', [key]: value }];
      expect(interpret(fixture('orders-paid', { line_items }))).toMatchObject(
        facts({ money: { eligible: '0', shareBase: '0' } }),
      );
    }
  });

  const line = (price: string, quantity: string, discounts: string[] = [], taxes: string[] = []) => ({
    price,
    quantity,
    discount_allocations: discounts.map((amount) => ({ amount })),
    tax_lines: taxes.map((tax) => ({ price: tax })),
  });

  test.each([
    ['without float noise', false, [line('0.10', '3')], '0.3', '0', '0.3'],
    [
      'with every discount and tax',
      false,
      [line('39.99', '4', ['10', '5.99'], ['1.10', '2.2'])],
      '143.97',
      '3.3',
      '147.27',
    ],
    ['with tax inside', true, [line('39.99', '4', ['15.99'], ['10.55'])], '133.42', '10.55', '143.97'],
    ['below zero as it stands: the arithmetic sees to that', false, [line('10.00', '1', ['12.00'])], '-2', '0', '-2'],
    ['of no lines', false, [], '0', '0', '0'],
    [
      'of lines with nulls',
      false,
      [{ price: '7', quantity: '1', discount_allocations: null, tax_lines: null }],
      '7',
      '0',
      '7',
    ],
  ])('%s', (_name, taxes_included, line_items, eligible, eligibleTax, shareBase) => {
    expect(interpret(fixture('orders-paid', { taxes_included, line_items }))).toMatchObject(
      facts({ money: { eligible, eligibleTax, shareBase } }),
    );
  });

  test('a sum beyond fifteen digits is unreadable', () => {
    const payload = fixture('orders-paid', { line_items: [line('999999999999999', '2')] });
    expect(interpret(payload)).toEqual(unreadable(/beyond any order's money/));
  });
});

describe('the shop', () => {
  const at = (order_status_url: unknown) => fixture('orders-paid', { order_status_url });

  test.each([
    'https://clone.myshopify.com/1',
    'https://CLONE.myshopify.com/1',
    'https://x.demo-shopify.myshopify.com/1',
  ])('%s is another shop', (url) => {
    expect(interpret(at(url))).toEqual({ kind: 'skipped', because: 'otherShop', order: '6100000000001' });
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
    expect(interpret(at(url), { shopDomain: 'Demo-Shopify.myshopify.com' })).toMatchObject(
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
    expect(interpret(payload)).toMatchObject(facts({ customer, standing: { kind: 'due' } }));
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
    ['line_items.0.price', { line_items: [{ price: 'free', quantity: '1' }] }],
    ['line_items.0.quantity', { line_items: [{ price: '1', quantity: '1.5' }] }],
    ['line_items.0.quantity', { line_items: [{ price: '1', quantity: '-1' }] }],
    ['line_items.0', { line_items: [null] }],
    ['refunds', { refunds: {} }],
    ['refunds.0.transactions', { refunds: [{ id: '1' }] }],
    ['test', { test: 'yes' }],
  ])('%s of %j', (path, fields) => {
    const result = interpret(fixture('orders-paid', fields));
    expect(result).toEqual({ kind: 'unreadable', because: expect.stringContaining(path) });
  });
});
