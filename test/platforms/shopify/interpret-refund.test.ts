import { describe, expect, test } from 'vitest';
import { both, facts, fixture, interpret } from '../../support/shopify/interpreting.ts';

const tx = (id: string, amount: string, status = 'success', currency: string | null = 'BRL') => ({
  id,
  status,
  amount,
  currency,
});

/** The facts of a refund fixture. */
function refundOf(name: string, fields: object = {}) {
  return interpret(fixture(name, fields), {}, 'refunds/create');
}

/** A line with nothing but what is said. */
const line = (id: string, units: number, amount: string, tax: string) => ({
  line: id,
  isTip: false,
  units,
  amount,
  tax,
});

describe('refunds/create', () => {
  test('whose lines agree with its money', () => {
    expect(refundOf('refunds-create-partial')).toEqual(
      facts({
        kind: 'refund',
        order: '6100000000001',
        refund: {
          id: '9100000000001',
          transactions: [tx('7200000000001', '55.00')],
          lines: [line('1400000000002', 1, '50.00', '5.00')],
          shippingLines: null,
          shippingAdjustments: null,
          discrepancy: '0',
          duties: '0',
          rate: both('50'),
        },
      }),
    );
  });

  test('of shipping only, told twice', () => {
    expect(refundOf('refunds-create-shipping-only')).toMatchObject(
      facts({
        refund: {
          transactions: [tx('7200000000002', '15.00')],
          lines: [],
          shippingLines: { amount: '15', tax: '0' },
          shippingAdjustments: { amount: '15', tax: '0' },
          discrepancy: '0',
          rate: both('15'),
        },
      }),
    );
  });

  test('of money only: the shop gave it for no line', () => {
    expect(refundOf('refunds-create-money-only')).toMatchObject(
      facts({
        refund: {
          transactions: [tx('7200000000003', '10.00')],
          lines: [],
          shippingLines: null,
          shippingAdjustments: null,
          discrepancy: '-10',
          rate: both('10'),
        },
      }),
    );
  });

  test('without money', () => {
    expect(refundOf('refunds-create-restock-only')).toMatchObject(
      facts({ refund: { transactions: [], lines: [line('1400000000002', 1, '50.00', '5.00')] } }),
    );
  });

  test('whose lines come to more than its money keeps both', () => {
    expect(refundOf('refunds-create-lines-exceed-transaction')).toMatchObject(
      facts({
        refund: {
          transactions: [tx('7200000000005', '100.00')],
          lines: [line('1400000000001', 2, '180.00', '18.00'), line('1400000000002', 1, '50.00', '5.00')],
          rate: both('180'),
        },
      }),
    );
  });

  test('pending, in two currencies: what its lines came to is kept back until then', () => {
    expect(refundOf('refunds-create-pending-two-currencies')).toMatchObject(
      facts({
        order: '6100000000002',
        refund: {
          transactions: [tx('7200000000006', '110.00', 'pending', 'USD')],
          lines: [line('1400000000003', 1, '500.00', '50.00')],
          discrepancy: '550',
          rate: both('550', '110'),
        },
      }),
    );
  });
});

