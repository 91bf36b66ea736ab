import { describe, expect, test } from 'vitest';
import { goodsBack, type ItemisedOrder } from '../../src/domain/goods-back.ts';
import type { Tax } from '../../src/domain/line-worth.ts';
import type { CollectedRefund } from '../../src/domain/order-facts.ts';
import { lineBack, paidBack, purchaseOf, type RefundWords, refundOf, taxed } from '../support/shopify-facts.ts';

interface More extends Partial<Pick<ItemisedOrder, 'unitsLeft' | 'statuses'>> {
  readonly tax?: Tax;
}

/** What refunds, named 1, 2, 3 …, took back of an order. */
function back(money: ItemisedOrder['money'], refunds: readonly RefundWords[], more: More = {}) {
  const { tax = 'excluded', unitsLeft = {}, statuses = {} } = more;
  const collected = refunds.map((words, index): CollectedRefund => refundOf(`${index + 1}`, words));
  return goodsBack({ money, refunds: collected, unitsLeft, statuses }, tax);
}

const eligible = (...args: Parameters<typeof back>) => Number(back(...args).eligible);
const lines = (...ids: readonly string[]) => ids.map((id) => lineBack(id));

/** Goods of 60.00, 40.00 and 100.00. */
const order = purchaseOf({ a: '60.00', b: '40.00', c: '100.00' });

test('nothing went back', () => {
  const { eligible, everything, eligiblePaid } = back(order, []);
  expect([Number(eligible), everything, Number(eligiblePaid)]).toEqual([0, false, 200]);
});

describe('units that a refund lists', () => {
  const three = purchaseOf({ a: { amount: '90.00', tax: '9.00', units: 3 }, b: '40.00' });

  test.each<[string, Tax, boolean, number]>([
    ['without their tax', 'excluded', false, 60],
    ['with it, where the rule takes tax in', 'included', false, 66],
    ['without the tax that their price holds', 'excluded', true, 54],
    ['with the tax that their price holds', 'included', true, 60],
  ])(
    "count by the order's own line in proportion, whatever the refund says of them, %s",
    (_, tax, taxesIncluded, expected) => {
      const money = { ...three, goods: { ...three.goods, taxesIncluded } };
      const refund = { lines: [lineBack('a', { units: 2, amount: '7.00', tax: '70.00' })] };
      expect(eligible(money, [refund], { tax })).toBe(expected);
    },
  );

  test.each([
    ['though no money moved', { lines: lines('a') }],
    ['with their money', { paid: '60.00', lines: lines('a') }],
    ['with less than their money', { paid: '50.00', lines: lines('a') }],
    ['though their money failed', { transactions: [paidBack('60.00', 'failure')], lines: lines('a') }],
    [
      'though a part of it failed',
      { transactions: [paidBack('30.00'), paidBack('30.00', 'error', null, 'x')], lines: lines('a') },
    ],
  ])('left the order, %s', (_, refund) => {
    expect(eligible(order, [refund])).toBe(60);
  });

  test('never are more than the line has', () => {
    expect(eligible(three, [{ lines: [lineBack('a', { units: 9 })] }])).toBe(90);
    expect(eligible(three, [{ lines: [lineBack('a', { units: 2 })] }, { lines: [lineBack('a', { units: 2 })] }])).toBe(
      90,
    );
  });

  test('are one unit, though two refunds list it', () => {
    expect(eligible(order, [{ paid: '60.00', lines: lines('a') }, { lines: lines('a') }])).toBe(60);
  });

  test('of no units are none', () => {
    expect(eligible(order, [{ lines: [lineBack('a', { units: 0 })] }])).toBe(0);
    expect(eligible(purchaseOf({ a: { amount: '0', units: 0 }, b: '1.00' }), [{ lines: lines('a') }])).toBe(0);
  });

  // Goods of 40.00 and a gift card of 60.00. The unit is kept by the first refund, and not given back by the second.
  test('belong to the refund of the smaller id, in whatever order they are known', () => {
    const money = purchaseOf({ gift: { amount: '60.00', kind: 'giftCard' }, goods: '40.00' });
    for (const [first, second] of [
      ['9', '10'],
      ['11', '12'],
    ] as const) {
      const kept = refundOf(first, { lines: lines('gift'), discrepancy: '60.00' });
      const returned = refundOf(second, { paid: '60.00', lines: lines('gift') });
      for (const refunds of [
        [kept, returned],
        [returned, kept],
      ]) {
        // 60.00 for no line: 40 ÷ 100 of it are goods.
        expect(Number(goodsBack({ money, refunds, unitsLeft: {}, statuses: {} }, 'excluded').eligible)).toBe(24);
      }
    }
  });
});

