import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { guessDelivery } from '../../local/guess-delivery.ts';
import { recorded, recordedNames, shopifyNames } from '../fixtures/load.ts';

/** The beginning of each fixture's name, and the topic that brings such a body. */
const BY_NAME = {
  'orders-paid': 'orders/paid',
  'orders-updated': 'orders/updated',
  'orders-cancelled': 'orders/cancelled',
  'refunds-create': 'refunds/create',
  'order-transactions-create': 'order_transactions/create',
  'customers-data-request': 'customers/data_request',
  'customers-redact': 'customers/redact',
  'shop-redact': 'shop/redact',
};

test.each(shopifyNames)('%s is told by its name', (name) => {
  const topic = Object.entries(BY_NAME).find(([beginning]) => name.startsWith(beginning))?.[1] ?? null;
  expect(guessDelivery(name, payload(name))).toEqual({ platform: 'shopify', topic });
});

test.each([
  ['orders-paid.json', 'orders/paid'],
  ['orders-cancelled-never-paid.json', 'orders/cancelled'],
  ['orders-updated-partially-paid.json', 'orders/updated'],
  ['refunds-create-partial.json', 'refunds/create'],
  ['order-transactions-create-sale.json', 'order_transactions/create'],
  ['customers-data-request.json', 'customers/data_request'],
  ['customers-redact.json', 'customers/redact'],
  ['shop-redact.json', 'shop/redact'],
])('%s under a name that says nothing is told by its fields', (name, topic) => {
  expect(guessDelivery('mine.json', payload(name))).toEqual({ platform: 'shopify', topic });
});

test.each(recordedNames.filter((name) => !name.includes('ping')))('the body of %s is told by its fields', (name) => {
  const { rawBody } = recorded(name);
  const fields: unknown = JSON.parse(Buffer.from(rawBody).toString());
  const topic = name.endsWith('order.deleted.json') ? 'order.deleted' : 'order.updated';
  expect(guessDelivery('mine.json', fields)).toEqual({ platform: 'woocommerce', topic });
});

test.each([[null], [[]], [{ hello: 'world' }], ['text']])('%j is of no platform', (value) => {
  expect(guessDelivery('mine.json', value)).toEqual({ platform: null, topic: null });
});

function payload(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../fixtures/shopify/${name}`, import.meta.url), 'utf8'));
}
