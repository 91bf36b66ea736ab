import { describe, expect, test } from 'vitest';
import { both, facts, fixture, interpret } from './interpreting.ts';

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

describe('refunds/create', () => {
  test('whose lines agree with its money', () => {
    expect(refundOf('refunds-create-partial')).toEqual(
      facts({
        kind: 'refund',
        order: '6100000000001',
        refund: {
          id: '9100000000001',
          transactions: [tx('7200000000001', '55.00')],
          shipping: [],
          lines: [{ id: '9200000000002', excluded: false, subtotal: both('50.00'), tax: both('5.00') }],
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
          shipping: [
            { id: '9300000000001', source: 'line', amount: both('15'), tax: both('0') },
            { id: '9400000000001', source: 'adjustment', amount: both('15'), tax: both('0') },
          ],
          rate: both('15'),
        },
      }),
    );
  });

  test('of money only: the discrepancy gives the rate and no shipping', () => {
    expect(refundOf('refunds-create-money-only')).toMatchObject(
      facts({ refund: { transactions: [tx('7200000000003', '10.00')], lines: [], shipping: [], rate: both('10') } }),
    );
  });

  test('without money', () => {
    expect(refundOf('refunds-create-restock-only')).toMatchObject(
      facts({ refund: { transactions: [], lines: [{ subtotal: both('50.00') }] } }),
    );
  });

  test('whose lines come to more than its money keeps both', () => {
    expect(refundOf('refunds-create-lines-exceed-transaction')).toMatchObject(
      facts({
        refund: {
          transactions: [tx('7200000000005', '100.00')],
          lines: [
            { id: '9200000000004', subtotal: both('180.00'), tax: both('18.00') },
            { id: '9200000000005', subtotal: both('50.00'), tax: both('5.00') },
          ],
          rate: both('180'),
        },
      }),
    );
  });

  test('pending, in two currencies', () => {
    expect(refundOf('refunds-create-pending-two-currencies')).toMatchObject(
      facts({
        order: '6100000000002',
        refund: {
          transactions: [tx('7200000000006', '110.00', 'pending', 'USD')],
          lines: [{ subtotal: both('500.00', '100.00'), tax: both('50.00', '10.00') }],
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
    ['transactions.0.amount', raw({ amount: '1e3' })],
    ['transactions.0.amount', raw({ amount: null })],
    ['transactions.0.amount', raw({ amount: '-5.00' })],
    ['transactions.0', null],
  ])('%s cannot be read', (path, transaction) => {
    expect(transactions(transaction)).toEqual({ kind: 'unreadable', because: expect.stringContaining(path) });
  });
});

describe('lines and shipping of a refund', () => {
  const set = (shop: string, presentment?: string) => ({
    shop_money: { amount: shop },
    ...(presentment === undefined ? {} : { presentment_money: { amount: presentment } }),
  });

  test("plain amounts are the shop's and show no rate", () => {
    const refund_line_items = [{ id: '4', subtotal: '161.25', total_tax: '0.0', line_item: null }];
    expect(refundOf('refunds-create-partial', { refund_line_items })).toMatchObject(
      facts({
        refund: { lines: [{ id: '4', excluded: false, subtotal: both('161.25'), tax: both('0.0') }], rate: null },
      }),
    );
  });

  test('a set counts where the plain amount carries float noise', () => {
    const refund_line_items = [
      { subtotal: '143.96999999999997', subtotal_set: set('143.97', '110.01'), total_tax_set: set('1', '2') },
    ];
    expect(refundOf('refunds-create-partial', { refund_line_items })).toMatchObject(
      facts({
        refund: {
          lines: [{ subtotal: both('143.97', '110.01'), tax: both('1', '2') }],
          rate: both('143.97', '110.01'),
        },
      }),
    );
  });

  test('entries without an id are named by their place', () => {
    const fields = {
      refund_line_items: [{ subtotal: '1' }, { subtotal: '2' }],
      refund_shipping_lines: [{ subtotal_amount_set: set('3') }],
      order_adjustments: [
        { kind: 'refund_discrepancy', amount: '9' },
        { kind: 'shipping_refund', amount: '-3.00', tax_amount: '-0.30' },
      ],
    };
    expect(refundOf('refunds-create-partial', fields)).toMatchObject(
      facts({
        refund: {
          lines: [{ id: 'line-0', tax: both('0') }, { id: 'line-1' }],
          shipping: [
            { id: 'shipping-0', source: 'line', amount: both('3'), tax: both('0') },
            { id: 'adjustment-0', source: 'adjustment', amount: both('3'), tax: both('0.3') },
          ],
          rate: null,
        },
      }),
    );
  });

  test('shipping with its tax', () => {
    const refund_shipping_lines = [
      { id: '5', subtotal_amount_set: set('10.00', '2.00'), tax_amount_set: set('1.00', '0.20') },
    ];
    expect(refundOf('refunds-create-partial', { refund_shipping_lines, refund_line_items: [] })).toMatchObject(
      facts({ refund: { shipping: [{ amount: both('10', '2'), tax: both('1', '0.2') }], rate: both('10', '2') } }),
    );
  });

  test('gift cards and tips are told apart from goods', () => {
    const line = (line_item: object) => ({ subtotal: '1', line_item });
    const refund_line_items = [
      line({ gift_card: true }),
      line({ gift_card: false, tip_payment_gateway: null }),
      line({ gift_card: false }),
    ];
    expect(refundOf('refunds-create-partial', { refund_line_items })).toMatchObject(
      facts({ refund: { lines: [{ excluded: true }, { excluded: true }, { excluded: false }] } }),
    );
  });

  test('the largest pair without a zero gives the rate', () => {
    const fields = {
      refund_line_items: [
        { subtotal_set: set('0.00', '0.00') },
        { subtotal_set: set('900.00', '0.00') },
        { subtotal_set: set('10.00', '2.00') },
      ],
      order_adjustments: [{ kind: 'refund_discrepancy', amount_set: set('-50.00', '-9.99') }],
    };
    expect(refundOf('refunds-create-partial', fields)).toMatchObject(facts({ refund: { rate: both('50', '9.99') } }));
  });

  test('lists may be null or absent', () => {
    const nulls = { refund_line_items: null, refund_shipping_lines: undefined, order_adjustments: null };
    expect(refundOf('refunds-create-partial', nulls)).toMatchObject(
      facts({ refund: { lines: [], shipping: [], rate: null } }),
    );
  });

  test.each([
    ['order_id', { order_id: null }],
    ['order_id', { order_id: 'x' }],
    ['id', { id: null, admin_graphql_api_id: null }],
    ['transactions', { transactions: null }],
    ['refund_line_items.0.subtotal', { refund_line_items: [{ subtotal: '1e3' }] }],
    ['refund_line_items.0.subtotal', { refund_line_items: [{ subtotal: null }] }],
    ['refund_line_items.0.total_tax', { refund_line_items: [{ subtotal: '1', total_tax: 'NaN' }] }],
    ['refund_shipping_lines.0.subtotal_amount_set', { refund_shipping_lines: [{ id: '1' }] }],
    ['order_adjustments.0.amount', { order_adjustments: [{ kind: 'shipping_refund' }] }],
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
