import { describe, expect, it } from 'vitest';
import { recorded, recordedNames } from '../../fixtures/load.ts';
import { pointsOf, rule, sentTo, woocommerce } from './by-hand/stores.ts';
import { woo } from './by-hand/woocommerce-bodies.ts';
import { expectedOutcome } from './oracle/expected-outcome.ts';
import { field, parseJson, text } from './oracle/json.ts';
import { compare, rational, roundTo, roundUnsigned } from './oracle/rational.ts';

describe('woocommerce, by hand', () => {
  it('30 eligible of 90, refunded 3 × 20, leaves 10', () => {
    expect(pointsOf(woocommerce, woo('90.00', '30.00', 1, ['20.00', '20.00', '20.00']))).toBe(10);
    expect(pointsOf(woocommerce, woo('90.00', '30.00', 1, ['60.00', '30.00']))).toBe(0);
  });

  it('the newest list of refunds is the set, an absent one is no list', () => {
    const [before, after] = [woo('100.00', '100.00', 1, ['40.00']), woo('100.00', '100.00', 2, [])];
    expect(pointsOf(woocommerce, before)).toBe(60);
    expect(pointsOf(woocommerce, before, after)).toBe(100);
    expect(pointsOf(woocommerce, after, before)).toBe(100);
    expect(pointsOf(woocommerce, before, woo('100.00', '100.00', 2, null))).toBe(60);
  });

  it('of one second the later arrival counts', () => {
    const [shown, gone] = [woo('100.00', '100.00', 1, ['40.00']), woo('100.00', '100.00', 1, [])];
    expect(pointsOf(woocommerce, shown, gone)).toBe(100);
    expect(pointsOf(woocommerce, gone, shown)).toBe(60);
  });

  it('ghosts count for nothing', () => {
    const ghosts = [
      { id: 0, total: '-0.00' },
      { id: 5, total: '-0.00' },
    ];
    expect(pointsOf(woocommerce, { ...woo('100.00', '100.00', 1, []), refunds: ghosts })).toBe(100);
  });

  it('cancelled takes all back and a late payment gives it again', () => {
    const paid = woo('100.00', '100.00', 1, []);
    const cancelled = woo('100.00', '100.00', 2, [], { status: 'cancelled' });
    expect(pointsOf(woocommerce, paid, cancelled)).toBe(0);
    expect(pointsOf(woocommerce, paid, cancelled, woo('100.00', '100.00', 3, []))).toBe(100);
    expect(pointsOf(woocommerce, paid, woo('100.00', '100.00', 3, [], { status: 'shipped' }))).toBe(100);
    expect(pointsOf(woocommerce, paid, woo('100.00', '100.00', 3, [], { status: 'trash' }))).toBe(100);
  });

  it('negative fees lower the eligible amount, with their own tax', () => {
    const fees = {
      fee_lines: [
        { total: '-10.00', total_tax: '-2.00' },
        { total: '7.00', total_tax: '1.00' },
      ],
    };
    expect(pointsOf(woocommerce, woo('96.00', '100.00', 1, [], fees))).toBe(90);
    const withTax = { ...woocommerce, rules: [rule({ tax: 'included' })] };
    expect(pointsOf(withTax, woo('96.00', '100.00', 1, [], fees))).toBe(88);
  });

  it('waits where only a deposit is paid, unless the store says otherwise', () => {
    const paid = woo('100.00', '100.00', 1, []);
    const standing = (status: string, settings: object = {}) =>
      pointsOf({ ...woocommerce, ...settings }, paid, woo('25.00', '25.00', 2, [], { status }));
    for (const status of ['partially-paid', 'partial-payment', 'deposit-paid']) {
      expect(standing(status)).toBe(0);
      expect(standing(status, { paidStatuses: ['processing', status] })).toBe(25);
    }
    expect(standing('awaiting-pickup')).toBe(25);
    expect(standing('awaiting-pickup', { notPaidStatuses: ['awaiting-pickup'] })).toBe(0);
    const both = { paidStatuses: ['awaiting-pickup'], notPaidStatuses: ['awaiting-pickup'] };
    expect(standing('awaiting-pickup', both)).toBe(25);
  });

  it('a sub-order earns only where the store says so', () => {
    const child = woo('100.00', '100.00', 1, [], { parent_id: 7 });
    expect(pointsOf(woocommerce, child)).toBe(0);
    expect(pointsOf({ ...woocommerce, subOrders: 'earn' }, child)).toBe(100);
  });

  it('float noise is no money, as text or as a number', () => {
    const ceil = { ...woocommerce, rules: [rule({ rounding: 'ceil' })] };
    for (const noisy of ['472.00000000000006', 472.00000000000006]) {
      expect(pointsOf(ceil, woo('472.00', noisy, 1, []))).toBe(472);
    }
    expect(pointsOf(ceil, woo('472.00', 4.7200000000000006e2, 1, []))).toBe(472);
    expect(pointsOf(woocommerce, woo('472.00', '471.999999999999', 1, []))).toBe(471);
    expect(pointsOf(woocommerce, woo('472.00', '471.9999999999995', 1, []))).toBe(472);
    expect(pointsOf(ceil, woo('472.00', 4e-13, 1, []))).toBe(0);
  });

  it('empty text for a tax or a fee is zero', () => {
    const withTax = { ...woocommerce, rules: [rule({ tax: 'included' })] };
    const empty = {
      line_items: [{ id: 2, total: '100.00', total_tax: '' }],
      fee_lines: [{ id: 3, total: '', total_tax: '' }],
    };
    expect(pointsOf(withTax, woo('100.00', '0', 1, [], empty))).toBe(100);
  });

  it('a copy of the shop says nothing', () => {
    const copy = { _links: { self: [{ href: 'https://staging.store.example.com/wp-json/wc/v3/orders/1' }] } };
    expect(sentTo(woocommerce, woo('100.00', '100.00', 1, [], copy))?.verdict).toBe('no order');
  });
});

