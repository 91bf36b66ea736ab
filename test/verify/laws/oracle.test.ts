import { describe, expect, it } from 'vitest';
import {
  discrepancy,
  duty,
  money,
  order,
  refund,
  set,
  shippingAdjustment,
  shippingLine,
  shippingRow,
  units,
} from './by-hand/shopify-bodies.ts';
import { pointsOf, shopify } from './by-hand/stores.ts';

const points = (...bodies: readonly object[]) => pointsOf(shopify, ...bodies);

/** What a later body shows of the same order. */
const edited = { financial_status: 'partially_refunded' };

describe('what is on the order, by the vectors of the design', () => {
  const removed = refund(1, { lines: [units(102, 1, '40.00')] });
  const sixty = [
    { price: '60.00', left: 1 },
    { price: '40.00', left: 0 },
  ] as const;

  it('60 + 40, the 40 removed before payment', () => {
    const pending = order([{ price: '60.00' }, { price: '40.00' }], { financial_status: 'pending' });
    const paid = order(sixty, { refunds: [removed] }, 1);
    expect(points(pending, removed, paid)).toBe(60);
    const thirty = refund(2, { money: [money(8, '30.00')], adjustments: [discrepancy(4, '-30.00')] });
    expect(points(pending, paid, thirty)).toBe(30);
    const asLines = refund(2, { lines: [units(101)], money: [money(8, '60.00')] });
    expect(points(pending, paid, asLines)).toBe(0);
    const asAmount = refund(2, { money: [money(8, '60.00')], adjustments: [discrepancy(4, '-60.00')] });
    expect(points(pending, paid, asAmount)).toBe(0);
  });

  it('3 × 50 lowered to 1 before payment, with or without a refund written for it', () => {
    const paid = order([{ price: '50.00', units: 3, left: 1 }]);
    expect(points(paid)).toBe(50);
    expect(points(paid, refund(1, { lines: [units(101, 2, '100.00')] }))).toBe(50);
  });

  it('1893 exchanged for 365, 1528 back, and then 10 for goodwill', () => {
    const returned = refund(1, { lines: [units(101, 1, '1893.00')], money: [money(8, '1528.00')] });
    const lines = [
      { price: '1893.00', left: 0 },
      { price: '365.00', left: 1 },
    ] as const;
    const exchanged = order(lines, { ...edited, refunds: [returned] }, 1);
    const goodwill = refund(2, { money: [money(9, '10.00')], adjustments: [discrepancy(4, '-10.00')] });
    expect(points(order([{ price: '1893.00' }]), returned, exchanged)).toBe(365);
    expect(points(order([{ price: '1893.00' }]), returned, exchanged, goodwill)).toBe(355);
  });

  it('even exchange of 80 for 80', () => {
    const returned = refund(1, { lines: [units(101, 1, '80.00')] });
    const lines = [
      { price: '80.00', left: 0 },
      { price: '80.00', left: 1 },
    ] as const;
    expect(points(order([{ price: '80.00' }]), order(lines, { refunds: [returned] }, 1))).toBe(80);
  });

  it('exchange of 60 for 80, while the 20 are unpaid and once they are paid', () => {
    const returned = refund(1, { lines: [units(101, 1, '60.00')] });
    const lines = [
      { price: '60.00', left: 0 },
      { price: '80.00', left: 1 },
    ] as const;
    const owing = order(lines, { financial_status: 'partially_paid', refunds: [returned] }, 1);
    expect(points(order([{ price: '60.00' }]), owing)).toBe(0);
    expect(points(order([{ price: '60.00' }]), owing, order(lines, { refunds: [returned] }, 2))).toBe(80);
  });

  it('an edit takes 40 of 100 out, whose money comes in a later refund', () => {
    const paid = order([
      { price: '60.00', left: 1 },
      { price: '40.00', left: 0 },
    ]);
    expect(points(paid)).toBe(60);
    expect(points(paid, refund(2, { money: [money(8, '40.00')] }))).toBe(60);
    expect(points(paid, removed)).toBe(60);
    expect(points(paid, removed, refund(2, { money: [money(8, '40.00')] }))).toBe(60);
  });

  it('of 100, a line of 40 restocked without money, kept by the shop or given outside', () => {
    const paid = order([{ price: '60.00' }, { price: '40.00' }]);
    expect(points(paid, refund(1, { lines: [units(102)], adjustments: [discrepancy(4, '40.00')] }))).toBe(100);
    expect(points(paid, refund(1, { lines: [units(102)] }))).toBe(60);
  });

  it('tax included, a return pending whose discrepancies cancel out or speak of the pending money', () => {
    const lines = [
      { price: '120.00', tax: '20.00' },
      { price: '105.00', tax: '5.00' },
    ] as const;
    const paid = order(lines, { taxes_included: true });
    const pending = (...adjustments: object[]) =>
      refund(1, { lines: [units(101)], money: [money(8, '120.00', 'pending')], adjustments });
    expect(points(paid, pending(discrepancy(4, '120.00'), discrepancy(5, '-120.00')))).toBe(100);
    expect(points(paid, pending(discrepancy(4, '120.00')))).toBe(100);
  });

  it('tax included, a return whose subtotal is written with or without tax', () => {
    const lines = [
      { price: '120.00', tax: '20.00' },
      { price: '105.00', tax: '5.00' },
    ] as const;
    const paid = order(lines, { taxes_included: true });
    for (const subtotal of ['120.00', '100.00']) {
      const returned = refund(1, { lines: [units(101, 1, subtotal, '20.00')], money: [money(8, '120.00')] });
      expect(points(paid, returned)).toBe(100);
    }
  });

  it('duties back alone, and with goods', () => {
    const paid = order([{ price: '50.00' }, { price: '50.00' }]);
    expect(points(paid, refund(1, { duties: [duty('20.00')], money: [money(8, '20.00')] }))).toBe(100);
    const total = { more: { total_duties_set: set('20.00') } };
    expect(points(paid, refund(1, { ...total, money: [money(8, '20.00')] }))).toBe(100);
    const both = { lines: [units(101)], duties: [duty('10.00')], more: { total_duties_set: set('10.00') } };
    expect(points(paid, refund(1, { ...both, money: [money(8, '60.00')] }))).toBe(50);
  });

  it('additional fees back alone', () => {
    const fees = { total_additional_fees_set: set('3.00') };
    expect(points(order([{ price: '50.00' }]), refund(1, { more: fees, money: [money(8, '3.00')] }))).toBe(50);
  });

  it('a gift card restocked without money, then everything that earned back', () => {
    const paid = order([{ price: '143.60', gift: true }, { price: '277.30' }], {
      shipping_lines: [shippingLine('9.00')],
    });
    const card = refund(1, { lines: [units(101)], adjustments: [discrepancy(4, '143.60')] });
    const rest = refund(2, { lines: [units(102)], shipping: [shippingRow('9.00')], money: [money(8, '286.30')] });
    expect(points(paid, card)).toBe(277);
    expect(points(paid, card, rest)).toBe(0);
  });

  it('goods 40, tip 5, gift card 50: tip and gift card listed and back', () => {
    const paid = order([{ price: '40.00' }, { price: '5.00', tip: true }, { price: '50.00', gift: true }]);
    expect(points(paid, refund(1, { lines: [units(102), units(103)], money: [money(8, '55.00')] }))).toBe(40);
  });

  it('a line of 80 of 100 back, 30 of it by one transaction, the other 50 failed', () => {
    const transactions = [money(8, '30.00'), money(9, '50.00', 'failure')];
    const paid = order([{ price: '80.00' }, { price: '20.00' }]);
    expect(points(paid, refund(1, { lines: [units(101)], money: transactions }))).toBe(20);
  });
});

