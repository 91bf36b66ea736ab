import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { WooCommerceStore } from '../../../src/domain/store.ts';
import { interpretWooCommerce } from '../../../src/platforms/woocommerce/interpret-woocommerce.ts';
import { payloadOf, recorded } from '../../fixtures/load.ts';
import { mutated } from '../../fixtures/mutated.ts';
import { demoStore } from '../../support/woocommerce-store.ts';

/** Order 18, `processing`, paid 2026-11-22T19:58:37Z, lines 39.98 + 12.50, total 68.00 EUR. */
const paid = payloadOf(recorded('007').rawBody);

function interpret(payload: unknown, store: Partial<WooCommerceStore> = {}, topic: string | null = 'order.updated') {
  return interpretWooCommerce({
    payload,
    topic,
    bodyHash: 'made-up-hash',
    receivedAtMs: 7,
    store: { ...demoStore, ...store },
  });
}

function without(...keys: string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(paid).filter(([key]) => !keys.includes(key)));
}

const facts = (expected: object) => ({ kind: 'facts', facts: expected });
const notDue = (because: string) => facts({ standing: { kind: 'notEntitled', because }, money: null });
const unreadable = (because: RegExp) => ({ kind: 'unreadable', because: expect.stringMatching(because) });

describe('what a body is', () => {
  test.each(['coupon.updated', 'product.created', 'customer.updated', 'action.woocommerce_refund_created', ''])(
    'topic %j is not used',
    (topic) => {
      expect(interpret(paid, {}, topic)).toEqual({ kind: 'nothing', because: 'topicNotUsed' });
    },
  );

  test.each([
    [
      'a custom action',
      { action: 'woocommerce_refund_created', arg: '49' },
      { kind: 'nothing', because: 'topicNotUsed' },
    ],
    ['an id alone', { id: '40' }, { kind: 'nothing', because: 'trashedOrder', order: '40' }],
    [
      'an error body',
      {
        code: 'woocommerce_rest_cannot_view',
        message: 'Sorry, you cannot view this resource.',
        data: { status: '401' },
      },
      { kind: 'skipped', because: 'errorBody' },
    ],
    ['a legacy wrapper', { order: paid }, unreadable(/set the webhook's API version to WP REST API v3/)],
    ['an empty object', {}, unreadable(/not an order/)],
    ['an id that is no number', { id: 'x' }, unreadable(/not an order/)],
    ['a product', { id: '11', status: 'publish', name: 'Mug' }, unreadable(/topics/)],
    ['an order without its lines', without('line_items'), unreadable(/not an order/)],
    ['null', null, unreadable(/not a JSON object/)],
    ['a list', [paid], unreadable(/not a JSON object/)],
    ['text', 'webhook_id=1', unreadable(/not a JSON object/)],
    ['a number', 1, unreadable(/not a JSON object/)],
  ])('%s', (_name, payload, expected) => {
    expect(interpret(payload, {}, null)).toEqual(expected);
    expect(interpret(payload)).toEqual(expected);
  });

  test.each(['checkout-draft', 'auto-draft', 'draft', 'new'])('%s is no order yet', (status) => {
    expect(interpret({ ...paid, status })).toEqual({ kind: 'nothing', because: 'draftOrder', order: '18' });
  });

  test('a trashed order says nothing', () => {
    expect(interpret({ ...paid, status: 'trash' })).toEqual({ kind: 'nothing', because: 'trashedOrder', order: '18' });
  });
});

describe('the shop', () => {
  test.each(['https://staging.example.com', 'https://store.example.com:8443', 'https://example.com'])(
    'a body of another host than %s is of another shop, which says when it described which order',
    (siteUrl) => {
      // The fixture's `date_modified_gmt`; WooCommerce's bodies have no rank.
      const body = {
        observedAtMs: Date.parse('2026-11-22T19:58:37Z'),
        arrivedAtMs: 7,
        rank: null,
        hash: 'made-up-hash',
      };
      expect(interpret(paid, { siteUrls: [siteUrl] })).toEqual({
        kind: 'otherShop',
        host: 'store.example.com',
        setting: 'siteUrl',
        described: { order: '18', body },
      });
    },
  );

  test.each([
    'https://STORE.example.com/',
    'http://store.example.com/shop',
    'https://store.example.com:443',
    'https://www.store.example.com',
    'https://WWW.Store.example.com/',
  ])('%s is the same host', (siteUrl) => {
    expect(interpret(paid, { siteUrls: [siteUrl] })).toMatchObject(facts({ order: '18' }));
  });

  const from = (href: string) => ({ ...paid, _links: { self: [{ href }] } });

  test.each(['https://www.store.example.com/x', 'https://WWW.STORE.EXAMPLE.COM/x'])(
    'a body of %s is its own',
    (href) => {
      expect(interpret(from(href), {})).toMatchObject(facts({ order: '18' }));
    },
  );

  test.each([
    'https://www2.store.example.com/x',
    'https://www.store.example.com.evil.example/x',
    'https://store.example.com:8443/x',
  ])('a body of %s is not', (href) => {
    expect(interpret(from(href), {})).toMatchObject({
      kind: 'otherShop',
      host: new URL(href).host.replace(/^www\./, ''),
    });
  });

  test('one of several is the store', () => {
    const siteUrls = ['https://old.example.com', 'https://store.example.com'];
    expect(interpret(paid, { siteUrls })).toMatchObject(facts({ order: '18' }));
    expect(interpret(from('https://www.old.example.com/x'), { siteUrls })).toMatchObject(facts({ order: '18' }));
    expect(interpret(from('https://third.example.com/x'), { siteUrls })).toMatchObject({ kind: 'otherShop' });
  });

  test('what another shop shows of its host is safe to show', () => {
    const odd = interpret(from(`https://${'x'.repeat(300)}"{}~.example/x`), {});
    expect(odd).toMatchObject({ kind: 'otherShop', host: expect.stringMatching(/^x{253}$/) });
    expect(interpret(from('https://a"b\'c.example/x'), {})).toMatchObject({ host: 'a?b?c.example' });
    expect(interpret(from('https://bücher.example/x'), {})).toMatchObject({ host: 'xn--bcher-kva.example' });
  });

  test('an order of another shop that cannot be read is described by nothing', () => {
    const unread = { ...from('https://staging.example.com/x'), date_modified_gmt: 'yesterday' };
    const host = 'staging.example.com';
    expect(interpret(unread, {})).toEqual({ kind: 'otherShop', host, setting: 'siteUrl', described: null });
  });

  test.each(['trash', 'checkout-draft'])(
    'an order of another shop that is %s says nothing, and takes no place',
    (status) => {
      expect(interpret({ ...from('https://staging.example.com/x'), status }, {})).toMatchObject({ kind: 'nothing' });
    },
  );

  test.each([
    ['absent', undefined],
    ['empty', {}],
    ['a list', []],
    ['no list', { self: 'x' }],
    ['no URL', { self: [{ href: '/x' }] }],
    ['no address of the web', { self: [{ href: 'mailto:shop@other.example.com' }] }],
  ])('links that are %s say nothing about the shop', (_name, links) => {
    expect(interpret({ ...paid, _links: links }, { siteUrls: ['https://other.example.com'] })).toMatchObject(
      facts({ order: '18' }),
    );
  });
});

describe('standing', () => {
  const unpaidDate = { date_paid_gmt: null, date_completed_gmt: null };
  test.each([
    ['processing', {}, { kind: 'entitled' }],
    ['processing', unpaidDate, { kind: 'notEntitled', because: 'noPaymentDate' }],
    [
      'processing',
      { date_paid_gmt: null, date_completed_gmt: '2026-11-22T19:00:00' },
      { kind: 'notEntitled', because: 'noPaymentDate' },
    ],
    ['completed', {}, { kind: 'entitled' }],
    ['completed', { date_paid_gmt: null, date_completed_gmt: '2026-11-22T19:00:00' }, { kind: 'entitled' }],
    ['completed', unpaidDate, { kind: 'notEntitled', because: 'noPaymentDate' }],
    ['refunded', {}, { kind: 'returned' }],
    ['refunded', unpaidDate, { kind: 'notEntitled', because: 'noPaymentDate' }],
    ['cancelled', {}, { kind: 'notEntitled', because: 'cancelled' }],
    ['failed', {}, { kind: 'notEntitled', because: 'unpaid' }],
    ['pending', {}, { kind: 'notEntitled', because: 'unpaid' }],
    ['on-hold', {}, { kind: 'notEntitled', because: 'unpaid' }],
    ['shipped', {}, { kind: 'entitled' }],
    ['shipped', unpaidDate, { kind: 'notEntitled', because: 'noPaymentDate' }],
  ])('%s with %j', (status, dates, standing) => {
    const result = interpret({ ...paid, status, ...dates });
    expect(result).toMatchObject(facts({ standing }));
    expect(result.kind === 'facts' && result.facts.kind === 'order' && result.facts.money !== null).toBe(
      standing.kind !== 'notEntitled',
    );
  });

  test("the store's own paid statuses go first", () => {
    const onHold = { ...paid, status: 'on-hold' };
    expect(interpret(onHold, { paidStatuses: ['on-hold'] })).toMatchObject(facts({ standing: { kind: 'entitled' } }));
    expect(interpret({ ...onHold, date_paid_gmt: null }, { paidStatuses: ['on-hold'] })).toMatchObject(
      notDue('noPaymentDate'),
    );
    expect(interpret({ ...paid, status: 'processing' }, { paidStatuses: ['delivered'] })).toMatchObject(
      notDue('unpaid'),
    );
  });

  test.each([
    'partial-payment',
    'scheduled-payment',
    'pending-deposit',
    'partially-paid',
    'deposit',
    'partial-paid',
    'deposit-payment',
    'deposit-paid',
    'partial',
    'partial-pend',
    'partial-comp',
  ])('%s: a deposit waits for the rest, though it has a payment date', (status) => {
    const lists = { paidStatuses: [status], notPaidStatuses: [status] };
    expect(interpret({ ...paid, status })).toMatchObject(notDue('deposit'));
    expect(interpret({ ...paid, status }, lists)).toMatchObject(facts({ standing: { kind: 'entitled' } }));
  });

  test.each(['partial-complete', 'shipped', 'Deposit', ''])('%j is no deposit', (status) => {
    expect(interpret({ ...paid, status })).toMatchObject(facts({ standing: { kind: 'entitled' } }));
  });

  test("the store's own statuses that are not paid wait, too, unless they are among its paid ones", () => {
    const installment = { ...paid, status: 'installment' };
    expect(interpret(installment)).toMatchObject(facts({ standing: { kind: 'entitled' } }));
    expect(interpret(installment, { notPaidStatuses: ['installment'] })).toMatchObject(notDue('unpaid'));
    const both = { notPaidStatuses: ['installment', 'completed'], paidStatuses: ['installment'] };
    expect(interpret(installment, both)).toMatchObject(facts({ standing: { kind: 'entitled' } }));
    expect(interpret({ ...paid, status: 'completed' }, both)).toMatchObject(notDue('unpaid'));
  });

  test.each<[unknown, boolean]>([
    ['7', true],
    ['9007199254740993', true],
    ['0', false],
    ['-7', false],
    ['', false],
    [null, false],
    [undefined, false],
    [true, false],
    [['7'], false],
    ['7th', false],
  ])('an order whose parent is %j is a part of another: %s', (parent, isPart) => {
    const order = { ...paid, parent_id: parent };
    const due = facts({ standing: { kind: 'entitled' } });
    expect(interpret(order)).toMatchObject(isPart ? notDue('subOrder') : due);
    expect(interpret(order, { subOrders: 'earn' })).toMatchObject(due);
  });

  test('a part of another order waits and goes back like its parent, where the store lets it earn', () => {
    const earn = { subOrders: 'earn' } as const;
    const part = { ...paid, parent_id: '17' };
    expect(interpret({ ...part, status: 'refunded' })).toMatchObject(notDue('subOrder'));
    expect(interpret({ ...part, status: 'refunded' }, earn)).toMatchObject(facts({ standing: { kind: 'returned' } }));
    expect(interpret({ ...part, status: 'pending-deposit' }, earn)).toMatchObject(notDue('deposit'));
  });

  test('a refunded order is never due, whatever the store lists', () => {
    const store = { paidStatuses: ['processing', 'refunded'] };
    expect(interpret({ ...paid, status: 'refunded' }, store)).toMatchObject(facts({ standing: { kind: 'returned' } }));
  });

  test('another currency gives no points and no money', () => {
    expect(interpret({ ...paid, currency: 'USD' })).toMatchObject(notDue('otherCurrency'));
  });

  test('completed without date_paid counts from its completion', () => {
    const order = { ...paid, status: 'completed', date_paid_gmt: null, date_completed_gmt: '2026-11-22T19:00:00' };
    expect(interpret(order)).toMatchObject(facts({ money: { paidAtMs: Date.UTC(2026, 10, 22, 19) } }));
  });

  test('completed with both dates counts from its payment', () => {
    const order = { ...paid, status: 'completed', date_completed_gmt: '2026-11-23T08:00:00' };
    expect(interpret(order)).toMatchObject(facts({ money: { paidAtMs: Date.UTC(2026, 10, 22, 19, 58, 37) } }));
  });
});

describe('API v1', () => {
  const v1 = {
    ...without('date_modified_gmt', 'date_paid_gmt', 'date_completed_gmt', 'date_created_gmt'),
    date_created: '2026-11-22T19:58:35',
    date_modified: '2026-11-22T19:58:40',
    date_paid: '2026-11-22T19:58:37',
    refunds: [{ id: '19', refund: 'Chipped', total: '-5.00' }],
  };

  test('its plain times are UTC, and a refund has its reason under another key', () => {
    expect(interpret(v1)).toMatchObject(
      facts({
        identity: { createdAtMs: Date.UTC(2026, 10, 22, 19, 58, 35) },
        body: { observedAtMs: Date.UTC(2026, 10, 22, 19, 58, 40) },
        money: { paidAtMs: Date.UTC(2026, 10, 22, 19, 58, 37) },
        refunds: { kind: 'listed', refunds: [{ id: '19', amount: '5' }] },
      }),
    );
  });

  test('later versions never take the local time for UTC', () => {
    expect(interpret(without('date_paid_gmt'))).toMatchObject(notDue('noPaymentDate'));
  });
});

describe('money', () => {
  const line = (total: string, tax?: string | null) => ({ total, ...(tax === undefined ? {} : { total_tax: tax }) });

  test.each([
    ['keeps display decimals', [line('36.2758', '7.6179')], [], '36.2758', '7.6179'],
    ['adds without float noise', [line('0.10'), line('0.20')], [], '0.3', '0'],
    ['takes lines without tax', [line('5', null)], [], '5', '0'],
    ['takes off negative fees with their tax', [line('100.00', '21.00')], [line('-10.00', '-2.10')], '90', '18.9'],
    ['takes an empty tax for none', [line('5', '')], [line('-1', '')], '4', '0'],
    ['takes an empty fee for none', [line('5')], [line('')], '5', '0'],
    ['takes a float without its noise', [line('472.18500000000006', '1e-2')], [], '472.185', '0.01'],
    ['leaves a free fee out, even with a tax', [line('100.00')], [line('0.00', '0.50')], '100', '0'],
    ['leaves other fees out', [line('100.00', '21.00')], [line('3.00', '0.63')], '100', '21'],
    [
      'may fall below zero: the arithmetic sees to that',
      [line('10.00', '2.10')],
      [line('-15.00', '0.00')],
      '-5',
      '2.1',
    ],
    ['has no tax where it has no goods', [], [], '0', '0'],
  ])('%s', (_name, line_items, fee_lines, eligible, eligibleTax) => {
    expect(interpret({ ...paid, line_items, fee_lines })).toMatchObject(
      facts({ money: { goods: { kind: 'sum', eligible, eligibleTax } } }),
    );
  });

  test('absent fee lines are no fees', () => {
    expect(interpret(without('fee_lines'))).toMatchObject(facts({ money: { goods: { eligible: '52.48' } } }));
  });

  test('a sum beyond fifteen digits is unreadable, of amounts and of taxes', () => {
    const line_items = [line('999999999999999'), line('1')];
    expect(interpret({ ...paid, line_items })).toEqual(unreadable(/beyond any order's money/));
    const taxes = line_items.map(({ total }) => line('1', total));
    expect(interpret({ ...paid, line_items: taxes })).toEqual(unreadable(/beyond any order's money/));
  });
});

describe('refunds', () => {
  test('an absent key is not an empty list', () => {
    expect(interpret(without('refunds'))).toMatchObject(facts({ refunds: { kind: 'none' } }));
    expect(interpret({ ...paid, refunds: [] })).toMatchObject(facts({ refunds: { kind: 'listed', refunds: [] } }));
  });

  test('null says as little as an absent key', () => {
    expect(interpret({ ...paid, refunds: null })).toMatchObject(facts({ refunds: { kind: 'none' } }));
  });

  test("PHP's object of refunds is their list", () => {
    const refunds = { 1: { id: '55', total: '-100.00' } };
    expect(interpret({ ...paid, refunds })).toMatchObject(
      facts({ refunds: { kind: 'listed', refunds: [{ id: '55', amount: '100' }] } }),
    );
  });

  test('anything else is unreadable, never taken for no refunds', () => {
    expect(interpret({ ...paid, refunds: 'x' })).toEqual(unreadable(/refunds/));
  });

  test('ghosts count for nothing', () => {
    const refunds = [
      { id: '0', total: '-16.00' },
      { id: '73', total: '-16.00' },
      { id: '74', total: '-0.00' },
      { id: '0', total: '-0.00' },
    ];
    expect(interpret({ ...paid, refunds })).toMatchObject(
      facts({ refunds: { kind: 'listed', refunds: [{ id: '73', amount: '16' }] } }),
    );
  });

  test('are in the order of their ids, however WooCommerce lists them', () => {
    const refunds = ['1000', '99', '9', '998'].map((id) => ({ id, total: `-${id}` }));
    const ordered = ['9', '99', '998', '1000'].map((id) => ({ id, amount: id }));
    expect(interpret({ ...paid, refunds })).toMatchObject(facts({ refunds: { kind: 'listed', refunds: ordered } }));
  });

  test('an id beyond 2^53 is kept', () => {
    const refunds = [{ id: '9007199254740993', total: '-1' }];
    const result = interpret({ ...paid, id: '9007199254740995', refunds });
    expect(result).toMatchObject(
      facts({ order: '9007199254740995', refunds: { refunds: [{ id: '9007199254740993', amount: '1' }] } }),
    );
  });
});

describe('the customer', () => {
  const billing = (fields: object) => ({ ...paid, billing: fields });

  test.each([
    [' Noor.deVries@Example.COM ', 'noor.devries@example.com'],
    ['jão@exámple.com', 'jão@exámple.com'],
    [`${'a'.repeat(242)}@example.com`, `${'a'.repeat(242)}@example.com`],
    [`${'a'.repeat(243)}@example.com`, null],
    ['', null],
    ['@', null],
    ['nobody', null],
    ['two words@example.com', null],
    ['line\nbreak@example.com', null],
    ['nul\u0000@example.com', null],
    ['half\ud800@example.com', null],
    [null, null],
    [['a@example.com'], null],
  ])('e-mail %j is %j', (email, customer) => {
    expect(interpret(billing({ email }))).toMatchObject(facts({ customer, standing: { kind: 'entitled' } }));
  });

  test.each([[null], [[]], ['x'], [undefined]])('billing %j names none', (fields) => {
    expect(interpret({ ...paid, billing: fields })).toMatchObject(facts({ customer: null }));
  });

  test.each([
    ['2', '2'],
    ['9007199254740993', '9007199254740993'],
    ['0', null],
    ['-1', null],
    [null, null],
  ])('platform id %j is %j', (customer_id, customer) => {
    expect(interpret({ ...paid, customer_id }, { customer: { by: 'platformId' } })).toMatchObject(facts({ customer }));
  });

  test.each([
    ['billing.cpf', { billing: { cpf: '123.456.789-09' } }, '12345678909'],
    ['billing.cnpj', { billing: { cpf: '', cnpj: '11.222.333/0001-81' } }, '11222333000181'],
    ['cpf before cnpj', { billing: { cpf: '12345678909', cnpj: '11222333000181' } }, '12345678909'],
    ['cpf in meta', { meta_data: [{ id: '1', key: '_billing_cpf', value: '123.456.789-09' }] }, '12345678909'],
    ['cnpj in meta', { meta_data: [{ key: '_billing_cnpj', value: '11.222.333/0001-81' }] }, '11222333000181'],
    [
      'meta as an object',
      { meta_data: { '0': { key: 'x', value: 'y' }, '3': { key: '_billing_cpf', value: '1-2' } } },
      '12',
    ],
    ['meta with other values', { meta_data: [{ key: '_billing_cpf', value: ['123'] }, null, 'x'] }, null],
    ['a document with letters', { billing: { cpf: '12.ABC.345/01DE-35' } }, null],
    ['none', { meta_data: null }, null],
  ])('document: %s', (_name, fields, customer) => {
    expect(interpret({ ...paid, ...fields }, { customer: { by: 'document' } })).toMatchObject(facts({ customer }));
  });
});

describe('an order that names no customer says where one was looked for', () => {
  const lookedFor = (fields: object, by: WooCommerceStore['customer']['by']) => {
    const read = interpret({ ...paid, ...fields }, { customer: { by } });
    return read.kind === 'facts' ? read.lookedFor : read;
  };
  const WANTED = 'no document in billing.cpf, billing.cnpj, _billing_cpf or _billing_cnpj';

  test.each<[string, object, WooCommerceStore['customer']['by'], string]>([
    [
      'other names, among dozens of others',
      {
        billing: { first_name: 'Ana', email: 'ana@example.com', persontype: 'F' },
        meta_data: [{ key: 'billing_CPF', value: '12345678909' }, { key: '_wc_cart', value: 'x' }, null],
      },
      'document',
      `${WANTED}; the order's own: "persontype", "billing_CPF"`,
    ],
    ['none', { billing: { email: 'ana@example.com' }, meta_data: [] }, 'document', `${WANTED}; the order's own: none`],
    ['a guest', { customer_id: '0' }, 'platformId', 'no customer_id but 0, which is a guest'],
    ['no address', { billing: { email: '' } }, 'email', 'no usable address in billing.email'],
  ])('%s', (_, fields, by, expected) => {
    expect(lookedFor(fields, by)).toBe(expected);
  });

  test('and the ledger keeps the names of the fields there were', () => {
    const standing = (by: WooCommerceStore['customer']['by']) => {
      const fields = { customer_id: '0', billing: { persontype: 'F', city: 'Recife' }, meta_data: [] };
      const read = interpret({ ...paid, ...fields }, { customer: { by } });
      return read.kind === 'facts' && read.facts.kind === 'order' ? read.facts.standing : read;
    };
    expect(standing('document')).toEqual({ kind: 'entitled', attributes: { shown: ['persontype'], others: 0 } });
    expect(standing('platformId')).toEqual({ kind: 'entitled' });
  });

  test('and one that names a customer says nothing', () => {
    expect(lookedFor({ billing: { cpf: '12345678909' } }, 'document')).toBeUndefined();
  });
});

describe('bodies that cannot be read', () => {
  test.each([
    ['total', { total: '1e999' }],
    ['total', { total: 'NaN' }],
    ['total', { total: '' }],
    ['total', { total: null }],
    ['id', { id: '0' }],
    ['id', { id: '18; drop' }],
    ['id', { id: { $gt: '' } }],
    ['currency', { currency: null }],
    ['date_modified_gmt', { date_modified_gmt: null }],
    ['date_modified_gmt', { date_modified_gmt: '2026-13-45T99:99:99' }],
    ['date_paid_gmt', { date_paid_gmt: 'yesterday' }],
    ['line_items', { line_items: 'x' }],
    ['line_items.0.total', { line_items: [{ total: '1,50' }] }],
    ['line_items.0.total', { line_items: [{ total: '' }] }],
    [
      'refunds.1.total',
      {
        refunds: [
          { id: '1', total: '-1' },
          { id: '2', total: null },
        ],
      },
    ],
    ['refunds.0', { refunds: [null] }],
  ])('%s of %j', (path, fields) => {
    const result = interpret({ ...paid, ...fields });
    expect(result).toMatchObject({ kind: 'unreadable' });
    expect(result.kind === 'unreadable' && result.because).toContain(path);
  });
});

describe('any value', () => {
  const stores = fc.constantFrom<Partial<WooCommerceStore>>(
    {},
    { customer: { by: 'platformId' } },
    { customer: { by: 'document' } },
    { paidStatuses: [] },
  );
  const topics = fc.constantFrom(null, 'order.updated', 'order.deleted', 'coupon.updated', '__proto__');

  test('comes to something', () => {
    fc.assert(
      fc.property(fc.jsonValue(), stores, topics, (payload, store, topic) => {
        expect(interpret(payload, store, topic)).toHaveProperty('kind');
      }),
    );
  });

  test.each(['007', '022', '011'])('made of %s comes to something, and its refusal quotes nothing', (number) => {
    fc.assert(
      fc.property(mutated(payloadOf(recorded(number).rawBody)), stores, topics, (payload, store, topic) => {
        const result = interpret(payload, store, topic);
        if (result.kind !== 'facts') expect(JSON.stringify(result)).not.toMatch(/@|wc_order_|Bedachtelaan/);
      }),
      { numRuns: 400 },
    );
  });
});