describe('recorded WooCommerce deliveries', () => {
  it('end where hand reckoning says', () => {
    const deliveries = recordedNames.map((name) => {
      const body = Buffer.from(recorded(name.slice(0, 3)).rawBody).toString('utf8');
      return { body, orderId: text(parseJson(body), 'id') ?? '' };
    });
    const customers = new Map(
      deliveries.map(({ body, orderId }) => [orderId, text(field(parseJson(body), 'billing') ?? null, 'email')]),
    );
    const posted: Record<string, number> = {};
    for (const [orderId, outcome] of expectedOutcome({ store: woocommerce, deliveries })) {
      const [customer = customers.get(orderId) ?? 'nobody'] = outcome.customers;
      posted[customer] = (posted[customer] ?? 0) + outcome.posted;
    }
    expect(posted).toEqual({
      'noor.devries@example.com': 137,
      'guest.b@example.com': 7,
      'fee@example.com': 52,
      'quinn@example.com': 6,
      'guus.gast@example.com': 0,
      'yen@example.com': 0,
      'free@example.com': 0,
      nobody: 0,
    });
  });
});

describe('exact fractions', () => {
  it.each([
    ['floor', '2.5', 2],
    ['half-up', '2.5', 3],
    ['half-up', '2.4999', 2],
    ['ceil', '2.0001', 3],
    ['ceil', '2.000', 2],
  ] as const)('%s of %s is %i', (rounding, amount, expected) => {
    expect(Number(roundUnsigned(rational(amount), rounding))).toBe(expected);
  });

  it.each([
    ['-1.00000000005', 10, '-1.0000000001'],
    ['1.00000000004', 10, '1'],
    ['5e-3', 2, '0.01'],
  ])('%s to %i places is %s', (amount, places, expected) => {
    expect(compare(roundTo(rational(amount), places), rational(expected))).toBe(0);
  });
});