describe('shipping in every reading', () => {
  const told: readonly (readonly [string, boolean, object])[] = [
    ['row with its tax', false, { shipping: [shippingRow('10.00', '2.00')] }],
    ['row, tax nowhere', false, { shipping: [shippingRow('10.00')] }],
    ['row already with the tax', false, { shipping: [shippingRow('12.00')] }],
    ['row, tax in the adjustment', false, both('10.00', '-10.00', '-2.00')],
    ['row and adjustment both with the tax', false, both('10.00', '-10.00', '-2.00', '2.00')],
    ['adjustment with its tax', false, { adjustments: [shippingAdjustment(4, '-10.00', '-2.00')] }],
    ['adjustment, tax nowhere', false, { adjustments: [shippingAdjustment(4, '-10.00')] }],
    ['adjustments that cancel out', false, { adjustments: thrice('10.00') }],
    ['net row with its tax', true, { shipping: [shippingRow('10.00', '2.00')] }],
    ['net row, tax nowhere', true, { shipping: [shippingRow('10.00')] }],
    ['gross row with its tax', true, { shipping: [shippingRow('12.00', '2.00')] }],
    ['gross row', true, { shipping: [shippingRow('12.00')] }],
    ['net adjustment with its tax', true, { adjustments: [shippingAdjustment(4, '-10.00', '-2.00')] }],
    ['net adjustment, tax nowhere', true, { adjustments: [shippingAdjustment(4, '-10.00')] }],
    ['gross adjustment with its tax', true, { adjustments: [shippingAdjustment(4, '-12.00', '-2.00')] }],
    ['net row, tax in the adjustment', true, both('10.00', '-10.00', '-2.00')],
  ];

  function both(row: string, amount: string, tax: string, rowTax?: string) {
    return { shipping: [shippingRow(row, rowTax)], adjustments: [shippingAdjustment(4, amount, tax)] };
  }

  function thrice(amount: string) {
    return [`-${amount}`, amount, `-${amount}`].map((signed, index) => shippingAdjustment(4 + index, signed));
  }

  it.each(told)('%s, tax included: %s', (_told, taxesIncluded, shipping) => {
    const line = { price: taxesIncluded ? '60.00' : '50.00', tax: '10.00' };
    const post = shippingLine(taxesIncluded ? '12.00' : '10.00', '2.00');
    const paid = order([line, line], { taxes_included: taxesIncluded, shipping_lines: [post] });
    expect(points(paid)).toBe(100);
    expect(points(paid, refund(1, { lines: [units(102)], money: [money(8, '72.00')], ...shipping }))).toBe(50);
    expect(points(paid, refund(1, { money: [money(8, '12.00')], ...shipping }))).toBe(100);
    // 6 for goodwill are goods: 6 of the 120 that were paid for 100 of worth.
    const { adjustments = [] } = shipping as { adjustments?: object[] };
    const goodwill = { ...shipping, adjustments: [...adjustments, discrepancy(9, '-6.00')] };
    expect(points(paid, refund(1, { money: [money(8, '18.00')], ...goodwill }))).toBe(95);
  });

  it('half of the shipping comes with half of its tax', () => {
    const paid = order([{ price: '100.00' }], { shipping_lines: [shippingLine('10.00', '2.00')] });
    expect(points(paid, refund(1, { money: [money(8, '6.00')], shipping: [shippingRow('5.00')] }))).toBe(100);
    expect(points(paid, refund(1, { money: [money(8, '7.00')], shipping: [shippingRow('5.00')] }))).toBe(99);
  });

  it('between two readings alike near the larger counts', () => {
    const paid = order([{ price: '100.00' }]);
    // 11 lies between 10 and 12: with 10 shipping, 1 of the 11 would be goods.
    expect(points(paid, refund(1, { money: [money(8, '11.00')], shipping: [shippingRow('10.00', '2.00')] }))).toBe(100);
  });

  it('shipping without money lowers what other refunds say, never below nothing', () => {
    const paid = order([{ price: '100.00' }]);
    const unpaid = refund(1, { shipping: [shippingRow('10.00')] });
    expect(points(paid, unpaid)).toBe(100);
    expect(points(paid, unpaid, refund(2, { money: [money(8, '30.00')] }))).toBe(80);
    const failed = refund(1, { shipping: [shippingRow('10.00')], money: [money(7, '10.00', 'failure')] });
    expect(points(paid, failed, refund(2, { money: [money(8, '30.00')] }))).toBe(70);
  });
});
