import { describe, expect, test } from 'vitest';
import { orderSchema } from '../../../src/platforms/woocommerce/order-schema.ts';
import { standingOf } from '../../../src/platforms/woocommerce/standing.ts';
import { payloadOf, recorded } from '../../fixtures/load.ts';
import { demoStore } from '../../support/woocommerce-store.ts';

const paid = payloadOf(recorded('007').rawBody);

function standing(fields: object, store: Partial<typeof demoStore> = {}) {
  return standingOf(orderSchema.parse({ ...paid, ...fields }), { ...demoStore, ...store }).standing;
}

describe('the parent of an order', () => {
  test.each(['17', '1', '9007199254740993'])('%j makes it a sub-order', (parent_id) => {
    expect(standing({ parent_id })).toEqual({ kind: 'notEntitled', because: 'subOrder' });
  });

  test.each(['0', '', '-17', '17 (vendor)', 'vendor 17', '017', null, ['17'], { id: '17' }])(
    '%j is none',
    (parent_id) => {
      expect(standing({ parent_id })).toEqual({ kind: 'entitled' });
    },
  );
});

test.each([
  ['USD', { currency: 'USD' }],
  // No code: a body may say anything.
  ['ana@example.com', {}],
])('of the currency %s it says %j', (currency, named) => {
  expect(standing({ currency })).toEqual({ kind: 'notEntitled', because: 'otherCurrency', ...named });
});

describe('what is said first', () => {
  test.each([
    ['another currency, of a sub-order', { currency: 'USD', parent_id: '17' }, 'otherCurrency'],
    ['a sub-order, of an order that is not paid', { parent_id: '17', status: 'pending' }, 'subOrder'],
    ['a sub-order, of a deposit', { parent_id: '17', status: 'partially-paid' }, 'subOrder'],
    ['no payment, of a status that nobody knows', { status: 'packed', date_paid_gmt: null }, 'noPaymentDate'],
    ['a deposit, of an order without a payment date', { status: 'partially-paid', date_paid_gmt: null }, 'deposit'],
  ])('%s', (_, fields, because) => {
    expect(standing(fields)).toMatchObject({ kind: 'notEntitled', because });
  });

  test('a paid status, of those that the store lists twice', () => {
    const lists = { paidStatuses: ['partially-paid'], notPaidStatuses: ['partially-paid'] };
    expect(standing({ status: 'partially-paid' }, lists)).toEqual({ kind: 'entitled' });
  });
});
