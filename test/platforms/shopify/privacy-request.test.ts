import { expect, test } from 'vitest';
import { readPrivacyRequest } from '../../../src/platforms/shopify/read-privacy-request.ts';
import { fixture, interpret } from '../../support/shopify/interpreting.ts';

const TOPICS = ['customers/data_request', 'customers/redact', 'shop/redact', 'orders/paid', null];

test.each([
  ['customers-data-request', 'dataRequested'],
  ['customers-redact', 'erasureRequested'],
  ['shop-redact', 'shopErasureRequested'],
])('%s is for a person, whatever the topic says: it is not signed', (name, reason) => {
  for (const topic of TOPICS) {
    expect(interpret(fixture(name), {}, topic)).toMatchObject({ kind: 'privacyRequest', reason });
  }
});

test('nothing of it is told: not even the shop, whose domain may be anything', () => {
  for (const name of ['customers-data-request', 'customers-redact', 'shop-redact']) {
    const told = JSON.stringify(interpret(fixture(name), {}, null));
    expect(told).not.toMatch(/ana\.souza|7000000000001|5555|demo-shopify/);
  }
});

test('an order that shows its shop is an order', () => {
  const order = { ...fixture('orders-paid'), shop_id: '600000001', shop_domain: 'demo-shopify.myshopify.com' };
  expect(interpret(order, {}, 'orders/paid')).toMatchObject({ kind: 'facts' });
});

test('it says whom it is about', () => {
  const named = {
    shopDomain: 'demo-shopify.myshopify.com',
    customerId: '7000000000001',
    contacts: ['ana.souza@example.com', '+55 11 5555-0101'],
    orders: ['6100000000001'],
  };
  expect(readPrivacyRequest(fixture('customers-redact'))).toEqual(named);
  expect(readPrivacyRequest(fixture('customers-data-request'))).toEqual(named);
  expect(readPrivacyRequest(fixture('shop-redact'))).toEqual({ ...named, customerId: null, contacts: [], orders: [] });
  expect(readPrivacyRequest(fixture('orders-paid'))).toBeNull();
});

test('one without a telephone, or with an empty list, still names the customer', () => {
  const { customer: _, ...rest } = fixture('customers-redact');
  const customer = { id: '7000000000001', email: 'ana.souza@example.com', phone: null };
  expect(readPrivacyRequest({ ...rest, customer, orders_to_redact: [] })).toMatchObject({
    customerId: '7000000000001',
    contacts: ['ana.souza@example.com'],
    orders: [],
  });
});