describe('units that no refund lists', () => {
  const three = purchaseOf({ a: { amount: '90.00', units: 3 }, b: '40.00' });

  test.each([
    ['are gone when the order has fewer of a line', {}, 0, 90],
    ['are those beside the ones that are listed', {}, 1, 60],
    ['are none where refunds list more, as before an older body', { units: 2 }, 2, 60],
    ['are none where refunds list as many', { units: 2 }, 1, 60],
    ['are one more than is listed', { units: 1 }, 1, 60],
  ])('%s', (_, listed, left, expected) => {
    const refunds = 'units' in listed ? [{ lines: [lineBack('a', listed)] }] : [];
    expect(eligible(three, refunds, { unitsLeft: { a: left } })).toBe(expected);
  });

  test('of a line that the order does not have are none', () => {
    expect(eligible(three, [], { unitsLeft: { x: 0 } })).toBe(0);
  });

  test('whose money comes later, for no line and without a discrepancy, are not counted twice', () => {
    const unitsLeft = { b: 0 };
    expect([eligible(order, [], { unitsLeft }), eligible(order, [{ paid: '40.00' }], { unitsLeft })]).toEqual([40, 40]);
  });
});

describe('what the shop keeps of its lines', () => {
  test.each<[string, RefundWords, number]>([
    ['all of it: restocked without money', { lines: lines('b'), discrepancy: '40.00' }, 0],
    ['none: restocked without money, and credit given outside', { lines: lines('b') }, 40],
    ['a part', { paid: '30.00', lines: lines('b'), discrepancy: '10.00' }, 30],
    [
      'never what it gave: its money is on the way',
      { transactions: [paidBack('40.00', 'pending')], lines: lines('b'), discrepancy: '40.00' },
      40,
    ],
    ['a part of what it says, where more money came', { paid: '35.00', lines: lines('b'), discrepancy: '10.00' }, 35],
    ['never more than its lines', { lines: lines('b'), discrepancy: '90.00' }, 0],
  ])('%s', (_, refund, expected) => {
    expect(eligible(order, [refund])).toBe(expected);
  });

  test('counts in proportion among lines that earned and lines that did not', () => {
    const money = purchaseOf({ goods: '60.00', gift: { amount: '40.00', kind: 'giftCard' }, more: '100.00' });
    const half = { paid: '50.00', lines: lines('goods', 'gift'), discrepancy: '50.00' };
    expect(eligible(money, [half])).toBe(30);
  });

  test('is of that refund alone: what it keeps beyond its lines lessens no goodwill of another', () => {
    const keeps = { lines: lines('b'), discrepancy: '100.00' };
    const goodwill = { transactions: [paidBack('80.00', 'failure')], lines: lines('a'), discrepancy: '-20.00' };
    // books: (40 − 40) + (60 + 20)
    expect(eligible(order, [keeps, goodwill])).toBe(80);
  });
});

describe('goodwill', () => {
  test('is money for no line: it comes on top of what left', () => {
    const exchange = purchaseOf({ a: '1893.00', b: '365.00' });
    const exchanged = { paid: '1528.00', lines: lines('a') };
    expect(eligible(exchange, [exchanged])).toBe(1893);
    expect(eligible(exchange, [exchanged, { paid: '10.00', discrepancy: '-10.00' }])).toBe(1903);
  });

  test('that is not yet in the money counts by the books', () => {
    expect(eligible(order, [{ lines: lines('a'), discrepancy: '-20.00' }])).toBe(80);
  });

  test('that failed, discrepancy and all, did not happen', () => {
    expect(eligible(order, [{ transactions: [paidBack('30.00', 'failure')], discrepancy: '-30.00' }])).toBe(0);
    const statuses = { 't30.00': 'error' } as const;
    const refund = { transactions: [paidBack('30.00', 'pending')], discrepancy: '-30.00' };
    expect([eligible(order, [refund]), eligible(order, [refund], { statuses })]).toEqual([30, 0]);
  });
});