describe('transactions of a refund', () => {
  const raw = (fields: object) => ({
    id: '1',
    kind: 'refund',
    status: 'success',
    amount: '5.00',
    currency: null,
    ...fields,
  });
  const transactions = (...list: unknown[]) => refundOf('refunds-create-partial', { transactions: list });

  test('only those of kind refund give money back', () => {
    const others = ['void', 'sale', 'capture', 'authorization', null].map((kind) => ({ kind }));
    expect(transactions(...others, raw({ id: '2' }))).toMatchObject(
      facts({ refund: { transactions: [tx('2', '5.00', 'success', null)] } }),
    );
  });

  test.each([
    ['success', 'success'],
    ['pending', 'pending'],
    ['failure', 'failure'],
    ['error', 'error'],
    ['awaiting_response', 'other'],
    [null, 'other'],
  ])('status %j is %s', (status, expected) => {
    expect(transactions(raw({ status }))).toMatchObject(facts({ refund: { transactions: [{ status: expected }] } }));
  });

  test('ids beyond 2^53 come from the global id', () => {
    const transaction = raw({
      id: '245135271310201200',
      admin_graphql_api_id: 'gid://shopify/OrderTransaction/245135271310201194',
    });
    expect(transactions(transaction)).toMatchObject(
      facts({ refund: { transactions: [{ id: '245135271310201194' }] } }),
    );
  });

  test.each([
    ['transactions.0.id', raw({ id: null })],
    ['transactions.0.amount', raw({ amount: '1e16' })],
    ['transactions.0.amount', raw({ amount: null })],
    ['transactions.0.amount', raw({ amount: '-5.00' })],
    ['transactions.0', null],
  ])('%s cannot be read', (path, transaction) => {
    expect(transactions(transaction)).toEqual({ kind: 'unreadable', because: expect.stringContaining(path) });
  });
});

const set = (shop: string, presentment?: string) => ({
  shop_money: { amount: shop },
  ...(presentment === undefined ? {} : { presentment_money: { amount: presentment } }),
});

describe('lines of a refund', () => {
  const linesOf = (...refund_line_items: object[]) => refundOf('refunds-create-partial', { refund_line_items });

  test("plain amounts are the shop's and show no rate", () => {
    const plain = { line_item_id: '4', quantity: '2', subtotal: '161.25', total_tax: '0.0', line_item: null };
    expect(linesOf(plain)).toMatchObject(facts({ refund: { lines: [line('4', 2, '161.25', '0.0')], rate: null } }));
  });

  test('a set counts where the plain amount carries float noise', () => {
    const noisy = {
      line_item_id: '4',
      quantity: '1',
      subtotal: '143.96999999999997',
      subtotal_set: set('143.97', '110.01'),
      total_tax_set: set('1', '2'),
    };
    expect(linesOf(noisy)).toMatchObject(
      facts({ refund: { lines: [line('4', 1, '143.97', '1')], rate: both('143.97', '110.01') } }),
    );
  });

  test('a line without units or tax has none', () => {
    expect(linesOf({ line_item_id: '4', subtotal: '5' })).toMatchObject(
      facts({ refund: { lines: [line('4', 0, '5', '0')] } }),
    );
  });

  test('a line that is listed twice, as when some units are restocked, is one', () => {
    const twice = [
      { line_item_id: '4', quantity: '1', subtotal: '5.10', total_tax: '0.50' },
      { line_item_id: '5', quantity: '1', subtotal: '7' },
      { line_item_id: '4', quantity: '2', subtotal: '10.20', total_tax: '1.00' },
    ];
    expect(linesOf(...twice)).toMatchObject(
      facts({ refund: { lines: [line('4', 3, '15.3', '1.5'), line('5', 1, '7', '0')] } }),
    );
  });

  test.each([
    ['its own field first', { line_item_id: '4', line_item: { id: '5' } }, '4'],
    ['the line that it shows', { line_item: { id: '5' } }, '5'],
    [
      'its global id',
      { line_item: { id: '5', admin_graphql_api_id: 'gid://shopify/LineItem/9007199254740993' } },
      '9007199254740993',
    ],
    ['the line that it shows, where its own field is none', { line_item_id: '0', line_item: { id: '5' } }, '5'],
  ])('are named by %s', (_name, fields, expected) => {
    expect(linesOf({ subtotal: '1', ...fields })).toMatchObject(facts({ refund: { lines: [{ line: expected }] } }));
  });

  test('tips are told apart from goods', () => {
    const items = [{ gift_card: true }, { tip_payment_gateway: null }, { tip_payment_method: 'x' }, null];
    const lines = items.map((line_item, index) => ({ line_item_id: `${index + 1}`, subtotal: '1', line_item }));
    expect(linesOf(...lines)).toMatchObject(
      facts({ refund: { lines: [{ isTip: false }, { isTip: true }, { isTip: true }, { isTip: false }] } }),
    );
  });
});

