import { recorded, recordedNames, shopifyBytes, shopifyNames } from '../fixtures/load.ts';
import type { PlatformName } from './webhook-world.ts';

/** A genuine body under the topic with which it comes. */
export interface Genuine {
  readonly name: string;
  readonly platform: PlatformName;
  readonly topic: string;
  readonly rawBody: Uint8Array;
}

const SHOPIFY_TOPICS = [
  ['orders-paid', 'orders/paid'],
  ['orders-updated', 'orders/updated'],
  ['orders-cancelled', 'orders/cancelled'],
  ['refunds-create', 'refunds/create'],
  ['order-transactions-create', 'order_transactions/create'],
  ['events-preview', 'orders/updated'],
  ['customers-data-request', 'customers/data_request'],
  ['customers-redact', 'customers/redact'],
  ['shop-redact', 'shop/redact'],
] as const;

const shopify: readonly Genuine[] = shopifyNames.map((file) => {
  const name = file.replace('.json', '');
  const [, topic] = SHOPIFY_TOPICS.find(([prefix]) => name.startsWith(prefix)) ?? [];
  if (topic === undefined) throw new Error(`no topic is known for ${file}`);
  return { name, platform: 'shopify', topic, rawBody: shopifyBytes(name) };
});

const woocommerce: readonly Genuine[] = recordedNames.flatMap((file) => {
  const { headers, rawBody } = recorded(file);
  const topic = headers['x-wc-webhook-topic'];
  return topic === undefined ? [] : [{ name: file.replace('.json', ''), platform: 'woocommerce', topic, rawBody }];
});

/** Every fixture that a platform signs. */
export const genuine: readonly Genuine[] = [...shopify, ...woocommerce];