describe('money', () => {
  test.each<[string, RefundWords[], number]>([
    ['for no line counts', [{ paid: '30.00' }], 30],
    ['of several refunds is one sum', [{ paid: '30.00' }, { paid: '20.00' }], 50],
    ['on its way counts', [{ transactions: [paidBack('30.00', 'pending')] }], 30],
    ['that failed does not', [{ transactions: [paidBack('30.00', 'failure')] }], 0],
    [
      'of one card counts where that of the other failed',
      [{ transactions: [paidBack('30.00'), paidBack('20.00', 'failure')] }],
      30,
    ],
    ['beyond what left counts as that much more', [{ paid: '90.00', lines: lines('a') }], 90],
    [
      'for what left is not counted twice, in whichever refund it stands',
      [{ lines: lines('a') }, { paid: '60.00' }],
      60,
    ],
  ])('%s', (_, refunds, expected) => {
    expect(eligible(order, refunds)).toBe(expected);
  });

  test('for no line takes back the proportion of what is left', () => {
    const money = purchaseOf({ a: '60.00', b: '100.00', gift: { amount: '100.00', kind: 'giftCard' } });
    // 160 of 260 earned; of what is left when a is gone, 100 of 200.
    expect(eligible(money, [{ paid: '26.00' }])).toBe(16);
    expect(eligible(money, [{ paid: '90.00', lines: lines('a') }])).toBe(75);
  });

  test("in another currency is the shop's at the order's ratio", () => {
    const abroad = purchaseOf({ a: '500.00' }, { total: '500.00', presentment: { currency: 'USD', total: '100.00' } });
    expect(eligible(abroad, [{ paid: '20.00' }])).toBe(100);
  });
});

describe('what never was for goods', () => {
  const withShipping = purchaseOf(
    { a: { amount: '50.00', tax: '10.00' }, b: { amount: '50.00', tax: '10.00' } },
    { shipping: taxed('10.00', '2.00') },
  );

  test.each<[string, RefundWords, number]>([
    ['shipping alone', { paid: '12.00', shippingLines: taxed('10.00', '2.00') }, 0],
    [
      'shipping alone, its tax in the adjustment',
      { paid: '12.00', shippingLines: taxed('10.00'), shippingAdjustments: taxed('10.00', '2.00') },
      0,
    ],
    ['shipping alone, its tax nowhere', { paid: '12.00', shippingLines: taxed('10.00') }, 0],
    ['a line and shipping', { paid: '72.00', lines: lines('a'), shippingLines: taxed('10.00', '2.00') }, 50],
    [
      'a line and shipping, without the tax of the shipping',
      { paid: '70.00', lines: lines('a'), shippingLines: taxed('10.00', '2.00') },
      50,
    ],
    ['goodwill and shipping', { paid: '42.00', shippingLines: taxed('10.00'), discrepancy: '-30.00' }, 25],
    ['duties alone', { paid: '20.00', duties: '20.00' }, 0],
    ['a line and duties', { paid: '80.00', lines: lines('a'), duties: '20.00' }, 50],
  ])('takes nothing: %s', (_, refund, expected) => {
    expect(eligible(withShipping, [refund])).toBe(expected);
  });

  test('takes nothing of what went back beside it, though its own money failed', () => {
    const failed = {
      transactions: [paidBack('100.00', 'failure')],
      lines: lines('b'),
      shippingLines: taxed('20.00'),
      duties: '40.00',
    };
    expect(eligible(order, [failed, { paid: '70.00' }])).toBe(70);
  });

  test('lessens the money of no goods below nothing', () => {
    expect(eligible(order, [{ paid: '10.00', duties: '20.00' }])).toBe(0);
    // 10 − 20 + 30
    expect(eligible(order, [{ paid: '10.00', duties: '20.00' }, { paid: '30.00' }])).toBe(20);
  });
});

