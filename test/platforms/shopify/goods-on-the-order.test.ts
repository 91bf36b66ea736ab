import { describe, test } from 'vitest';
import { expectPoints, type Step } from '../../support/shopify/playing-orders.ts';
import { type RefundWords, takenOff } from '../../support/shopify/refund-bodies.ts';
import { gone, type OrderWords } from '../../support/shopify/shop-bodies.ts';

// The design's table, at a point for each unit of money, from bodies to points. Each number stands there or is worked out by hand.

describe('a line of 40 of 100 restocked without money', () => {
  const [kept, line] = [{ price: '60.00' }, { price: '40.00' }];
  const steps = (refund: RefundWords): Step[] => [
    { order: { lines: [kept, line] } },
    { refund, order: { lines: [kept, gone(line)] } },
  ];
  test('keeps 100 where the shop kept the money', () => {
    expectPoints(100, steps({ ...takenOff(1, '40.00'), discrepancies: ['40.00'] }));
  });
  test('keeps 60 where credit was given outside', () => {
    expectPoints(60, steps(takenOff(1, '40.00')));
  });
});

describe('A of 120 (20 tax) and B of 105 (5 tax), tax included, A back', () => {
  const [a, b] = [
    { price: '120.00', tax: '20.00' },
    { price: '105.00', tax: '5.00' },
  ];
  const status = 'partially_refunded';
  const steps = (refund: RefundWords): Step[] => [
    { order: { lines: [a, b], taxesIncluded: true } },
    { refund, order: { lines: [gone(a), b], taxesIncluded: true, status } },
  ];
  const pending = [{ amount: '120.00', status: 'pending' }] as const;
  const rows: [string, RefundWords][] = [
    ['120 pending, discrepancies of +120 and −120', { money: pending, discrepancies: ['120.00', '-120.00'] }],
    ['120 pending, a discrepancy of +120', { money: pending, discrepancies: ['120.00'] }],
    ['120 paid', { money: ['120.00'] }],
  ];
  describe.each(rows)('%s', (_, words) => {
    test.each([
      ['gross', '120.00'],
      ['net', '100.00'],
    ])('keeps 100, and 105 with tax; subtotal %s', (_reading, subtotal) => {
      const story = steps({ ...words, lines: [{ of: 0, subtotal, tax: '20.00' }] });
      expectPoints(100, story);
      expectPoints(105, story, 'included');
    });
  });
});

describe('duties', () => {
  const order: OrderWords = { lines: [{ price: '50.00', units: 2 }], duties: '20.00' };
  test('of 20 back alone keep 100', () => {
    const refund = { duties: '20.00', money: ['20.00'] };
    expectPoints(100, [{ order }, { refund, order: { ...order, status: 'partially_refunded' } }]);
  });
  test('of 10 back with goods of 50 keep 50', () => {
    const refund = { lines: [{ of: 0, subtotal: '50.00' }], duties: '10.00', money: ['60.00'] };
    const lines = [{ price: '50.00', units: 2, left: 1 }];
    expectPoints(50, [{ order }, { refund, order: { ...order, lines, status: 'partially_refunded' } }]);
  });
});

describe('what never earned', () => {
  test('a gift card restocked for its worth, then the goods and the shipping back: nothing that earns is left', () => {
    const [card, goods] = [{ price: '143.60', is: 'giftCard' }, { price: '277.30' }] as const;
    const shipping = { amount: '10.00' };
    const status = 'partially_refunded';
    const restocked = { ...takenOff(0, '143.60'), discrepancies: ['143.60'] };
    const back = { lines: [{ of: 1, subtotal: '277.30' }], shippingLine: shipping, money: ['287.30'] };
    expectPoints(0, [
      { order: { lines: [card, goods], shipping } },
      { refund: restocked, order: { lines: [gone(card), goods], shipping } },
      { refund: back, order: { lines: [gone(card), gone(goods)], shipping, status } },
    ]);
  });

  test('goods of 40 keep 40 when tip and gift card are listed and back', () => {
    const [goods, tip, card] = [
      { price: '40.00' },
      { price: '5.00', is: 'tip' },
      { price: '50.00', is: 'giftCard' },
    ] as const;
    const lines = [
      { of: 1, subtotal: '5.00' },
      { of: 2, subtotal: '50.00' },
    ];
    expectPoints(40, [
      { order: { lines: [goods, tip, card] } },
      {
        refund: { lines, money: ['55.00'] },
        order: { lines: [goods, gone(tip), gone(card)], status: 'partially_refunded' },
      },
    ]);
  });
});

test('a line of 80 of 100 back keeps 20, though only 30 of its money went through and 50 failed', () => {
  const [kept, line] = [{ price: '20.00' }, { price: '80.00' }];
  const money = ['30.00', { amount: '50.00', status: 'failure' }] as const;
  expectPoints(20, [
    { order: { lines: [kept, line] } },
    { refund: { ...takenOff(1, '80.00'), money }, order: { lines: [kept, gone(line)], status: 'partially_refunded' } },
  ]);
});
