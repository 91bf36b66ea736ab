import { describe, expect, test } from 'vitest';
import { customerReasonFor, reasonFor } from '../../src/domain/entry-reason.ts';
import { mergeFacts } from '../../src/domain/merge-facts.ts';
import type { Facts, NotEntitledReason, Standing } from '../../src/domain/order-facts.ts';
import type { OrderRecord } from '../../src/domain/order-record.ts';
import { bodyOf, listed, orderId } from '../support/order-facts.ts';
import { pendingEntry } from '../support/order-records.ts';
import { nothingKnown, storeWith } from '../support/planning.ts';
import { refundOf } from '../support/shopify-facts.ts';

const CUSTOMER = 'ana.souza@example.com';

function record(facts: readonly Facts[], entries: OrderRecord['entries'] = []): OrderRecord {
  return { ...nothingKnown, facts: facts.reduce(mergeFacts, nothingKnown.facts), entries };
}

const body = (words: Parameters<typeof bodyOf>[0] = {}) => bodyOf({ customer: CUSTOMER, ...words });
const list = (amounts: Readonly<Record<string, string>>) => ({ kind: 'listed', refunds: listed(amounts) }) as const;
const notDue = (because: NotEntitledReason): Standing => ({ kind: 'notEntitled', because });
const refund = (id: string): Facts => ({ kind: 'refund', order: orderId('123'), refund: refundOf(id, '1.00') });
const given = [pendingEntry({ state: 'applied' })];

describe('the internal reason names the order and the cause', () => {
  test.each<[string, OrderRecord, number, string]>([
    ['a first award', record([body()]), 10, 'Order 123: paid'],
    ['a first award whose body lists no refunds', record([body({ refunds: list({}) })]), 10, 'Order 123: paid'],
    [
      'an award planned anew, the first withdrawn',
      record([body()], [pendingEntry({ state: 'withdrawn' })]),
      10,
      'Order 123: paid',
    ],
    ['an award after another', record([body()], given), 10, 'Order 123: changed'],
    ['a smaller order', record([body()], given), -10, 'Order 123: changed'],
    ['a refund', record([body(), refund('77')], given), -10, 'Order 123: refunded (refund 77)'],
    ['refunds', record([body(), refund('77'), refund('78')], given), -10, 'Order 123: refunded (refund 77, 78)'],
    [
      'a refund of a WooCommerce list',
      record([body({ refunds: list({ 501: '5.00', 502: '5.00' }) })], given),
      -10,
      'Order 123: refunded (refund 501, 502)',
    ],
    ['an award after a refund', record([body(), refund('77')]), 10, 'Order 123: paid, after refunds (refund 77)'],
    ['refunded by hand', record([body({ standing: { kind: 'returned' } })], given), -10, 'Order 123: refunded'],
    [
      'cancelled',
      record([body({ standing: notDue('cancelled') })], given),
      -10,
      'Order 123: no longer due (cancelled)',
    ],
    [
      'voided, though a refund is known',
      record([body({ standing: notDue('voided') }), refund('77')], given),
      -10,
      'Order 123: no longer due (voided)',
    ],
    ['no longer due, but points are given', record([body({ standing: notDue('voided') })]), 10, 'Order 123: paid'],
  ])('%s', (_, of, points, expected) => {
    expect(reasonFor(of, points)).toBe(expected);
  });

  test('no entry has zero points; they would read as an award', () => {
    expect(reasonFor(record([body({ standing: notDue('voided') })]), 0)).toBe('Order 123: paid');
    expect(reasonFor(record([body(), refund('77')]), 0)).toBe('Order 123: paid, after refunds (refund 77)');
  });

  test('does without the order itself', () => {
    expect(reasonFor(record([]), 10)).toBe('Order 123: paid');
    expect(reasonFor(record([refund('77')]), -10)).toBe('Order 123: refunded (refund 77)');
  });

  test('200 characters stay whole, more end in an ellipsis', () => {
    // "Order 123: refunded (refund " is 28 characters; 13 ids with comma and space are 156 more.
    const thirteen = Array.from({ length: 13 }, (_, index) => `${9_000_000_000 + index}`);
    const reasonWith = (id: string) => reasonFor(record([body(), ...[...thirteen, id].map(refund)], given), -10);
    const whole = reasonWith('9'.repeat(15));
    expect(whole).toHaveLength(200);
    expect(whole.endsWith(`, ${'9'.repeat(15)})`)).toBe(true);
    expect(reasonWith('9'.repeat(16))).toBe(`${whole.slice(0, -1)}…`);
  });

  test('holds ids only: no customer, whatever the order went through', () => {
    const records = [
      record([body()]),
      record([body(), refund('77')], given),
      record([body({ standing: notDue('testOrder') })], given),
      { ...record([body()], given), customer: body().customer },
    ];
    for (const of of records) {
      for (const points of [10, -10]) expect(reasonFor(of, points)).toMatch(/^Order 123: [a-zA-Z0-9 ,()]+$/);
    }
  });
});

describe("the shopper's reason", () => {
  const store = storeWith(
    {},
    { customerReason: { award: 'Compra {order}: obrigado! ({order})', reversal: 'Devolução do pedido {order}' } },
  );

  test('is that of an award or of a reversal, with the order in it wherever it is named', () => {
    expect(customerReasonFor(store, { order: orderId('123'), number: 2, points: 10 })).toBe(
      'Compra 123: obrigado! (123)',
    );
    expect(customerReasonFor(store, { order: orderId('123'), number: 2, points: -10 })).toBe('Devolução do pedido 123');
    expect(customerReasonFor(store, { order: orderId('123'), number: 2, points: 0 })).toBe(
      'Compra 123: obrigado! (123)',
    );
  });

  test("names the entry where the store's text does", () => {
    const numbered = storeWith({}, { customerReason: { award: 'Pedido {order}, {entry}', reversal: null } });
    expect(customerReasonFor(numbered, { order: orderId('123'), number: 2, points: 10 })).toBe('Pedido 123, 2');
  });

  test("is BonifiQ's own where the store has none, and empty where the store says so", () => {
    const silent = storeWith({}, { customerReason: { award: null, reversal: '' } });
    expect(customerReasonFor(silent, { order: orderId('123'), number: 2, points: 10 })).toBeNull();
    expect(customerReasonFor(silent, { order: orderId('123'), number: 2, points: -10 })).toBe('');
  });
});
