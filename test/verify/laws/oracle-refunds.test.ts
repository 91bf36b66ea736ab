import { describe, expect, it } from 'vitest';
import { discrepancy, money, order, refund, set, shippingLine, units } from './by-hand/shopify-bodies.ts';
import { pointsOf, rule, shopify } from './by-hand/stores.ts';
import { decimal } from './histories/store.ts';

const points = (...bodies: readonly object[]) => pointsOf(shopify, ...bodies);

describe('money and units', () => {
  const hundred = order([{ price: '100.00' }]);

  it('100.00 refunded 60 and 40 leaves nothing, though much of it was tax and shipping', () => {
    const paid = order([{ price: '40.33', tax: '49.67' }], { shipping_lines: [shippingLine('10.00')] });
    expect(points(paid)).toBe(40);
    expect(points(paid, refund(7, { money: [money(8, '60.00')] }), refund(9, { money: [money(10, '40.00')] }))).toBe(0);
  });

  it('30 eligible of 90, refunded 3 × 20, leaves 10', () => {
    const paid = order([{ price: '30.00' }, { price: '60.00', gift: true }]);
    const refunds = [7, 8, 9].map((id) => refund(id, { money: [money(id * 10, '20.00')] }));
    expect(points(paid)).toBe(30);
    expect(points(paid, ...refunds)).toBe(10);
  });

  it('two equal refunds are two, one refund told twice is one', () => {
    const twice = [refund(7, { money: [money(8, '25.00')] }), refund(9, { money: [money(10, '25.00')] })];
    expect(points(hundred, ...twice)).toBe(50);
    expect(points(hundred, twice[0] ?? {}, twice[0] ?? {})).toBe(75);
  });

  it('a refund counts while pending and success, and no longer once it failed', () => {
    const pending = refund(7, { money: [money(8, '30.00', 'pending')] });
    expect(points(hundred, pending)).toBe(70);
    expect(points(hundred, pending, money(8, '30.00', 'success'))).toBe(70);
    expect(points(money(8, '30.00', 'failure'), hundred, pending)).toBe(100);
    expect(points(money(8, '30.00', 'success'), hundred, money(8, '30.00', 'error'), pending)).toBe(70);
  });

  it('a failed refund without lines takes its discrepancy with it, one with lines took them', () => {
    const goodwill = refund(7, { money: [money(8, '30.00', 'failure')], adjustments: [discrepancy(4, '-30.00')] });
    expect(points(hundred, goodwill)).toBe(100);
    const returned = refund(7, { lines: [units(101)], money: [money(8, '100.00', 'failure')] });
    expect(points(hundred, returned)).toBe(0);
  });

  it('what the shop kept counts in proportion', () => {
    const paid = order([{ price: '80.00' }, { price: '20.00' }]);
    const returned = { lines: [units(101)], money: [money(8, '60.00')], adjustments: [discrepancy(4, '20.00')] };
    expect(points(paid, refund(1, returned))).toBe(40);
    // A discrepancy keeps no more than the lines are worth.
    expect(points(paid, refund(1, { lines: [units(102)], adjustments: [discrepancy(4, '55.00')] }))).toBe(100);
  });

  it('units that two refunds list leave once', () => {
    const paid = order([{ price: '20.00', units: 3 }, { price: '40.00' }]);
    const [first, second] = [7, 12].map((id) => refund(id, { lines: [units(101, 2)] }));
    expect(points(paid, first ?? {})).toBe(60);
    expect(points(paid, second ?? {}, first ?? {})).toBe(40);
    // Of refund 7 both units count, of refund 12 one, which the shop kept the money of.
    const kept = refund(12, { lines: [units(101, 2)], adjustments: [discrepancy(4, '40.00')] });
    expect(points(paid, kept, first ?? {})).toBe(60);
  });

  it('discounts and tax leave with the units', () => {
    const paid = order([{ price: '40.00', units: 4, discount: '20.00', tax: '28.00' }]);
    expect(points(paid)).toBe(140);
    expect(points(paid, refund(1, { lines: [units(101, 1)], money: [money(8, '42.00')] }))).toBe(105);
  });

  it('a line that was never paid in full counts with the refund’s own amounts, and takes nothing from what earned', () => {
    const lines = [units(199, 1, '25.00', '5.00')];
    expect(points(hundred, refund(1, { lines }))).toBe(100);
    expect(points(hundred, refund(1, { lines, money: [money(8, '30.00')] }))).toBe(100);
    expect(points(hundred, refund(1, { lines, money: [money(8, '40.00')] }))).toBe(90);
  });

  it('rounding of a minor unit for each line with units is nothing, unless goodwill was given', () => {
    const ceil = { ...shopify, rules: [rule({ rounding: 'ceil' })] };
    const paid = order([{ price: '60.00' }, { price: '20.00' }, { price: '20.00' }]);
    const lines = [units(102), units(103)];
    const back = (amount: string, more: object = {}) => refund(1, { lines, money: [money(8, amount)], ...more });
    expect(pointsOf(shopify, paid, back('40.02'))).toBe(60);
    expect(pointsOf(shopify, paid, back('40.03'))).toBe(59);
    expect(pointsOf(shopify, paid, back('40.02', { adjustments: [discrepancy(4, '-0.02')] }))).toBe(59);
    expect(pointsOf(ceil, paid, back('39.98'))).toBe(60);
  });

  it('presentment money counts at the refund’s own ratio, unless that is far off the order’s', () => {
    const more = { presentment_currency: 'USD', total_price_set: set('100.00', '200.00') };
    const paid = order([{ price: '100.00' }], more);
    const shown = (presentment: string) => [{ ...discrepancy(1, '-10.00'), amount_set: set('-10.00', presentment) }];
    const back = (amount: string, currency: string | null, adjustments: object[] = []) =>
      refund(7, { money: [money(8, amount, 'success', currency)], adjustments });
    expect(points(paid, back('50.00', 'USD'))).toBe(75);
    expect(points(paid, back('50.00', null))).toBe(75);
    expect(points(paid, back('50.00', 'EUR'))).toBe(50);
    expect(points(paid, back('50.00', 'USD', shown('-25.00')))).toBe(80);
    // 10 for 5 is four times the order's ratio.
    expect(points(paid, back('50.00', 'USD', shown('-5.00')))).toBe(75);
  });
});