describe('what a refund gives back beside its lines', () => {
  const refund = (fields: object) => refundOf('refunds-create-partial', { refund_line_items: [], ...fields });

  test('shipping lines, summed with their taxes', () => {
    const refund_shipping_lines = [
      { subtotal_amount_set: set('10.00', '2.00'), tax_amount_set: set('1.00', '0.20') },
      { subtotal_amount_set: set('5.50', '1.10') },
    ];
    expect(refund({ refund_shipping_lines })).toMatchObject(
      facts({ refund: { shippingLines: { amount: '15.5', tax: '1' }, rate: both('10', '2') } }),
    );
  });

  test('shipping adjustments, by their signs: −3.95 +3.95 −3.95 is 3.95', () => {
    const shipping = (amount: string, tax_amount?: string) => ({ kind: 'shipping_refund', amount, tax_amount });
    const order_adjustments = [shipping('-3.95', '-0.40'), shipping('3.95', '0.40'), shipping('-3.95', '-0.40')];
    expect(refund({ order_adjustments })).toMatchObject(
      facts({ refund: { shippingLines: null, shippingAdjustments: { amount: '3.95', tax: '0.4' }, discrepancy: '0' } }),
    );
    expect(refund({ order_adjustments: [shipping('-3.00'), shipping('3.00')] })).toMatchObject(
      facts({ refund: { shippingAdjustments: { amount: '0', tax: '0' } } }),
    );
  });

  test('discrepancies, summed by their signs with their tax, whether plain or as a set', () => {
    const order_adjustments = [
      { kind: 'refund_discrepancy', amount: '50.00', tax_amount: '5.00' },
      { kind: 'refund_discrepancy', amount: '9', amount_set: set('-20.00', '-4.00'), tax_amount_set: set('-2.00') },
      { kind: 'shipping_refund', amount: '-1.00' },
      { kind: null, amount: '-100.00' },
    ];
    expect(refund({ order_adjustments })).toMatchObject(
      facts({ refund: { discrepancy: '33', shippingAdjustments: { amount: '1', tax: '0' }, rate: both('20', '4') } }),
    );
  });

  test.each([
    ['duties', { duties: [{ amount_set: set('20.00', '4.00') }, { amount_set: set('1.50') }, {}] }, '21.5'],
    ['their total first', { duties: [{ amount_set: set('20.00') }], total_duties_set: set('19.00') }, '19'],
    ['additional fees', { total_additional_fees_set: set('3.00') }, '3'],
    ['both', { total_duties_set: set('19.00'), total_additional_fees_set: set('3.00') }, '22'],
    ['neither', { duties: null, total_duties_set: null, total_additional_fees_set: null }, '0'],
  ])('%s', (_name, fields, duties) => {
    expect(refund(fields)).toMatchObject(facts({ refund: { duties } }));
  });

  test.each<[string, object]>([
    ['one of them', { duties: [{ amount_set: set('20.00', '4.00') }, {}] }],
    ['their total', { total_duties_set: set('20.00', '4.00') }],
    ['additional fees', { total_additional_fees_set: set('20.00', '4.00') }],
  ])('show the exchange rate: %s', (_name, fields) => {
    expect(refund({ duties: [], total_duties_set: null, ...fields })).toMatchObject(
      facts({ refund: { rate: both('20', '4') } }),
    );
  });

  test("the pair that is largest in the customer's currency gives the rate, without a zero and without its sign", () => {
    const fields = {
      refund_line_items: ['0.00 0.00', '900.00 0.00', '0.00 900.00', '60.00 9.00'].map((pair, index) => {
        const [shop = '', presentment] = pair.split(' ');
        return { line_item_id: `${index + 1}`, subtotal_set: set(shop, presentment) };
      }),
      order_adjustments: [{ kind: 'refund_discrepancy', amount_set: set('-50.00', '-9.99') }],
    };
    expect(refund(fields)).toMatchObject(facts({ refund: { rate: both('50', '9.99') } }));
  });

  test("of pairs that are equal in the customer's currency, the one that is larger in the shop's", () => {
    const pairs = [set('50.00', '10.00'), set('50.02', '10.00'), set('50.01', '10.00')];
    const refund_shipping_lines = pairs.map((subtotal_amount_set) => ({ subtotal_amount_set }));
    expect(refund({ refund_shipping_lines })).toMatchObject(facts({ refund: { rate: both('50.02', '10') } }));
  });

  test('lists may be null or absent', () => {
    const nulls = { refund_line_items: null, refund_shipping_lines: undefined, order_adjustments: null };
    expect(refund(nulls)).toMatchObject(
      facts({
        refund: {
          lines: [],
          shippingLines: null,
          shippingAdjustments: null,
          discrepancy: '0',
          duties: '0',
          rate: null,
        },
      }),
    );
  });

  test.each([
    ['order_id', { order_id: null }],
    ['order_id', { order_id: 'x' }],
    ['id', { id: null, admin_graphql_api_id: null }],
    ['transactions', { transactions: null }],
    ['refund_line_items.0.line_item_id', { refund_line_items: [{ subtotal: '1' }] }],
    [
      'refund_line_items.0.line_item_id',
      { refund_line_items: [{ id: '1', line_item_id: 'x', line_item: {}, subtotal: '1' }] },
    ],
    ['refund_line_items.0.quantity', { refund_line_items: [{ line_item_id: '1', quantity: '-1', subtotal: '1' }] }],
    ['refund_line_items.0.subtotal', { refund_line_items: [{ line_item_id: '1', subtotal: '1e16' }] }],
    ['refund_line_items.0.subtotal', { refund_line_items: [{ line_item_id: '1', subtotal: null }] }],
    ['refund_line_items.0.total_tax', { refund_line_items: [{ line_item_id: '1', subtotal: '1', total_tax: 'NaN' }] }],
    ['refund_shipping_lines.0.subtotal_amount_set', { refund_shipping_lines: [{ id: '1' }] }],
    ['order_adjustments.0.amount', { order_adjustments: [{ kind: 'shipping_refund' }] }],
    ['order_adjustments.0.tax_amount', { order_adjustments: [{ kind: 'x', amount: '1', tax_amount: 'x' }] }],
    ['duties.0.amount_set', { duties: [{ amount_set: '5' }] }],
  ])('%s of %j cannot be read', (path, fields) => {
    expect(refundOf('refunds-create-partial', fields)).toEqual({
      kind: 'unreadable',
      because: expect.stringContaining(path),
    });
  });
});

describe('order_transactions/create', () => {
  const topic = 'order_transactions/create';

  test('brings the later status of a refund', () => {
    expect(interpret(fixture('order-transactions-create-refund-success'), {}, topic)).toEqual(
      facts({
        kind: 'transaction',
        order: '6100000000002',
        transaction: { id: '7200000000006', status: 'success' },
      }),
    );
  });

  test('of a sale is no refund', () => {
    expect(interpret(fixture('order-transactions-create-sale'), {}, topic)).toEqual({
      kind: 'nothing',
      because: 'notARefund',
      order: '6100000000001',
    });
  });

  test.each([
    ['order_id', { order_id: null }],
    ['id', { id: null, admin_graphql_api_id: null }],
  ])('without %s cannot be read', (path, fields) => {
    const payload = fixture('order-transactions-create-refund-success', fields);
    expect(interpret(payload, {}, topic)).toEqual({ kind: 'unreadable', because: expect.stringContaining(path) });
  });
});
