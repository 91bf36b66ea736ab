import { describe, expect, test } from 'vitest';
import type { Facts, OrderMoney, UnitsLeft } from '../../src/domain/order-facts.ts';
import { postedPoints } from '../../src/domain/plan-entries.ts';
import { bodyOf, orderId } from '../support/order-facts.ts';
import { nothingKnown, settled, storeWith } from '../support/planning.ts';
import { lineBack, paidBack, purchaseOf, type RefundWords, refundOf, taxed } from '../support/shopify-facts.ts';

// The design's table, at a point for each unit of money. Each number is worked out by hand from Shopify's books.

/** The order's newest body, fully paid. */
const paid = (money: OrderMoney, unitsLeft: UnitsLeft | null = null, at = 0): Facts => bodyOf({ money, unitsLeft, at });
/** One that was edited upward, and whose difference is not paid. */
const partlyPaid = (unitsLeft: UnitsLeft | null, at: number): Facts =>
  bodyOf({ money: null, unitsLeft, at, standing: { kind: 'partlyPaid' } });
const refund = (id: string, words: string | RefundWords): Facts => ({
  kind: 'refund',
  order: orderId('123'),
  refund: refundOf(id, words),
});
const lines = (...ids: readonly string[]) => ids.map((id) => lineBack(id));

/** What the order has given after each step, every entry applied before the next one. */
function points(...steps: readonly (readonly Facts[])[]): number[] {
  let record = nothingKnown;
  return steps.map((facts) => {
    record = settled(record, storeWith(), ...facts);
    return postedPoints(record);
  });
}

describe('edits', () => {
  const order = purchaseOf({ a: '60.00', b: '40.00' });

  test.each<[string, Facts]>([
    ['as lines', refund('9', { paid: '30.00', lines: lines('a'), discrepancy: '0.00' })],
    ['as an amount', refund('9', { paid: '30.00', discrepancy: '-30.00' })],
  ])('a line removed before the payment; then 30 as an amount; then the other 30 %s', (_, rest) => {
    const removed = refund('7', { lines: lines('b') });
    const goodwill = refund('8', { paid: '30.00', discrepancy: '-30.00' });
    expect(points([removed, paid(order, { b: 0 })], [goodwill], [rest])).toEqual([60, 30, 0]);
  });

  test('three of 50 lowered to one before the payment, with or without a refund written for it', () => {
    const three = purchaseOf({ a: { amount: '150.00', units: 3 } });
    const written = refund('7', { lines: [lineBack('a', { units: 2 })] });
    expect(points([paid(three, { a: 1 })], [written])).toEqual([50, 50]);
    expect(points([written, paid(three)])).toEqual([50]);
  });

  test('40 of 100 taken out of a paid order, whose money comes later, for no line', () => {
    const edited = [refund('7', { lines: lines('b') }), paid(order, { b: 0 }, 1)];
    expect(points([paid(order)], edited, [refund('8', '40.00')])).toEqual([100, 60, 60]);
  });
});

describe('exchanges', () => {
  const returned = (money?: string) => refund('7', { ...(money !== undefined && { paid: money }), lines: lines('a') });

  test('for something cheaper; and then goodwill', () => {
    const after = purchaseOf({ a: '1893.00', b: '365.00' });
    const goodwill = refund('8', { paid: '10.00', discrepancy: '-10.00' });
    expect(
      points([paid(purchaseOf({ a: '1893.00' }))], [returned('1528.00'), paid(after, { a: 0 }, 1)], [goodwill]),
    ).toEqual([1893, 365, 355]);
  });

  test('for the same', () => {
    const after = purchaseOf({ a: '80.00', b: '80.00' });
    expect(points([paid(purchaseOf({ a: '80.00' }))], [returned(), paid(after, { a: 0 }, 1)])).toEqual([80, 80]);
  });

  test('for something dearer: nothing until the difference is paid', () => {
    const after = purchaseOf({ a: '60.00', b: '80.00' });
    const unpaid = [returned(), partlyPaid({ a: 0 }, 1)];
    expect(points([paid(purchaseOf({ a: '60.00' }))], unpaid, [paid(after, { a: 0 }, 2)])).toEqual([60, 0, 80]);
  });

  test('lift no order over the minimum, and push none under it', () => {
    const store = storeWith({ minimumOrder: '100' });
    const given = (...facts: readonly Facts[]) => postedPoints(settled(nothingKnown, store, ...facts));
    const after = paid(purchaseOf({ a: '60.00', b: '60.00' }), { a: 0 }, 1);
    expect(given(paid(purchaseOf({ a: '60.00' })), returned(), after)).toBe(0);
    const dearer = paid(purchaseOf({ a: '100.00', b: '40.00' }), { a: 0 }, 1);
    expect(given(paid(purchaseOf({ a: '100.00' })), returned('60.00'), dearer)).toBe(40);
  });
});

