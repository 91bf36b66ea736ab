import fc from 'fast-check';
import Fraction from 'fraction.js';
import { describe, expect, test } from 'vitest';
import { decimal } from '../../src/orders/decimal.ts';
import type { CollectedRefund, OrderMoney, TransactionStatus } from '../../src/orders/order-facts.ts';
import { grossEligible, returnedByList, returnedByRefunds } from '../../src/orders/refund-arithmetic.ts';
import { both, lineBack, listed, moneyOf, paidBack, refundOf, shippingBack } from './samples.ts';

type Tax = 'excluded' | 'included';

/** The exact amount that refunds took back, as a fraction: `40`, `2000/53`. */
function takenBack(
  refunds: readonly CollectedRefund[],
  money: OrderMoney,
  { tax = 'excluded' as Tax, statuses = {} as Record<string, TransactionStatus> } = {},
): string {
  return returnedByRefunds(refunds, statuses, money, tax).eligible.toFraction();
}

function isAllBack(refunds: readonly CollectedRefund[], money: OrderMoney): boolean {
  return returnedByRefunds(refunds, {}, money, 'excluded').everything;
}

describe('the eligible amount before refunds', () => {
  test.each<[string, string, string, Tax, string]>([
    ['without tax', '100.00', '19.00', 'excluded', '100'],
    ['with the tax, where the rule takes it in', '100.00', '19.00', 'included', '119'],
    ['below zero is zero', '-5.00', '1.00', 'excluded', '0'],
    ['below zero with its tax is zero', '-5.00', '1.00', 'included', '0'],
    ['lifted above zero by its tax', '-1.00', '3.00', 'included', '2'],
    ['with four decimals', '36.2758', '0', 'excluded', '181379/5000'],
  ])('%s', (_, eligible, eligibleTax, tax, expected) => {
    expect(grossEligible(moneyOf({ eligible, eligibleTax }), tax).toFraction()).toBe(expected);
  });
});

describe('WooCommerce: amounts without a split', () => {
  const order = moneyOf({ eligible: '80.00', eligibleTax: '8.00', shareBase: '100.00' });

  test.each<[string, Record<string, string>, Tax, string, boolean]>([
    ['no refund', {}, 'excluded', '0', false],
    ['a quarter of the money is a quarter of the eligible amount', { 7: '25.00' }, 'excluded', '20', false],
    ['with its tax, where the rule takes it in', { 7: '25.00' }, 'included', '22', false],
    ['two equal refunds are two', { 7: '25.00', 8: '25.00' }, 'excluded', '40', false],
    ['one cent short of all', { 7: '99.99' }, 'excluded', '9999/125', false],
    ['all at once', { 7: '100.00' }, 'excluded', '80', true],
    ['all in parts', { 7: '33.33', 8: '33.33', 9: '33.34' }, 'excluded', '80', true],
    ['more than all', { 7: '100.00', 8: '25.00' }, 'excluded', '80', true],
    ['more than all, with tax', { 7: '125.00' }, 'included', '88', true],
  ])('%s', (_, amounts, tax, eligible, everything) => {
    const returned = returnedByList(listed(amounts), order, tax);
    expect([returned.eligible.toFraction(), returned.everything]).toEqual([eligible, everything]);
  });

  test('the one division comes last: 30 eligible of 90, refunded 3 × 20, takes back 20 exactly', () => {
    const money = moneyOf({ eligible: '30.00', shareBase: '90.00' });
    const { eligible } = returnedByList(listed({ 1: '20', 2: '20', 3: '20' }), money, 'excluded');
    expect(eligible.toFraction()).toBe('20');
  });

  test.each(['0', '-10.00'])('an order whose total is %s has no share to take back', (shareBase) => {
    const money = moneyOf({ eligible: '30.00', shareBase, total: '90.00' });
    expect(returnedByList(listed({ 1: '20.00' }), money, 'excluded').eligible.toFraction()).toBe('0');
  });

  test('a share above the eligible amount, as of a total that discounts another way, takes back no more than it', () => {
    const money = moneyOf({ eligible: '30.00', shareBase: '10.00', total: '90.00' });
    expect(returnedByList(listed({ 1: '20.00' }), money, 'excluded')).toEqual({
      eligible: new Fraction(30),
      everything: false,
    });
  });

  test('an order that was free has nothing left to take', () => {
    expect(returnedByList([], moneyOf({ eligible: '0.00' }), 'excluded').everything).toBe(true);
  });

  test('how refunds are cut into parts does not matter', () => {
    const cents = fc.integer({ min: 1, max: 3_000 });
    fc.assert(
      fc.property(cents, cents, cents, (one, two, three) => {
        const amount = (value: number) => (value / 100).toFixed(2);
        const parts = returnedByList(listed({ 1: amount(one), 2: amount(two), 3: amount(three) }), order, 'excluded');
        const whole = returnedByList(listed({ 1: amount(one + two + three) }), order, 'excluded');
        expect(parts).toEqual(whole);
      }),
    );
  });
});