describe('the minimum order is judged on what was paid', () => {
  const least = (amount: string) => ({ ...shopify, rules: [rule({ minimumOrder: decimal(amount) })] });
  const earns = (amount: string, ...bodies: object[]) => (pointsOf(least(amount), ...bodies) ?? 0) > 0;

  it('a refund lifts nothing over it and lowers nothing under it', () => {
    const paid = order([{ price: '80.00', tax: '16.00' }, { price: '20.00' }]);
    const returned = refund(1, { lines: [units(101)], money: [money(8, '96.00')] });
    const goodwill = refund(2, { money: [money(9, '6.00')], adjustments: [discrepancy(4, '-6.00')] });
    for (const refunds of [[], [returned], [goodwill], [returned, goodwill]]) {
      expect(earns('100', paid, ...refunds)).toBe(true);
      expect(earns('100.01', paid, ...refunds)).toBe(false);
    }
  });

  it('an exchange lifts no order over it', () => {
    const returned = refund(1, { lines: [units(101)], money: [money(8, '10.00')] });
    const exchanged = order(
      [
        { price: '60.00', left: 0 },
        { price: '50.00', left: 1 },
      ],
      { refunds: [returned] },
    );
    expect(earns('60', exchanged)).toBe(true);
    expect(earns('60.01', exchanged)).toBe(false);
  });

  it('a gift card removed before payment lowers no share of the other goods', () => {
    const lines = [{ price: '60.00' }, { price: '60.00' }, { price: '50.00', gift: true }] as const;
    const removed = refund(1, { lines: [units(103)] });
    const returned = refund(2, { lines: [units(101)], money: [money(8, '60.00')] });
    const goodwill = refund(3, { money: [money(9, '10.00')], adjustments: [discrepancy(4, '-10.00')] });
    for (const refunds of [[], [returned], [goodwill], [returned, goodwill]]) {
      expect(earns('120', order(lines), removed, ...refunds)).toBe(true);
      expect(earns('120.01', order(lines), removed, ...refunds)).toBe(false);
    }
  });

  it('money of lines gone counts once it has come', () => {
    const paid = order([
      { price: '60.00', left: 1 },
      { price: '40.00', left: 0 },
    ]);
    expect(earns('60.01', paid)).toBe(false);
    expect(earns('100', paid, refund(2, { money: [money(8, '40.00')] }))).toBe(true);
  });
});
