import { describe, expect, it } from 'vitest';
import type { ShopifyStore, Store, WooCommerceStore } from '../../src/configuration/store.ts';
import type { Campaign, PointsRule } from '../../src/points/points-rule.ts';
import { recorded, recordedNames } from '../fixtures/load.ts';
import { decimal } from './histories/store.ts';
import { expectedOutcome } from './oracle/expected-outcome.ts';
import { field, parseJson, text } from './oracle/json.ts';
import { rational, roundUnsigned } from './oracle/rational.ts';

const PAID_MS = Date.parse('2026-05-04T12:00:00Z');

const rule = (changes: Partial<PointsRule> = {}): PointsRule => ({
  version: 'v1',
  fromMs: 0,
  pointsPerUnit: decimal('1'),
  rounding: 'floor',
  minimumOrder: decimal('0'),
  maximumPoints: null,
  tax: 'excluded',
  holdDays: 0,
  ...changes,
});

const campaign = (multiplier: string, fromMs: number, toMs: number): Campaign => ({
  name: multiplier,
  fromMs,
  toMs,
  multiplier: decimal(multiplier),
});

const common = {
  id: 'shop',
  account: 'main',
  currency: 'EUR',
  awardFromMs: 0,
  orderPrefix: '',
  rules: [rule()],
  campaigns: [],
  onUnknownCustomer: 'retry',
  onInsufficientBalance: 'park',
  settlement: 'inline',
  customerReason: { award: null, reversal: null },
  usedKey: { codeNames: [], errorCodes: [], messages: [] },
  unknownCustomer: { codeNames: [], errorCodes: [], messages: [] },
  insufficientBalance: { codeNames: [], errorCodes: [], messages: [] },
  customer: { by: 'email' },
} as const;

const shopify: ShopifyStore = { ...common, platform: 'shopify', shopDomain: 'a.myshopify.com', allowTestOrders: false };
const woocommerce: WooCommerceStore = {
  ...common,
  platform: 'woocommerce',
  siteUrl: 'https://store.example.com',
  paidStatuses: ['processing'],
};

const sentTo = (store: Store, ...bodies: readonly object[]) =>
  expectedOutcome({ store, deliveries: bodies.map((body) => ({ orderId: '1', body: JSON.stringify(body) })) }).get('1');

const pointsOf = (store: Store, ...bodies: readonly object[]): number | undefined => sentTo(store, ...bodies)?.posted;

/** `2:1` has two of presentment for one of the shop. */
const set = (amount: string, presentment = amount) => ({
  shop_money: { amount, currency_code: 'EUR' },
  presentment_money: { amount: presentment, currency_code: 'EUR' },
});

interface Line {
  readonly price: string;
  readonly tax?: string;
  readonly gift?: boolean;
}

const order = (total: string, lines: readonly Line[], more: object = {}) => ({
  id: 1,
  financial_status: 'paid',
  updated_at: '2026-05-04T09:00:01-03:00',
  processed_at: '2026-05-04T09:00:00-03:00',
  currency: 'EUR',
  presentment_currency: 'EUR',
  taxes_included: false,
  test: false,
  email: 'a@example.com',
  total_price_set: set(total),
  line_items: lines.map(({ price, tax, gift }) => ({
    price,
    quantity: 1,
    gift_card: gift === true,
    tax_lines: tax === undefined ? [] : [{ price: tax }],
    discount_allocations: [],
  })),
  refunds: [],
  ...more,
});

const money = (id: number, amount: string, status = 'success', currency: string | null = 'EUR') => ({
  id,
  order_id: 1,
  kind: 'refund',
  status,
  amount,
  currency,
});

const refund = (id: number, transactions: readonly object[], more: object = {}) => ({
  id,
  order_id: 1,
  transactions,
  refund_line_items: [],
  refund_shipping_lines: [],
  order_adjustments: [],
  ...more,
});