// Two goods, 60.00 with 10 % tax and 40.00 without, shipping 15.00 with 1.50 tax. A share of it never equals its lines.
const order = moneyOf({ eligible: '100.00', eligibleTax: '6.00', shareBase: '106.00', total: '122.50' });
const taxed = (id = 'taxed') => lineBack(both('60.00'), { tax: both('6.00'), id });
const untaxed = (id = 'untaxed') => lineBack(both('40.00'), { id });

describe('Shopify: money back', () => {
  const money = moneyOf({ eligible: '100.00' });
  const withStatus = (status: TransactionStatus) => refundOf('1', { transactions: [paidBack('30.00', status)] });

  test.each<[TransactionStatus, string]>([
    ['success', '30'],
    ['pending', '30'],
    ['failure', '0'],
    ['error', '0'],
    ['other', '0'],
  ])('a transaction that is %s counts %s of 30', (status, expected) => {
    expect(takenBack([withStatus(status)], money)).toBe(expected);
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
    expect(takenBack([withStatus(inBody)], money, { statuses: { 't30.00': later } })).toBe(expected);
  });

  test("another transaction's status says nothing", () => {
    expect(takenBack([withStatus('pending')], money, { statuses: { t9: 'failure' } })).toBe('30');
  });

  test('a refund split over two cards is the sum of its transactions', () => {
    const refund = refundOf('1', { transactions: [paidBack('30.00'), paidBack('20.00')] });
    expect(takenBack([refund], money)).toBe('50');
  });

  test('no refund takes nothing', () => {
    expect(returnedByRefunds([], {}, money, 'excluded')).toEqual({ eligible: new Fraction(0), everything: false });
  });

  test('lines without money, such as restocking, take nothing', () => {
    expect(takenBack([refundOf('1', { lines: [taxed(), untaxed()] })], order)).toBe('0');
  });

  test('two equal refunds are two', () => {
    expect(takenBack([refundOf('1', '30.00'), refundOf('2', '30.00')], money)).toBe('60');
  });
});

