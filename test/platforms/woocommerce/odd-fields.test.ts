import { expect, test } from 'vitest';
import type { WooCommerceStore } from '../../../src/domain/store.ts';
import { interpretWooCommerce } from '../../../src/platforms/woocommerce/interpret-woocommerce.ts';
import { shownHost } from '../../../src/platforms/woocommerce/shown-host.ts';
import { payloadOf, recorded } from '../../fixtures/load.ts';
import { demoStore } from '../../support/woocommerce-store.ts';

function interpret(fields: object, store: Partial<WooCommerceStore>) {
  const payload = { ...payloadOf(recorded('007').rawBody), ...fields };
  const input = { payload, topic: null, bodyHash: '', receivedAtMs: 7 };
  return interpretWooCommerce({ ...input, store: { ...demoStore, ...store } });
}

test('an order without an id, of another shop, is named by nothing', () => {
  const otherShop = { kind: 'otherShop', host: 'store.example.com', setting: 'siteUrl', described: null };
  expect(interpret({ id: null }, { siteUrls: ['https://other.example.com'] })).toStrictEqual(otherShop);
});

test('an order without billing and meta data has no document', () => {
  const read = interpret({ billing: undefined, meta_data: undefined }, { customer: { by: 'document' } });
  expect(read).toMatchObject({ kind: 'facts', facts: { customer: null } });
});

test.each([[['https://other.example.com']], [null], [{}], ['/orders/7']])('a link to %j shows no shop', (href) => {
  expect(shownHost({ _links: { self: [{ href }] } })).toBeNull();
});
