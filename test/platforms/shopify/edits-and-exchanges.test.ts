import { describe, test } from 'vitest';
import { expectPoints, type Step } from '../../support/shopify/playing-orders.ts';
import { type RefundWords, takenOff } from '../../support/shopify/refund-bodies.ts';
import { gone, type LineWords, type OrderWords } from '../../support/shopify/shop-bodies.ts';

// The design's table, at a point for each unit of money, from bodies to points. Each number stands there or is worked out by hand.

/** What an edit takes off is written as a refund without money, or not at all. */
const WRITTEN = [['with a refund written for it', true] as const, ['with none written', false] as const];

describe('60 + 40, the 40 removed before the payment of 60', () => {
  const [kept, removed] = [{ price: '60.00' }, { price: '40.00' }];
  const pending = { lines: [kept, removed], status: 'pending', outstanding: '100.00' } as const;

  describe.each(WRITTEN)('%s', (_, isWritten) => {
    test.each(['all', 'left'] as const)('earns 60, less what goes back then (the total holds %s)', (totalHolds) => {
      const order: OrderWords = { lines: [kept, gone(removed)], totalHolds };
      const paid: Step[] = [{ order: pending }, { order, ...(isWritten ? { refund: takenOff(1, '40.00') } : {}) }];
      const then = (refund: RefundWords, after: OrderWords): Step[] => [...paid, { refund, order: after }];
      const partly = { ...order, status: 'partially_refunded' } as const;
      expectPoints(60, paid);
      expectPoints(30, then({ discrepancies: ['-30.00'], money: ['30.00'] }, partly));
      const lines = [{ of: 0, subtotal: '60.00' }];
      expectPoints(0, then({ lines, money: ['60.00'] }, { ...partly, lines: [gone(kept), gone(removed)] }));
      expectPoints(0, then({ discrepancies: ['-60.00'], money: ['60.00'] }, partly));
    });
  });
});

describe.each(WRITTEN)('three of 50 lowered to one before the payment, %s', (_, isWritten) => {
  test('earn 50', () => {
    const order: OrderWords = { lines: [{ price: '50.00', units: 3, left: 1 }] };
    expectPoints(50, [{ order, ...(isWritten ? { refund: takenOff(0, '100.00', 2) } : {}) }]);
  });
});

describe('an exchange', () => {
  test.each(['all', 'left'] as const)(
    'of 1893 for 365 keeps 365, and 355 after 10 for goodwill (the total holds %s)',
    (totalHolds) => {
      const [dear, cheap] = [{ price: '1893.00' }, { price: '365.00' }];
      const order = { lines: [gone(dear), cheap], status: 'partially_refunded', totalHolds } as const;
      const exchanged: Step[] = [
        { order: { lines: [dear] } },
        { refund: { ...takenOff(0, '1893.00'), money: ['1528.00'] }, order },
      ];
      expectPoints(365, exchanged);
      expectPoints(355, [...exchanged, { refund: { discrepancies: ['-10.00'], money: ['10.00'] }, order }]);
    },
  );

  test.each(['all', 'left'] as const)('of 80 for 80 keeps 80 (the total holds %s)', (totalHolds) => {
    const line = { price: '80.00' };
    const order = { lines: [gone(line), line], totalHolds };
    expectPoints(80, [{ order: { lines: [line] } }, { refund: takenOff(0, '80.00'), order }]);
  });

  test.each(['all', 'left'] as const)(
    'of 60 for 80 earns nothing until the 20 are paid, then 80 (the total holds %s)',
    (totalHolds) => {
      const [cheap, dear] = [{ price: '60.00' }, { price: '80.00' }];
      const order = { lines: [gone(cheap), dear], totalHolds };
      const unpaid: Step[] = [
        { order: { lines: [cheap] } },
        { refund: takenOff(0, '60.00'), order: { ...order, status: 'partially_paid', outstanding: '20.00' } },
      ];
      expectPoints(0, unpaid);
      expectPoints(80, [...unpaid, { order }]);
    },
  );
});

describe('an edit that takes 40 of 100 out of a paid order', () => {
  const cases: [string, LineWords[], LineWords[], RefundWords][] = [
    [
      'a line',
      [{ price: '60.00' }, { price: '40.00' }],
      [{ price: '60.00' }, { price: '40.00', left: 0 }],
      takenOff(1, '40.00'),
    ],
    [
      'two of five units',
      [{ price: '20.00', units: 5 }],
      [{ price: '20.00', units: 5, left: 3 }],
      takenOff(0, '40.00', 2),
    ],
  ];
  describe.each(cases)('%s', (_what, before, lines, refund) => {
    test.each(WRITTEN)('keeps 60, before and after its money comes for no line: %s', (_, isWritten) => {
      const edited: Step[] = [{ order: { lines: before } }, { order: { lines }, ...(isWritten ? { refund } : {}) }];
      expectPoints(60, edited);
      expectPoints(60, [...edited, { refund: { money: ['40.00'] }, order: { lines, status: 'partially_refunded' } }]);
    });
  });
});