describe('Shopify: lines that agree with the money say what was goods', () => {
  test.each<[string, Partial<CollectedRefund>, Tax, string]>([
    ['one untaxed line', { transactions: [paidBack('40.00')], lines: [untaxed()] }, 'excluded', '40'],
    ['one taxed line', { transactions: [paidBack('66.00')], lines: [taxed()] }, 'excluded', '60'],
    [
      'a taxed line under a rule that takes tax in',
      { transactions: [paidBack('66.00')], lines: [taxed()] },
      'included',
      '66',
    ],
    ['all lines', { transactions: [paidBack('106.00')], lines: [taxed(), untaxed()] }, 'excluded', '100'],
    [
      'a line and the shipping',
      {
        transactions: [paidBack('56.50')],
        lines: [untaxed()],
        shipping: [shippingBack('line', both('15.00'), both('1.50'))],
      },
      'excluded',
      '40',
    ],
  ])('%s', (_, parts, tax, expected) => {
    expect(takenBack([refundOf('1', parts)], order, { tax })).toBe(expected);
  });

  test.each<[string, Tax, string]>([
    ['without the tax that they hold', 'excluded', '60'],
    ['with it, where the rule takes tax in', 'included', '66'],
  ])(
    'where prices hold their tax, lines count %s, and the money agrees with the subtotal alone',
    (_, tax, expected) => {
      const money = moneyOf({ eligible: '100.00', eligibleTax: '6.00', shareBase: '106.00', taxesIncluded: true });
      const line = lineBack(both('66.00'), { tax: both('6.00') });
      expect(takenBack([refundOf('1', { transactions: [paidBack('66.00')], lines: [line] })], money, { tax })).toBe(
        expected,
      );
    },
  );

  // 40.00 of lines; when they do not agree: money × 100 ÷ 106
  test.each([
    ['exactly', '40.00', '40'],
    ['one cent less', '39.99', '40'],
    ['one cent more', '40.01', '40'],
    ['two cents less', '39.98', '1999/53'],
    ['two cents more', '40.02', '2001/53'],
  ])('one line: %s', (_, amount, expected) => {
    expect(takenBack([refundOf('1', { transactions: [paidBack(amount)], lines: [untaxed()] })], order)).toBe(expected);
  });

  // 106.00 of two lines with their tax
  test.each([
    ['two cents less', '105.98', '100'],
    ['two cents more', '106.02', '100'],
    ['three cents less', '105.97', '10597/106'],
  ])('two lines: %s', (_, amount, expected) => {
    const refund = refundOf('1', { transactions: [paidBack(amount)], lines: [taxed(), untaxed()] });
    expect(takenBack([refund], order)).toBe(expected);
  });

  // Lines of 40, of which a quarter of the order's money earns nothing: a share is 3/4.
  test.each([
    ['JPY', '41', '40'],
    ['JPY', '42', '63/2'],
    ['BRL', '40.01', '40'],
    ['BRL', '40.02', '6003/200'],
    ['KWD', '40.001', '40'],
    ['KWD', '40.002', '60003/2000'],
    ['R$', '40.01', '40'],
    ['R$', '40.02', '6003/200'],
    ['reais', '40.01', '40'],
    ['', '40.01', '40'],
  ])('the minor unit is that of the currency: %s, lines of 40, money %s', (currency, amount, expected) => {
    const money = moneyOf({ eligible: '75', shareBase: '100', currency });
    const refund = refundOf('1', { transactions: [paidBack(amount)], lines: [lineBack(both('40'))] });
    expect(takenBack([refund], money)).toBe(expected);
  });

  test('gift cards and tips are part of the money, and take back nothing', () => {
    const money = moneyOf({ eligible: '60.00', shareBase: '100.00' });
    const giftCard = lineBack(both('40.00'), { excluded: true, tax: both('0'), id: 'gift' });
    const goods = lineBack(both('60.00'), { id: 'goods' });
    const refund = (amount: string, lines: CollectedRefund['lines']) =>
      refundOf('1', { transactions: [paidBack(amount)], lines });
    expect(takenBack([refund('40.00', [giftCard])], money)).toBe('0');
    expect(takenBack([refund('60.00', [goods])], money)).toBe('60');
    expect(takenBack([refund('80.00', [giftCard, lineBack(both('40.00'), { id: 'half' })])], money)).toBe('40');
  });

  test("an excluded line's tax takes back nothing either", () => {
    const tip = lineBack(both('40.00'), { excluded: true, tax: both('4.00') });
    expect(
      takenBack([refundOf('1', { transactions: [paidBack('44.00')], lines: [tip] })], order, { tax: 'included' }),
    ).toBe('0');
  });
});

describe('Shopify: money without a usable split', () => {
  test.each<[string, Partial<CollectedRefund>, Tax, string]>([
    ['no lines: 53.00 is half of all goods', { transactions: [paidBack('53.00')] }, 'excluded', '50'],
    ['with tax, where the rule takes it in', { transactions: [paidBack('53.00')] }, 'included', '53'],
    ['lines of more than the money', { transactions: [paidBack('53.00')], lines: [taxed()] }, 'excluded', '50'],
    ['lines of less than the money', { transactions: [paidBack('53.00')], lines: [untaxed()] }, 'excluded', '50'],
    [
      'shipping is taken off first',
      { transactions: [paidBack('69.50')], shipping: [shippingBack('line', both('15.00'), both('1.50'))] },
      'excluded',
      '50',
    ],
  ])('%s', (_, parts, tax, expected) => {
    expect(takenBack([refundOf('1', parts)], order, { tax })).toBe(expected);
  });

  test.each(['0', '-1.00'])('goods of %s have no share', (shareBase) => {
    const money = moneyOf({ eligible: '30.00', shareBase, total: '90.00' });
    expect(takenBack([refundOf('1', '20.00')], money)).toBe('0');
  });

  test('the one division comes last: 30 eligible of 90, refunded 3 × 20, takes back 20 exactly', () => {
    const money = moneyOf({ eligible: '30.00', shareBase: '90.00' });
    expect(
      takenBack(
        ['1', '2', '3'].map((id) => refundOf(id, '20.00')),
        money,
      ),
    ).toBe('20');
  });
});