describe('lines that earn nothing', () => {
  const money = purchaseOf({
    goods: '40.00',
    tip: { amount: '5.00', tax: '1.00', kind: 'tip' },
    gift: { amount: '50.00', kind: 'giftCard' },
  });

  test.each<[string, RefundWords[], number]>([
    ['a tip is no goods', [{ paid: '6.00', lines: lines('tip') }], 0],
    ['a tip and a gift card', [{ paid: '56.00', lines: lines('tip', 'gift') }], 0],
    ['a tip beside goods', [{ paid: '46.00', lines: lines('tip', 'goods') }], 40],
    ['a gift card', [{ paid: '50.00', lines: lines('gift') }], 0],
    ['a gift card restocked without money', [{ lines: lines('gift'), discrepancy: '50.00' }], 0],
  ])('%s', (_, refunds, expected) => {
    expect(eligible(money, refunds)).toBe(expected);
  });

  test('a tip that the order no longer has is gone for nothing', () => {
    expect(eligible(money, [], { unitsLeft: { tip: 0 } })).toBe(0);
    expect(eligible(money, [{ paid: '9.00' }], { unitsLeft: { tip: 0 } })).toBe(4);
  });

  test('all goods are back without the tip', () => {
    expect(back(money, [{ lines: lines('goods', 'gift') }]).everything).toBe(true);
  });

  test('with all else back, nothing that earned is left', () => {
    const bought = purchaseOf(
      { gift: { amount: '143.60', kind: 'giftCard' }, goods: '277.30' },
      { shipping: taxed('9.00') },
    );
    const restocked = { lines: lines('gift'), discrepancy: '143.60' };
    const returned = { paid: '286.30', lines: lines('goods'), shippingLines: taxed('9.00') };
    expect(Number(back(bought, [restocked, returned]).eligible)).toBe(277.3);
  });
});

describe("lines that the order's own body does not have", () => {
  const foreign = (tip = false) => lineBack('x', { units: 2, amount: '30.00', tax: '3.00', isTip: tip });

  test('count by what the refund says of them, and earned nothing', () => {
    expect(eligible(order, [{ paid: '33.00', lines: [foreign()] }])).toBe(0);
    expect(eligible(order, [{ lines: [foreign()] }, { paid: '43.00' }])).toBe(10);
  });

  test('hold their tax where the prices of the order do', () => {
    const included = { ...order, goods: { ...order.goods, taxesIncluded: true } };
    expect(eligible(included, [{ lines: [foreign()] }, { paid: '43.00' }])).toBe(13);
  });

  test('are kept, too: restocked without money', () => {
    expect(eligible(order, [{ lines: [foreign()], discrepancy: '33.00' }, { paid: '23.30' }])).toBe(20);
  });

  test('take no part in everything that the order has', () => {
    expect(back(order, [{ paid: '33.00', lines: [foreign()] }, { paid: '199.00' }]).everything).toBe(false);
    expect(back(order, [{ paid: '33.00', lines: [foreign()] }, { paid: '200.00' }]).everything).toBe(true);
  });

  test('are tips where the refund says so; what the order has is what the order says', () => {
    expect(eligible(order, [{ paid: '33.00', lines: [foreign(true)] }])).toBe(0);
    expect(eligible(order, [{ paid: '43.00', lines: [foreign(true)] }])).toBe(10);
    expect(eligible(order, [{ paid: '60.00', lines: [lineBack('a', { isTip: true })] }])).toBe(60);
  });
});

describe('cents that no line explains', () => {
  test.each<[string, string, RefundWords, number]>([
    ['one for a line', 'BRL', { paid: '60.01', lines: lines('a') }, 60],
    ['two for a line', 'BRL', { paid: '60.02', lines: lines('a') }, 60.02],
    ['two for two lines', 'BRL', { paid: '100.02', lines: lines('a', 'b') }, 100],
    ['three for two lines', 'BRL', { paid: '100.03', lines: lines('a', 'b') }, 100.03],
    [
      'two for a line and one without units',
      'BRL',
      { paid: '60.02', lines: [lineBack('a'), lineBack('b', { units: 0 })] },
      60.02,
    ],
    ['one without a line', 'BRL', { paid: '0.01' }, 0.01],
    ['one that was goodwill', 'BRL', { paid: '60.01', lines: lines('a'), discrepancy: '-0.01' }, 60.01],
    ['a yen for a line', 'JPY', { paid: '61', lines: lines('a') }, 60],
    ['two yen for a line', 'JPY', { paid: '62', lines: lines('a') }, 62],
    ['a fils for a line', 'KWD', { paid: '60.001', lines: lines('a') }, 60],
    ['two fils for a line', 'KWD', { paid: '60.002', lines: lines('a') }, 60.002],
  ])('%s, in %s', (_, currency, refund, expected) => {
    expect(eligible({ ...order, currency, presentment: { ...order.presentment, currency } }, [refund])).toBe(expected);
  });

  test('are forgiven for the lines of all refunds together, unless one of them gave goodwill', () => {
    const one = { paid: '60.02', lines: lines('a') };
    const other = { paid: '40.00', lines: lines('b') };
    expect(eligible(order, [one, other])).toBe(100);
    expect(eligible(order, [one, { ...other, discrepancy: '-0.01' }])).toBe(100.02);
  });
});