describe('restocked', () => {
  const order = purchaseOf({ a: '60.00', b: '40.00' });

  test('without money, which the shop keeps; the same without a discrepancy, as of credit given outside', () => {
    expect(points([paid(order), refund('7', { lines: lines('b'), discrepancy: '40.00' })])).toEqual([100]);
    expect(points([paid(order), refund('7', { lines: lines('b') })])).toEqual([60]);
  });

  test('a gift card, and then all that earned, with its shipping', () => {
    const money = purchaseOf(
      { gift: { amount: '143.60', kind: 'giftCard' }, a: '277.30' },
      { shipping: taxed('9.00') },
    );
    const giftCard = refund('7', { lines: lines('gift'), discrepancy: '143.60' });
    const rest = refund('8', { paid: '286.30', lines: lines('a'), shippingLines: taxed('9.00') });
    expect(points([paid(money)], [giftCard], [rest])).toEqual([277, 277, 0]);
  });
});

describe('taxes that prices hold', () => {
  const order = purchaseOf(
    { a: { amount: '120.00', tax: '20.00' }, b: { amount: '105.00', tax: '5.00' } },
    { taxesIncluded: true },
  );

  test.each([
    ['gross', { amount: '120.00', tax: '20.00' }],
    ['net', { amount: '100.00', tax: '20.00' }],
  ])('a line back with its money, whose subtotal is %s', (_, own) => {
    expect(points([paid(order)], [refund('7', { paid: '120.00', lines: [lineBack('a', own)] })])).toEqual([200, 100]);
  });

  test('money on its way, told by a discrepancy, hides no goodwill elsewhere', () => {
    const plain = purchaseOf({ a: '100.00', b: '30.00', c: '60.00' });
    const onItsWay = { transactions: [paidBack('100.00', 'pending')], lines: lines('a'), discrepancy: '100.00' };
    const goodwill = refund('9', { paid: '10.00', discrepancy: '-10.00' });
    expect(points([paid(plain)], [refund('7', onItsWay)], [refund('8', { lines: lines('b') })], [goodwill])).toEqual([
      190, 90, 60, 50,
    ]);
  });

  test.each([
    ['+120 and −120', '0.00'],
    ['+120', '120.00'],
  ])('a line back whose money is on its way, with a discrepancy of %s', (_, discrepancy) => {
    const pending = { transactions: [paidBack('120.00', 'pending')], lines: lines('a'), discrepancy };
    expect(points([paid(order)], [refund('7', pending)])).toEqual([200, 100]);
  });
});

describe('shipping, in every way that it is told', () => {
  const unit = { amount: '50.00', tax: '10.00' };
  const order = purchaseOf({ a: unit, b: unit }, { shipping: taxed('10.00', '2.00') });
  const included = purchaseOf(
    { a: { amount: '60.00', tax: '10.00' }, b: { amount: '60.00', tax: '10.00' } },
    { shipping: taxed('12.00', '2.00'), taxesIncluded: true },
  );

  test.each<[string, OrderMoney, RefundWords]>([
    ['a line with its tax', order, { shippingLines: taxed('10.00', '2.00') }],
    [
      'a line, its tax in the adjustment',
      order,
      { shippingLines: taxed('10.00'), shippingAdjustments: taxed('10.00', '2.00') },
    ],
    ['a line, its tax nowhere', order, { shippingLines: taxed('10.00') }],
    ['an adjustment', order, { shippingAdjustments: taxed('10.00', '2.00') }],
    ['tax included, net', included, { shippingLines: taxed('10.00', '2.00') }],
    ['tax included, gross', included, { shippingLines: taxed('12.00', '2.00') }],
  ])('%s: one of two back with the shipping; the shipping alone', (_, money, told) => {
    expect(points([paid(money)], [refund('7', { paid: '72.00', lines: lines('a'), ...told })])).toEqual([100, 50]);
    expect(points([paid(money)], [refund('7', { paid: '12.00', ...told })])).toEqual([100, 100]);
  });
});

describe('what never earned', () => {
  test('duties alone; goods and duties', () => {
    const order = purchaseOf({ a: '50.00', b: '50.00' });
    expect(points([paid(order)], [refund('7', { paid: '20.00', duties: '20.00' })])).toEqual([100, 100]);
    expect(points([paid(order)], [refund('7', { paid: '60.00', lines: lines('a'), duties: '10.00' })])).toEqual([
      100, 50,
    ]);
  });

  test('a tip and a gift card, listed and back', () => {
    const order = purchaseOf({
      a: '40.00',
      tip: { amount: '5.00', kind: 'tip' },
      gift: { amount: '50.00', kind: 'giftCard' },
    });
    expect(points([paid(order)], [refund('7', { paid: '55.00', lines: lines('tip', 'gift') })])).toEqual([40, 40]);
  });
});

test('a line of 80 of 100 back, 30 of it by one transaction, the other 50 failed', () => {
  const transactions = [paidBack('30.00'), paidBack('50.00', 'failure')];
  expect(
    points([paid(purchaseOf({ a: '80.00', b: '20.00' }))], [refund('7', { transactions, lines: lines('a') })]),
  ).toEqual([100, 20]);
});