describe('Shopify: shipping', () => {
  const shippingLine = shippingBack('line', both('15.00'), both('1.50'));
  const adjustment = shippingBack('adjustment', both('15.00'), both('1.50'));

  test.each([
    ['as a shipping line', [shippingLine]],
    ['as an adjustment', [adjustment]],
    ['said both ways', [shippingLine, adjustment]],
  ])('alone, %s, it takes back nothing', (_, shipping) => {
    expect(takenBack([refundOf('1', { transactions: [paidBack('16.50')], shipping })], order)).toBe('0');
  });

  test.each([
    ['as a shipping line', [shippingLine]],
    ['as an adjustment', [adjustment]],
    ['said both ways', [adjustment, shippingLine]],
  ])('beside 53.00 of goods, %s, it is counted once', (_, shipping) => {
    expect(takenBack([refundOf('1', { transactions: [paidBack('69.50')], shipping })], order)).toBe('50');
  });

  test('said both ways with different amounts, the shipping line is believed', () => {
    const older = shippingBack('adjustment', both('5.00'));
    for (const shipping of [
      [shippingLine, older],
      [older, shippingLine],
    ]) {
      expect(takenBack([refundOf('1', { transactions: [paidBack('69.50')], shipping })], order)).toBe('50');
    }
  });

  test('in two parts, it is their sum', () => {
    const shipping = [shippingBack('line', both('10.00')), { ...shippingBack('line', both('6.50')), id: 'second' }];
    expect(takenBack([refundOf('1', { transactions: [paidBack('69.50')], shipping })], order)).toBe('50');
  });

  test('holds its tax where prices do', () => {
    const money = { ...order, taxesIncluded: true };
    const shipping = [shippingBack('line', both('16.50'), both('1.50'))];
    expect(takenBack([refundOf('1', { transactions: [paidBack('16.50')], shipping })], money)).toBe('0');
    expect(takenBack([refundOf('1', { transactions: [paidBack('69.50')], shipping })], money)).toBe('50');
  });

  test('more shipping than money leaves no goods, and gives nothing back', () => {
    const refund = refundOf('1', { transactions: [paidBack('10.00')], shipping: [shippingLine], lines: [untaxed()] });
    expect(takenBack([refund], order)).toBe('0');
    expect(takenBack([refund, refundOf('2', '53.00')], order)).toBe('50');
  });

  test('more shipping than money leaves goods of zero, with which a line of one cent agrees', () => {
    const cent = lineBack(both('0.01'));
    const refund = refundOf('1', { transactions: [paidBack('10.00')], shipping: [shippingLine], lines: [cent] });
    expect(takenBack([refund], order)).toBe('1/100');
  });
});

// 500.00 BRL paid as 100.00 USD; a fifth of the goods earns nothing.
const abroad = moneyOf({
  eligible: '400.00',
  shareBase: '500.00',
  presentment: { currency: 'USD', total: '100.00' },
});

