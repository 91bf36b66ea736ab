import Fraction from 'fraction.js';
import { describe, expect, test } from 'vitest';
import type { CollectedRefund, TransactionStatus } from '../../src/domain/order-facts.ts';
import { isAllFailed, moneyBack, type Statuses, shippingBack } from '../../src/domain/refund-money.ts';
import { both, paidBack, purchaseOf, refundOf, taxed } from '../support/shopify-facts.ts';

describe('money back', () => {
  const order = purchaseOf({ a: '100.00' });
  const back = (refund: CollectedRefund, statuses: Statuses = {}) => moneyBack(refund, statuses, order).toFraction();
  const withStatus = (status: TransactionStatus) => refundOf('7', { transactions: [paidBack('30.00', status)] });

  test.each<[TransactionStatus, string, boolean]>([
    ['success', '30', false],
    ['pending', '30', false],
    ['failure', '0', true],
    ['error', '0', true],
    ['other', '0', true],
  ])('a transaction that is %s counts %s of 30', (status, expected, isFailed) => {
    expect(back(withStatus(status))).toBe(expected);
    expect(isAllFailed(withStatus(status), {})).toBe(isFailed);
  });

  test.each<[TransactionStatus, TransactionStatus, string]>([
    ['pending', 'failure', '0'],
    ['pending', 'error', '0'],
    ['pending', 'success', '30'],
    ['failure', 'pending', '0'],
    ['error', 'pending', '0'],
    ['success', 'pending', '30'],
    ['other', 'success', '30'],
  ])('a transaction %s in the body, later %s, counts %s', (inBody, later, expected) => {
    const statuses = { 't30.00': later };
    expect(back(withStatus(inBody), statuses)).toBe(expected);
    expect(isAllFailed(withStatus(inBody), statuses)).toBe(expected === '0');
  });

  test("another transaction's status says nothing", () => {
    expect(back(withStatus('pending'), { t9: 'failure' })).toBe('30');
  });

  test('split over two cards is their sum, less what failed', () => {
    const split = (status: TransactionStatus) =>
      refundOf('7', { transactions: [paidBack('30.00'), paidBack('20.00', status)] });
    expect([back(split('success')), back(split('failure'))]).toEqual(['50', '30']);
    expect(isAllFailed(split('failure'), {})).toBe(false);
  });

  test('without transactions is none, and none of it failed', () => {
    expect(back(refundOf('7', {}))).toBe('0');
    expect(isAllFailed(refundOf('7', {}), {})).toBe(false);
  });
});

describe('two currencies', () => {
  // 500.00 BRL paid as 100.00 USD: 5.00 BRL each.
  const abroad = purchaseOf({ a: '500.00' }, { total: '500.00', presentment: { currency: 'USD', total: '100.00' } });
  const back = (words: Parameters<typeof refundOf>[1], order = abroad) =>
    moneyBack(refundOf('7', words), {}, order).toFraction();
  const dollars = (rate: ReturnType<typeof both> | null) => ({ paid: '20.00', rate });

  test.each([
    ["without a currency is in the customer's, at the order's ratio", paidBack('20.00'), '100'],
    ["the customer's currency by name", paidBack('20.00', 'success', 'USD'), '100'],
    ["the shop's currency stays as it is", paidBack('20.00', 'success', 'BRL'), '20'],
  ])('%s', (_, transaction, expected) => {
    expect(back({ transactions: [transaction] })).toBe(expected);
  });

  test('both in one refund are added', () => {
    const transactions = [paidBack('20.00', 'success', 'USD'), paidBack('7.50', 'success', 'BRL')];
    expect(back({ transactions })).toBe('215/2');
  });

  test.each([
    ['6.00', both('30.00', '5.00'), '120'],
    ['a quarter more', both('6.25', '1.00'), '125'],
    ['further above', both('6.26', '1.00'), '100'],
    ['a quarter less', both('3.75', '1.00'), '75'],
    ['further below', both('3.74', '1.00'), '100'],
    ["without the shop's money", both('0.00', '1.00'), '100'],
    ["without the customer's", both('1.00', '0.00'), '100'],
    ['not told', null, '100'],
  ])("the refund's own ratio, %s: 20 USD", (_, rate, expected) => {
    expect(back(dollars(rate))).toBe(expected);
  });

  test("the shop's own money needs no ratio", () => {
    const rate = both('6.00', '1.00');
    expect(back({ transactions: [paidBack('20.00', 'success', 'BRL')], rate })).toBe('20');
    expect(back({ paid: '20.00', rate }, purchaseOf({ a: '500.00' }))).toBe('20');
  });

  test.each([
    ['nothing in both', '0', '0'],
    ["nothing in the shop's currency", '0', '100.00'],
    ["nothing in the customer's", '500.00', '0'],
  ])("an order of %s shows no ratio: the refund's own, else one for one", (_, total, paid) => {
    const free = purchaseOf({ a: '1' }, { total, presentment: { currency: 'USD', total: paid } });
    expect([back(dollars(both('9.00', '1.00')), free), back(dollars(null), free)]).toEqual(['180', '20']);
  });

  test('that never divide are kept to thirty decimals', () => {
    const thirds = purchaseOf({ a: '1' }, { total: '100.00', presentment: { currency: 'USD', total: '30.00' } });
    const cents = moneyBack(refundOf('7', '10.00'), {}, thirds).mul(10n ** 30n);
    expect(cents.toFraction()).toBe('3'.repeat(32));
  });
});

