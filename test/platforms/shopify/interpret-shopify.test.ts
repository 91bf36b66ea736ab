import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ShopifyStore } from '../../../src/domain/store.ts';
import { shopifyNames } from '../../fixtures/load.ts';
import { mutated } from '../../fixtures/mutated.ts';
import { facts, fixture, interpret, unreadable } from '../../support/shopify/interpreting.ts';

const USED = [
  'orders/paid',
  'orders/create',
  'orders/updated',
  'orders/cancelled',
  'refunds/create',
  'order_transactions/create',
];

describe('what a body is', () => {
  test.each(['orders/edited', 'orders/delete', 'customers/redact', 'shop/redact', 'products/update', 'Order', ''])(
    'topic %j is not used',
    (topic) => {
      expect(interpret(fixture('orders-paid'), {}, topic)).toEqual({ kind: 'nothing', because: 'topicNotUsed' });
    },
  );

  test.each([
    ['an order edit', { order_edit: { id: '1', order_id: '2' } }, { kind: 'nothing', because: 'topicNotUsed' }],
    ['a wrapped order', { order: fixture('orders-paid') }, unreadable(/send the order itself/)],
    ['an id alone', { id: '6100000000001' }, unreadable(/must be fetched/)],
    ['an empty object', {}, unreadable(/include_fields/)],
    ['a product', { id: '1', title: 'Mug', variants: [] }, unreadable(/no order, refund or transaction/)],
    ['null', null, unreadable(/not a JSON object/)],
    ['a list', [fixture('orders-paid')], unreadable(/not a JSON object/)],
    ['text', 'x', unreadable(/not a JSON object/)],
    ['true', true, unreadable(/not a JSON object/)],
  ])('%s', (_name, payload, expected) => {
    expect(interpret(payload, {}, null)).toEqual(expected);
    expect(interpret(payload, {}, 'orders/paid')).toEqual(expected);
  });

  test.each(['Order', 'orders/updated', null])('a preview event is recognised under topic %j', (topic) => {
    const preview = { kind: 'nothing', because: 'previewEvent' };
    expect(interpret(fixture('events-preview-order-update'), {}, topic)).toEqual(preview);
    expect(interpret({ data: { order: null }, handle: 'x', errors: [] }, {}, topic)).toEqual(preview);
    expect(
      interpret({ payload_url: 'https://example.com', payload_size_bytes: '1', expires_at: 'x' }, {}, topic),
    ).toEqual(preview);
  });

  test.each(shopifyNames)('the topic changes nothing of what is believed of %s', (name) => {
    const byBody = interpret(fixture(name), {}, null);
    for (const topic of USED) expect(interpret(fixture(name), {}, topic)).toEqual(byBody);
  });

  test('a refund under an order topic is still a refund', () => {
    expect(interpret(fixture('refunds-create-partial'), {}, 'orders/paid')).toMatchObject(facts({ kind: 'refund' }));
  });
});

describe('any value', () => {
  const stores = fc.constantFrom<Partial<ShopifyStore>>(
    {},
    { customer: { by: 'platformId' } },
    { customer: { by: 'document', noteAttribute: 'cpf' } },
    { allowTestOrders: true },
  );
  const topics = fc.constantFrom(null, ...USED, 'orders/edited', '__proto__');

  test('comes to something', () => {
    fc.assert(
      fc.property(fc.jsonValue(), stores, topics, (payload, store, topic) => {
        expect(interpret(payload, store, topic)).toHaveProperty('kind');
      }),
    );
  });

  test.each(shopifyNames)('made of %s comes to something, and its refusal quotes nothing', (name) => {
    fc.assert(
      fc.property(mutated(fixture(name)), stores, topics, (payload, store, topic) => {
        const result = interpret(payload, store, topic);
        if (result.kind !== 'facts') expect(JSON.stringify(result)).not.toMatch(/@|Souza|123\.456/);
      }),
      { numRuns: 150 },
    );
  });
});
