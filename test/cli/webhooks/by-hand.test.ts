import { expect, test } from 'vitest';
import { byHand } from '../../../cli/webhooks/by-hand.ts';
import { demoStore as shopify } from '../../support/shopify/store.ts';
import { documentErrors } from '../../support/store-apis/shopify-schema.ts';
import { demoStore as woocommerce } from '../../support/woocommerce-store.ts';

const ADDRESS = 'https://ponte.example.com/webhooks/x/demo';

test('nothing is to be done where nothing is wrong', () => {
  expect(byHand(woocommerce, [], ADDRESS)).toBeNull();
});

test('a WooCommerce shop is told the fields of its form, and requests that name the secrets only', () => {
  const changes = [
    { kind: 'create', topic: 'order.updated' },
    { kind: 'remove', topic: 'order.updated', id: '7' },
  ] as const;
  const said = byHand(woocommerce, changes, "https://ponte.example.com/o'clock");
  expect(said?.where).toContain('https://store.example.com/wp-admin/admin.php?page=wc-settings&tab=advanced');
  expect(said?.steps).toEqual([
    "Add webhook. Name: Ponte order.updated. Status: Active. Topic: Order updated. Delivery URL: https://ponte.example.com/o'clock. Secret: the first of webhookSecrets in the secret of the store. API version: WP REST API Integration v3.",
    'Webhook 7, Order updated: delete it permanently.',
  ]);
  expect(said?.requests).toEqual([
    `curl --fail-with-body -u "$CONSUMER_KEY:$CONSUMER_SECRET" 'https://store.example.com/wp-json/wc/v3/webhooks' --data-urlencode 'name=Ponte order.updated' --data-urlencode 'topic=order.updated' --data-urlencode 'delivery_url=https://ponte.example.com/o'\\''clock' --data-urlencode "secret=$WEBHOOK_SECRET"`,
    `curl --fail-with-body -u "$CONSUMER_KEY:$CONSUMER_SECRET" -X DELETE 'https://store.example.com/wp-json/wc/v3/webhooks/7?force=true'`,
  ]);
});

test('a Shopify shop is told each topic, and mutations that the published schema knows', () => {
  const id = 'gid://shopify/WebhookSubscription/7';
  const changes = [
    { kind: 'create', topic: 'order_transactions/create' },
    { kind: 'update', topic: 'orders/paid', id },
    { kind: 'remove', topic: 'orders/paid', id },
  ] as const;
  const said = byHand(shopify, changes, ADDRESS);
  expect(said?.where).toContain('https://admin.shopify.com/store/demo-shopify/settings/notifications');
  expect(said?.steps[0]).toContain(`Event: that of order_transactions/create. Format: JSON. URL: ${ADDRESS}.`);
  const bodies = said?.requests.map((request) => JSON.parse(/-d '(.*)'$/.exec(request)?.[1] ?? '')) ?? [];
  expect(bodies.map(({ query }) => documentErrors(query))).toEqual([[], [], []]);
  expect(bodies.map(({ variables }) => variables)).toEqual([
    { topic: 'ORDER_TRANSACTIONS_CREATE', webhook: { uri: ADDRESS, format: 'JSON' } },
    { id, webhook: { uri: ADDRESS, format: 'JSON', includeFields: null, filter: null } },
    { id },
  ]);
});