describe('everything', () => {
  test.each<[string, RefundWords[]]>([
    ['by its lines', [{ lines: lines('a', 'b', 'c') }]],
    ['by its money, for no line', [{ paid: '200.00' }]],
    [
      'by a line, whatever the refund says it was worth, and money',
      [{ lines: [lineBack('a', { amount: '9.00' })] }, { paid: '200.00' }],
    ],
    ['in parts', [{ paid: '60.00', lines: lines('a') }, { paid: '140.00' }]],
    ['by more than its money', [{ paid: '250.00' }]],
    ['by a line and goodwill', [{ lines: lines('a'), discrepancy: '-140.00' }]],
  ])('is back: %s', (_, refunds) => {
    const { eligible, everything } = back(order, refunds);
    expect([Number(eligible), everything]).toEqual([200, true]);
  });

  test('is not back one cent before', () => {
    const { eligible, everything } = back(order, [{ paid: '199.99' }]);
    expect([Number(eligible), everything]).toEqual([199.99, false]);
  });

  test('is back unit by unit, though a third of its worth never ends', () => {
    const money = purchaseOf({ a: { amount: '100.00', units: 3 } });
    const unit = (paid: string) => ({ paid, lines: lines('a') });
    const { eligible, everything } = back(money, [unit('33.33'), unit('33.33'), unit('33.34')]);
    expect([eligible.toFraction(), everything]).toEqual(['100', true]);
  });

  test('is back in three parts of another currency, though none of them divides', () => {
    const money = purchaseOf({ a: '100.00' }, { total: '100.00', presentment: { currency: 'USD', total: '30.00' } });
    const { eligible, everything } = back(money, [{ paid: '10.00' }, { paid: '10.00' }, { paid: '10.00' }]);
    expect([eligible.toFraction(), everything]).toEqual(['100', true]);
  });

  test('of an order that was free has always been back', () => {
    expect(back(purchaseOf({ a: '0.00' }), []).everything).toBe(true);
  });

  test('takes nothing of lines that come to less than nothing', () => {
    const { eligible, everything } = back(purchaseOf({ a: '-5.00' }), []);
    expect([Number(eligible), everything]).toEqual([0, true]);
  });
});

describe('what was paid for goods that earn', () => {
  const paid = (...args: Parameters<typeof back>) => Number(back(...args).eligiblePaid);

  test.each<[string, RefundWords[], number]>([
    ['all of it, when nothing went back', [], 200],
    ['all of it, when its money went back', [{ paid: '60.00', lines: lines('a') }], 200],
    ['all of it, when money for no line went back', [{ paid: '60.00' }], 200],
    ['what stays, when lines left without money: they were never paid for', [{ lines: lines('c') }], 100],
    ['not asked when everything is back', [{ paid: '200.00', lines: lines('a', 'b', 'c') }], 0],
    ['what stays and the money, when a part of it went back', [{ paid: '30.00', lines: lines('c') }], 130],
    ['no more than all, when more money went back than lines left', [{ paid: '60.01', lines: lines('a') }], 200],
  ])('is %s', (_, refunds, expected) => {
    expect(paid(order, refunds)).toBe(expected);
  });

  test('is not more after an even exchange, nor after one that is not paid yet', () => {
    const exchanged = [{ lines: lines('a') }];
    expect(paid(purchaseOf({ a: '60.00', b: '60.00' }), exchanged)).toBe(60);
    expect(paid(purchaseOf({ a: '60.00', b: '40.00' }), [{ paid: '20.00', lines: lines('a') }])).toBe(60);
  });

  test('is the part that earns of what went back', () => {
    const money = purchaseOf({ goods: '60.00', gift: { amount: '40.00', kind: 'giftCard' } });
    expect(paid(money, [{ paid: '40.00', lines: lines('gift') }])).toBe(60);
    expect(paid(money, [{ paid: '30.00', lines: lines('goods') }])).toBe(30);
    expect(paid(money, [{ paid: '50.00' }])).toBe(60);
  });

  test('is that of each refund for its own lines: a gift card that was never paid for lowers nothing', () => {
    const money = purchaseOf({ a: '60.00', b: '40.00', gift: { amount: '40.00', kind: 'giftCard' } });
    const removed = { lines: lines('gift') };
    expect(paid(money, [removed])).toBe(100);
    expect(paid(money, [removed, { paid: '40.00', lines: lines('b') }])).toBe(100);
  });

  test('counts money that comes later for goods that left without any', () => {
    const money = purchaseOf({ a: '60.00', b: '40.00' });
    const edited = { lines: lines('b') };
    expect(paid(money, [edited])).toBe(60);
    expect(paid(money, [edited, { paid: '40.00' }])).toBe(100);
    expect(paid(money, [edited, { paid: '15.00' }])).toBe(75);
  });

  test('counts goodwill as a part of all that is left', () => {
    const money = purchaseOf({ a: '60.00', gift: { amount: '40.00', kind: 'giftCard' } });
    expect(paid(money, [{ paid: '10.00', discrepancy: '-10.00' }])).toBe(60);
  });

  test('counts less where shipping came back without money of its own', () => {
    const money = purchaseOf({ a: '60.00', b: '40.00' }, { shipping: taxed('10.00') });
    const withoutMoney = { shippingLines: taxed('10.00') };
    expect(paid(money, [{ paid: '40.00', lines: lines('b') }, withoutMoney])).toBe(90);
  });
});