describe('shipping back', () => {
  const order = purchaseOf({ a: '100.00' }, { shipping: taxed('10.00', '2.00') }).goods;
  const included = purchaseOf({ a: '100.00' }, { shipping: taxed('12.00', '2.00'), taxesIncluded: true }).goods;
  const back = (words: object, beside: number, goods = order) =>
    Number(shippingBack(refundOf('7', words), goods, new Fraction(beside)));

  test('that a refund does not tell is none', () => {
    expect(back({}, 12)).toBe(0);
  });

  test.each([
    ['as it stands, where that is left', { shippingLines: taxed('10.00', '3.00') }, 10, 10],
    ["with the line's tax", { shippingLines: taxed('10.00', '3.00') }, 13, 13],
    [
      "with the adjustment's tax",
      { shippingLines: taxed('10.00'), shippingAdjustments: taxed('10.00', '4.00') },
      14,
      14,
    ],
    ['with the tax that only the order has', { shippingLines: taxed('10.00') }, 12, 12],
    ["with the order's tax in proportion", { shippingLines: taxed('5.00') }, 6, 6],
    ['of an adjustment alone', { shippingAdjustments: taxed('10.00', '4.00') }, 14, 14],
    ['of an adjustment alone, without its tax', { shippingAdjustments: taxed('10.00', '4.00') }, 9, 10],
  ])('is read %s', (_, words, beside, expected) => {
    expect(back(words, beside)).toBe(expected);
  });

  test.each([
    ['nearer to the smaller', 10.9, 10],
    ['nearer to the larger', 11.1, 12],
    ['at a tie the larger', 11, 12],
    ['above all, the largest', 99, 12],
    ['below all, the smallest', -5, 10],
  ])('of two readings, 10 and 12, %s', (_, beside, expected) => {
    expect(back({ shippingLines: taxed('10.00', '2.00') }, beside)).toBe(expected);
    expect(back({ shippingLines: taxed('10.00') }, beside)).toBe(expected);
  });

  test('at a tie takes the larger, though the smaller is read later', () => {
    const goods = purchaseOf({ a: '1' }, { shipping: taxed('10.00', '1.00') }).goods;
    expect(back({ shippingLines: taxed('10.00', '3.00') }, 12, goods)).toBe(13);
  });

  test('told by lines and by adjustments is never both: the lines are the amount', () => {
    const words = { shippingLines: taxed('10.00'), shippingAdjustments: taxed('7.00') };
    expect([back(words, 20), back(words, 7)]).toEqual([12, 10]);
  });

  test.each([
    ['without it', '10.00', 12],
    ['with it', '12.00', 12],
  ])('where amounts hold their tax is told %s, and is 12 both times', (_, amount, expected) => {
    expect(back({ shippingLines: taxed(amount) }, 12, included)).toBe(expected);
  });

  test('of an order without shipping has no tax of the order', () => {
    expect(back({ shippingLines: taxed('10.00') }, 99, purchaseOf({ a: '1' }).goods)).toBe(10);
  });
});
