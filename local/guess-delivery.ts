import { shopifyTopics } from '../src/platforms/shopify/interpret-shopify.ts';
import { privacyTopics } from '../src/platforms/shopify/privacy-request.ts';
import { woocommerceTopics } from '../src/platforms/woocommerce/interpret-woocommerce.ts';

/** What a payload looks like to be. */
export interface Guess {
  readonly platform: 'shopify' | 'woocommerce' | null;
  readonly topic: string | null;
}

/** Tells platform and topic from a file's name, where it holds a topic, and from the fields of its payload. */
export function guessDelivery(fileName: string, payload: unknown): Guess {
  const fields = typeof payload === 'object' && payload !== null ? payload : {};
  const platform = platformOf(fields);
  const named = platform === 'woocommerce' ? woocommerceTopics : [...shopifyTopics, ...privacyTopics];
  const spelt = named.find((topic) => plain(fileName).includes(plain(topic)));
  if (platform === 'woocommerce') return { platform, topic: spelt ?? woocommerceTopic(fields) };
  if (platform === 'shopify') return { platform, topic: spelt ?? shopifyTopic(fields) };
  return spelt === undefined ? { platform: null, topic: null } : { platform: 'shopify', topic: spelt };
}

function platformOf(fields: object): Guess['platform'] {
  if ('shop_domain' in fields && 'shop_id' in fields) return 'shopify';
  if ('order_key' in fields || 'date_modified_gmt' in fields) return 'woocommerce';
  if ('id' in fields && Object.keys(fields).length === 1) return 'woocommerce';
  if ('financial_status' in fields || 'admin_graphql_api_id' in fields || 'order_id' in fields) return 'shopify';
  return 'fields_changed' in fields ? 'shopify' : null;
}

function shopifyTopic(fields: object): string | null {
  if ('data_request' in fields) return 'customers/data_request';
  if ('orders_to_redact' in fields) return 'customers/redact';
  if ('shop_domain' in fields) return 'shop/redact';
  if ('kind' in fields && 'order_id' in fields) return 'order_transactions/create';
  if ('order_id' in fields) return 'refunds/create';
  if ('cancelled_at' in fields && typeof fields.cancelled_at === 'string') return 'orders/cancelled';
  if (!('financial_status' in fields)) return null;
  return fields.financial_status === 'paid' ? 'orders/paid' : 'orders/updated';
}

function woocommerceTopic(fields: object): string {
  return Object.keys(fields).length === 1 ? 'order.deleted' : 'order.updated';
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[^a-z]+/g, '-');
}