describe('Shopify: two currencies', () => {
  const rate = both('30.00', '5.00');

  test.each<[string, Partial<CollectedRefund>, string]>([
    ["no currency is the customer's: 20 USD at the order's 5.00", { transactions: [paidBack('20.00')] }, '80'],
    ["the customer's currency by name", { transactions: [paidBack('20.00', 'success', 'USD')] }, '80'],
    ["the shop's currency stays as it is", { transactions: [paidBack('100.00', 'success', 'BRL')] }, '80'],
    ["at the refund's own rate, 6.00", { transactions: [paidBack('20.00')], rate }, '96'],
    ["the shop's currency needs no rate", { transactions: [paidBack('100.00', 'success', 'BRL')], rate }, '80'],
    [
      "lines agree in the customer's currency and count in the shop's",
      { transactions: [paidBack('20.00')], lines: [lineBack(both('101.37', '20.00'))] },
      '10137/100',
    ],
    [
      "money in the shop's currency is compared in the customer's: 120 BRL at 6.00 are 20 USD",
      { transactions: [paidBack('120.00', 'success', 'BRL')], rate, lines: [lineBack(both('101.37', '20.00'))] },
      '10137/100',
    ],
    [
      "lines that agree in the shop's currency alone do not count",
      { transactions: [paidBack('20.00')], lines: [lineBack(both('100.00', '50.00'))] },
      '80',
    ],
    [
      "lines' tax agrees in the customer's currency",
      { transactions: [paidBack('22.00')], lines: [lineBack(both('100.00', '20.00'), { tax: both('99.00', '2.00') })] },
      '100',
    ],
    [
      'shipping is taken off in each currency: 26 − 6 USD, 130 − 30 BRL',
      {
        transactions: [paidBack('26.00')],
        shipping: [shippingBack('line', both('25.00', '5.00'), both('5.00', '1.00'))],
      },
      '80',
    ],
  ])('%s', (_, parts, expected) => {
    expect(takenBack([refundOf('1', parts)], abroad)).toBe(expected);
  });

  test.each([
    ['no shop money', both('0', '5.00')],
    ["none of the customer's", both('5.00', '0')],
  ])('a pair with %s shows no rate: one for one', (_, pair) => {
    expect(takenBack([refundOf('1', { transactions: [paidBack('20.00')], rate: pair })], abroad)).toBe('16');
  });

  test('the minor unit is that of the currency the customer paid in', () => {
    const yen = moneyOf({ eligible: '400.00', shareBase: '500.00', presentment: { currency: 'JPY', total: '15000' } });
    const lines = [lineBack(both('100.00', '3000'))];
    expect(takenBack([refundOf('1', { transactions: [paidBack('2999')], lines })], yen)).toBe('100');
    expect(takenBack([refundOf('1', { transactions: [paidBack('3002')], lines })], yen)).toBe('6004/75');
  });

  test("all the customer's money is all, though a rate that moved makes it less in the shop's", () => {
    const refund = refundOf('1', { transactions: [paidBack('100.00')], rate: both('4.90', '1.00') });
    expect(isAllBack([refund], abroad)).toBe(true);
    expect(takenBack([refund], abroad)).toBe('400');
  });

  test("all of the shop's money is all, though a rate that moved makes it less in the customer's", () => {
    const refund = refundOf('1', { transactions: [paidBack('500.00', 'success', 'BRL')], rate: both('5.10', '1.00') });
    expect(isAllBack([refund], abroad)).toBe(true);
  });

  test('one cent short in both is not all', () => {
    expect(isAllBack([refundOf('1', '99.99')], abroad)).toBe(false);
  });
});

describe('Shopify: all refunds together', () => {
  test.each([
    ['at once', ['122.50'], true],
    ['in parts', ['60.00', '40.00', '22.50'], true],
    ['more than all', ['122.50', '10.00'], true],
    ['one cent short', ['60.00', '40.00', '22.49'], false],
  ])('all the money is back: %s', (_, amounts, expected) => {
    const refunds = amounts.map((amount, index) => refundOf(`${index}`, amount));
    expect(isAllBack(refunds, order)).toBe(expected);
    if (expected) expect(takenBack(refunds, order)).toBe('100');
  });

  test('they never exceed the eligible amount, though money is left', () => {
    const money = moneyOf({ eligible: '60.00', shareBase: '100.00' });
    const refunds = ['1', '2'].map((id) =>
      refundOf(id, { transactions: [paidBack('45.00')], lines: [lineBack(both('45.00'))] }),
    );
    expect(returnedByRefunds(refunds, {}, money, 'excluded')).toEqual({
      eligible: new Fraction(60),
      everything: false,
    });
  });

  test('money still pending counts towards all, money that failed does not', () => {
    const refund = refundOf('1', { transactions: [paidBack('122.50', 'pending')] });
    expect(returnedByRefunds([refund], {}, order, 'excluded').everything).toBe(true);
    expect(returnedByRefunds([refund], { 't122.50': 'failure' }, order, 'excluded')).toEqual({
      eligible: new Fraction(0),
      everything: false,
    });
  });

  test('neither their order nor their cutting matters where money has no split', () => {
    const cents = fc.integer({ min: 1, max: 2_000 });
    fc.assert(
      fc.property(cents, cents, cents, (one, two, three) => {
        const of = (...amounts: number[]) =>
          takenBack(
            amounts.map((amount, index) => refundOf(`${index}`, decimal((amount / 100).toFixed(2)))),
            order,
          );
        expect(of(one, two, three)).toBe(of(one + two + three));
        expect(of(one, two, three)).toBe(of(three, one, two));
      }),
    );
  });
});