const refundLine = (id: number, subtotal: string, tax = '0', gift = false) => ({
  id,
  subtotal_set: set(subtotal),
  total_tax_set: set(tax),
  line_item: { gift_card: gift },
});

describe('shopify, by hand', () => {
  it('50 points come back whole, though the rule was doubled after the purchase', () => {
    const doubled = rule({ version: 'v2', fromMs: PAID_MS + 1, pointsPerUnit: decimal('2') });
    const store = { ...shopify, rules: [doubled, rule()] };
    const paid = order('50.00', [{ price: '50.00' }]);
    expect(pointsOf(store, paid)).toBe(50);
    expect(pointsOf(store, paid, refund(7, [money(8, '20.00')]))).toBe(30);
    expect(pointsOf(store, paid, refund(7, [money(8, '50.00')]))).toBe(0);
    expect(pointsOf({ ...shopify, rules: [{ ...doubled, fromMs: PAID_MS }, rule()] }, paid)).toBe(100);
  });

  it('100.00 refunded 60 and 40 leaves nothing, though half of it was tax and shipping', () => {
    const paid = order('100.00', [{ price: '40.33', tax: '49.67' }]);
    expect(pointsOf(shopify, paid)).toBe(40);
    expect(pointsOf(shopify, paid, refund(7, [money(8, '60.00')]), refund(9, [money(10, '40.00')]))).toBe(0);
  });

  it('30 eligible of 90, refunded 3 × 20, leaves 10', () => {
    const paid = order('95.00', [{ price: '30.00' }, { price: '60.00', gift: true }]);
    const refunds = [7, 8, 9].map((id) => refund(id, [money(id * 10, '20.00')]));
    expect(pointsOf(shopify, paid)).toBe(30);
    expect(pointsOf(shopify, paid, ...refunds)).toBe(10);
  });

  it('two equal refunds are two, one refund told twice is one', () => {
    const paid = order('100.00', [{ price: '100.00' }]);
    const twice = [refund(7, [money(8, '25.00')]), refund(9, [money(10, '25.00')])];
    expect(pointsOf(shopify, paid, ...twice)).toBe(50);
    expect(pointsOf(shopify, paid, refund(7, [money(8, '25.00')]), refund(7, [money(8, '25.00')]))).toBe(75);
  });

  it.each([
    ['lines', { refund_shipping_lines: [{ id: 3, subtotal_amount_set: set('5.00'), tax_amount_set: set('1.00') }] }],
    [
      'adjustment',
      {
        order_adjustments: [{ id: 4, kind: 'shipping_refund', amount_set: set('-5.00'), tax_amount_set: set('-1.00') }],
      },
    ],
    [
      'both',
      {
        refund_shipping_lines: [{ id: 3, subtotal_amount_set: set('5.00'), tax_amount_set: set('1.00') }],
        order_adjustments: [{ id: 4, kind: 'shipping_refund', amount_set: set('-5.00'), tax_amount_set: set('-1.00') }],
      },
    ],
  ])('a shipping-only refund told by %s takes nothing', (_told, shipping) => {
    const paid = order('46.00', [{ price: '40.00' }]);
    expect(pointsOf(shopify, paid, refund(7, [money(8, '6.00')], shipping))).toBe(40);
    // One unit more is goods: 1 × 40 ÷ 40.
    expect(pointsOf(shopify, paid, refund(7, [money(8, '7.00')], shipping))).toBe(39);
  });

  it('lines without money take nothing, money without lines its share', () => {
    const paid = order('120.00', [{ price: '100.00', tax: '20.00' }]);
    expect(pointsOf(shopify, paid, refund(7, [], { refund_line_items: [refundLine(1, '100.00', '20.00')] }))).toBe(100);
    expect(pointsOf(shopify, paid, refund(7, [money(8, '60.00')]))).toBe(50);
  });

  it('lines are believed up to one minor unit each', () => {
    const paid = order('120.00', [
      { price: '90.00', tax: '20.00' },
      { price: '10.00', gift: true },
    ]);
    const lines = { refund_line_items: [refundLine(1, '45.00', '10.00'), refundLine(2, '10.00', '0', true)] };
    // Agreeing: 45 of 90. Not agreeing: 65.03 × 90 ÷ 120 = 48.7725.
    expect(pointsOf(shopify, paid, refund(7, [money(8, '65.02')], lines))).toBe(45);
    expect(pointsOf(shopify, paid, refund(7, [money(8, '65.03')], lines))).toBe(41);
  });

  it('a refund counts while pending and success, and no longer once it failed', () => {
    const paid = order('100.00', [{ price: '100.00' }]);
    const pending = refund(7, [money(8, '30.00', 'pending')]);
    expect(pointsOf(shopify, paid, pending)).toBe(70);
    expect(pointsOf(shopify, paid, pending, money(8, '30.00', 'success'))).toBe(70);
    expect(pointsOf(shopify, money(8, '30.00', 'failure'), paid, pending)).toBe(100);
    expect(pointsOf(shopify, money(8, '30.00', 'success'), paid, money(8, '30.00', 'error'), pending)).toBe(70);
  });

  it('presentment money counts at its own ratio', () => {
    const paid = order('100.00', [{ price: '100.00' }], {
      presentment_currency: 'USD',
      total_price_set: set('100.00', '200.00'),
    });
    const lines = { order_adjustments: [{ id: 1, kind: 'refund_discrepancy', amount_set: set('-10.00', '-25.00') }] };
    expect(pointsOf(shopify, paid, refund(7, [money(8, '50.00', 'success', 'USD')]))).toBe(75);
    expect(pointsOf(shopify, paid, refund(7, [money(8, '50.00', 'success', null)]))).toBe(75);
    expect(pointsOf(shopify, paid, refund(7, [money(8, '50.00', 'success', 'EUR')]))).toBe(50);
    expect(pointsOf(shopify, paid, refund(7, [money(8, '50.00', 'success', 'USD')], lines))).toBe(80);
    // 100 of 100 EUR are back, though the refund's own ratio makes 50 of 200 USD of them.
    const cheap = { order_adjustments: [{ id: 1, kind: 'refund_discrepancy', amount_set: set('-10.00', '-5.00') }] };
    expect(pointsOf(shopify, paid, refund(7, [money(8, '100.00', 'success', 'EUR')], cheap))).toBe(0);
    // 200 of 200 USD are back, whatever the refund's own ratio makes of it.
    expect(pointsOf(shopify, paid, refund(7, [money(8, '200.00', 'success', 'USD')], lines))).toBe(0);
  });

  it('tax counts as the rule says, in shops of both kinds', () => {
    const withTax = { ...shopify, rules: [rule({ tax: 'included' })] };
    const lines = [{ price: '100.00', tax: '20.00' }];
    expect(pointsOf(shopify, order('120.00', lines))).toBe(100);
    expect(pointsOf(withTax, order('120.00', lines))).toBe(120);
    expect(pointsOf(shopify, order('100.00', lines, { taxes_included: true }))).toBe(80);
    expect(pointsOf(withTax, order('100.00', lines, { taxes_included: true }))).toBe(100);
  });

  it('an order edited up keeps its paid money until the rest is paid', () => {
    const paid = order('100.00', [{ price: '100.00' }]);
    const owing = order('150.00', [{ price: '150.00' }], {
      financial_status: 'partially_paid',
      updated_at: '2026-05-05T09:00:00-03:00',
    });
    expect(pointsOf(shopify, owing)).toBe(0);
    expect(pointsOf(shopify, owing, paid)).toBe(100);
    expect(pointsOf(shopify, paid, owing, { ...owing, financial_status: 'paid' })).toBe(150);
  });

  it('ties go to the further status', () => {
    const paid = order('100.00', [{ price: '100.00' }]);
    expect(pointsOf(shopify, paid, { ...paid, financial_status: 'pending' })).toBe(100);
    expect(pointsOf(shopify, { ...paid, financial_status: 'refunded' }, paid)).toBe(0);
  });

  it('waits for a customer, and forgets none', () => {
    const paid = order('100.00', [{ price: '100.00' }]);
    const without = { ...paid, email: '', updated_at: '2026-06-05T09:00:00-03:00' };
    expect(sentTo(shopify, without)).toMatchObject({ posted: 0, target: 100, customerKnown: false });
    expect(sentTo(shopify, paid, without)).toMatchObject({ posted: 100, customerKnown: true });
  });

  it('gives nothing for tests, other currencies, the past and refunds of unknown orders', () => {
    const paid = order('100.00', [{ price: '100.00' }]);
    expect(pointsOf(shopify, { ...paid, test: true })).toBe(0);
    expect(pointsOf({ ...shopify, allowTestOrders: true }, { ...paid, test: true })).toBe(100);
    expect(pointsOf(shopify, { ...paid, currency: 'USD' })).toBe(0);
    expect(pointsOf({ ...shopify, awardFromMs: PAID_MS }, paid)).toBe(100);
    expect(pointsOf({ ...shopify, awardFromMs: PAID_MS + 1 }, paid)).toBe(0);
    expect(pointsOf(shopify, refund(7, [money(8, '10.00')]))).toBe(0);
  });

  it('the largest of the matching campaigns multiplies, on half open windows', () => {
    const paid = order('10.00', [{ price: '10.00' }]);
    const during = (...campaigns: Campaign[]) => pointsOf({ ...shopify, campaigns }, paid);
    expect(during(campaign('2', PAID_MS, PAID_MS + 1), campaign('1.5', 0, PAID_MS + 9))).toBe(20);
    expect(during(campaign('2', 0, PAID_MS), campaign('1.5', 0, PAID_MS + 9))).toBe(15);
  });

  it('minimum looks at the gross, the cap at the net', () => {
    const paid = order('100.00', [{ price: '100.00' }]);
    const capped = { ...shopify, rules: [rule({ maximumPoints: 60, minimumOrder: decimal('100') })] };
    expect(pointsOf(capped, paid)).toBe(60);
    expect(pointsOf(capped, paid, refund(7, [money(8, '30.00')]))).toBe(60);
    expect(pointsOf(capped, paid, refund(7, [money(8, '70.00')]))).toBe(30);
    expect(pointsOf({ ...shopify, rules: [rule({ minimumOrder: decimal('100.01') })] }, paid)).toBe(0);
  });

  it('tells neighbouring ids beyond 2^53 apart', () => {
    const body = (id: string) => JSON.stringify(order('10.00', [{ price: '10.00' }])).replace('"id":1', `"id":${id}`);
    const ids = ['820982911946154508', '820982911946154509'];
    const deliveries = ids.map((orderId) => ({ orderId, body: body(orderId) }));
    expect([...expectedOutcome({ store: shopify, deliveries }).keys()]).toEqual(ids);
  });
});

describe('woocommerce, by hand', () => {
  const woo = (
    total: string,
    lineTotal: string,
    second: number,
    refunds: readonly string[] | null,
    more: object = {},
  ) => ({
    id: 1,
    status: 'processing',
    currency: 'EUR',
    total,
    date_modified_gmt: `2026-05-04T12:00:${String(second).padStart(2, '0')}`,
    date_paid_gmt: '2026-05-04T12:00:00',
    date_completed_gmt: null,
    billing: { email: 'a@example.com' },
    line_items: [{ id: 2, total: lineTotal, total_tax: '0.00' }],
    fee_lines: [],
    ...(refunds === null ? {} : { refunds: refunds.map((amount, index) => ({ id: 10 + index, total: `-${amount}` })) }),
    ...more,
  });

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
});
