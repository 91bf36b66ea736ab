import { describe, test } from 'vitest';
import { expectPoints, type Step } from '../../support/shopify/playing-orders.ts';
import type { RefundWords } from '../../support/shopify/refund-bodies.ts';
import type { OrderWords } from '../../support/shopify/shop-bodies.ts';

// Two of 50 (+10 tax) and shipping of 10 (+2 tax): Shopify writes shipping that goes back in all these ways.

type Shipping = Pick<RefundWords, 'shippingLine' | 'shippingAdjustments'>;

const NET = { amount: '10.00' };
const GROSS = { amount: '12.00' };
const WITH_TAX = { ...NET, tax: '2.00' };
const [BACK, BACK_WITH_TAX, BACK_GROSS] = [
  { amount: '-10.00' },
  { amount: '-10.00', tax: '-2.00' },
  { amount: '-12.00' },
];
const ON_AGAIN = { amount: '10.00', tax: '2.00' };

const READINGS: [string, Shipping][] = [
  ['with its tax in the line', { shippingLine: WITH_TAX }],
  ['with its tax in the adjustment only', { shippingLine: NET, shippingAdjustments: [BACK_WITH_TAX] }],
  ['with its tax nowhere', { shippingLine: NET }],
  ['with its tax nowhere, in an adjustment, too', { shippingLine: NET, shippingAdjustments: [BACK] }],
  ['in a line and an adjustment, both with tax', { shippingLine: WITH_TAX, shippingAdjustments: [BACK_WITH_TAX] }],
  ['in an adjustment only, with tax', { shippingAdjustments: [BACK_WITH_TAX] }],
  ['in an adjustment only, without tax', { shippingAdjustments: [BACK] }],
  ['off, on and off again', { shippingAdjustments: [BACK_WITH_TAX, ON_AGAIN, BACK_WITH_TAX] }],
];

/** On shops whose prices hold their tax, the amount may hold it, too. */
const GROSS_READINGS: [string, Shipping][] = [
  ['gross in the line, with its tax', { shippingLine: { ...GROSS, tax: '2.00' } }],
  ['gross in the line', { shippingLine: GROSS }],
  ['gross in line and adjustment', { shippingLine: GROSS, shippingAdjustments: [BACK_GROSS] }],
  [
    'gross in line and adjustment, with tax',
    { shippingLine: GROSS, shippingAdjustments: [{ ...BACK_GROSS, tax: '-2.00' }] },
  ],
  ['gross in an adjustment only', { shippingAdjustments: [BACK_GROSS] }],
];

const SHOPS: [string, OrderWords, [string, Shipping][]][] = [
  ['where tax comes on top', { lines: [{ price: '50.00', units: 2, tax: '20.00' }], shipping: WITH_TAX }, READINGS],
  [
    'where prices hold their tax',
    { lines: [{ price: '60.00', units: 2, tax: '20.00' }], shipping: { ...GROSS, tax: '2.00' }, taxesIncluded: true },
    [...READINGS, ...GROSS_READINGS],
  ],
];

describe.each(SHOPS)('%s, shipping goes back', (_shop, order, readings) => {
  const status = 'partially_refunded';
  const [subtotal, tax] = order.taxesIncluded === true ? ['60.00', '10.00'] : ['50.00', '10.00'];

  describe.each(readings)('%s', (_reading, shipping) => {
    test('with one of the two, 72: 50 stay', () => {
      const lines = order.lines.map((line) => ({ ...line, left: 1 }));
      const steps: Step[] = [
        { order },
        {
          refund: { lines: [{ of: 0, subtotal, tax }], ...shipping, money: ['72.00'] },
          order: { ...order, lines, status },
        },
      ];
      expectPoints(50, steps);
      expectPoints(60, steps, 'included');
    });

    test('alone, 12: 100 stay', () => {
      const steps: Step[] = [{ order }, { refund: { ...shipping, money: ['12.00'] }, order: { ...order, status } }];
      expectPoints(100, steps);
      expectPoints(120, steps, 'included');
    });
  });
});
