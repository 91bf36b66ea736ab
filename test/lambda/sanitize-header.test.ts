import { describe, expect, test } from 'vitest';
import { shownDeliveryId, shownTopic } from '../../src/lambda/sanitize-header.ts';

describe('an unsigned header', () => {
  test.each(['orders/paid', 'order_transactions/create', 'order.updated', 'action.woocommerce_order_refunded'])(
    'the topic %s is shown',
    (text) => expect(shownTopic(text)).toBe(text),
  );

  test.each([
    'ana@example.com',
    'Ana Souza',
    'orders/paid\n',
    '',
    'secret-of-a-shop',
    'joao.silva',
    '12345678909',
    'x'.repeat(300),
  ])('%j is no topic', (text) => expect(shownTopic(text)).toBe('(not shown)'));

  test.each(['b54557e4-bdd9-4b37-8a5f-bf7d70bcd043', '36c7e314eece1d5526aaa3cfcf2f1eaa'])(
    'the delivery id %s is shown',
    (text) => expect(shownDeliveryId(text)).toBe(text),
  );

  test.each(['12345678909', '4111111111111111', 'ana@example.com', 'made-up-secret-Utrecht-2026', '', 'a'.repeat(65)])(
    '%j is no delivery id',
    (text) => expect(shownDeliveryId(text)).toBe('(not shown)'),
  );

  test('one that is absent is null', () => {
    expect([shownTopic(null), shownDeliveryId(null)]).toEqual([null, null]);
  });
});