describe('the steps', () => {
  const sums = ({ gone, books, money, everBought, back: counted, extra }: ReturnType<typeof back>) => ({
    gone: Number(gone),
    books: Number(books),
    money: Number(money),
    everBought: Number(everBought),
    back: Number(counted),
    extra: extra && { amount: Number(extra.amount), isRounding: extra.isRounding },
  });
  const booked = ({ refunds }: ReturnType<typeof back>) =>
    refunds.map(({ id, listed, discrepancy, kept, money, sent }) => ({
      id,
      listed: Number(listed.all),
      discrepancy: Number(discrepancy),
      kept: Number(kept),
      money: Number(money),
      sent: sent && [Number(sent.all), Number(sent.shipping), Number(sent.besides)],
    }));
  const exchanged = purchaseOf({ a: '1893.00', b: '365.00' });

  test('of an exchange for something cheaper, and of 10 for goodwill after it', () => {
    const steps = back(exchanged, [
      { paid: '1528.00', lines: lines('a') },
      { paid: '10.00', discrepancy: '-10.00' },
    ]);
    expect(sums(steps)).toEqual({
      gone: 1893,
      books: 1903,
      money: 1538,
      everBought: 2258,
      back: 1903,
      extra: { amount: 10, isRounding: false },
    });
    expect(booked(steps)).toEqual([
      { id: '1', listed: 1893, discrepancy: 0, kept: 0, money: 1528, sent: [1528, 0, 0] },
      { id: '2', listed: 0, discrepancy: -10, kept: 0, money: 10, sent: [10, 0, 0] },
    ]);
  });

  test('of a line that was restocked without money: the shop kept it', () => {
    const steps = back(purchaseOf({ a: '60.00', b: '40.00' }), [{ discrepancy: '40.00', lines: lines('b') }]);
    expect(sums(steps)).toMatchObject({ gone: 0, books: 0, money: 0, back: 0 });
    expect(booked(steps)).toEqual([{ id: '1', listed: 40, discrepancy: 40, kept: 40, money: 0, sent: [0, 0, 0] }]);
  });

  test('tell units that refunds list from those that an edit took', () => {
    const three = purchaseOf({ a: { amount: '90.00', units: 3 }, tip: { amount: '5.00', kind: 'tip' } });
    const { goods } = back(three, [{ lines: [lineBack('a')], paid: '30.00' }], { unitsLeft: { a: 1 } });
    expect(goods.map(({ id, units, listed, gone }) => [id, units, listed, gone.units, Number(gone.worth.all)])).toEqual(
      [['a', 3, 1, 2, 60]],
    );
  });

  test('leave out what refunds say nothing of: money that failed, and an extra once everything is back', () => {
    const steps = back(order, [
      { transactions: [paidBack('60.00', 'failure')], lines: lines('a') },
      { transactions: [paidBack('30.00', 'failure')] },
      { paid: '140.00', lines: lines('b', 'c') },
    ]);
    expect(booked(steps).map(({ id, sent }) => [id, sent])).toEqual([
      ['1', null],
      ['3', [140, 0, 0]],
    ]);
    expect([steps.everything, steps.extra]).toEqual([true, null]);
  });
});
