import { expect, test } from 'vitest';
import { bodyKind } from '../../../src/platforms/woocommerce/body-kind.ts';

const order = { id: '7', status: 'processing', line_items: [] };

test('an order is known by its status and its lines', () => {
  expect(bodyKind(order)).toStrictEqual({ kind: 'order', status: 'processing', order: '7', fields: order });
});

test.each([undefined, null, ['7'], { id: '7' }, '07', ''])('an id %j is none', (id) => {
  expect(bodyKind({ ...order, id })).toMatchObject({ kind: 'order', order: undefined });
  expect(bodyKind({ id })).toEqual({ kind: 'unknown' });
});

test.each([
  ['an order whose status is null', { ...order, status: null }],
  ['an order whose status is a list', { ...order, status: ['processing'] }],
  ['an id among others', { id: '7', name: 'Mug' }],
  ['a code without a message', { code: 'woocommerce_rest_cannot_view' }],
  ['a message without a code', { message: 'Sorry.' }],
  ['a code that is no text', { code: null, message: 'Sorry.' }],
  ['a message that is no text', { code: 'woocommerce_rest_cannot_view', message: null }],
  ['an action without its argument', { action: 'woocommerce_refund_created' }],
  ['an argument without its action', { arg: '49' }],
  ['a wrapper without an order', { order: '7' }],
])('%s is nothing that is known', (_, payload) => {
  expect(bodyKind(payload)).toEqual({ kind: 'unknown' });
});
