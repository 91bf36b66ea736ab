import type { ShopifyStore } from '../../domain/store.ts';
import { isSigned } from '../hmac-signature.ts';
import type { Platform } from '../platform.ts';
import { interpretShopify } from './interpret-shopify.ts';

/**
 * Shopify's headers. Those without `x-` are those of the preview Events.
 * @see https://shopify.dev/docs/apps/build/webhooks/delivery-structure
 */
export const shopifyPlatform: Platform<ShopifyStore> = {
  name: 'shopify',
  signatureHeaders: ['x-shopify-hmac-sha256', 'shopify-hmac-sha256'],
  topicHeaders: ['x-shopify-topic', 'shopify-topic'],
  deliveryIdHeaders: ['x-shopify-webhook-id', 'shopify-webhook-id'],
  isPing: () => false,
  verify: isSigned,
  read: async (body) => interpretShopify(body),
};
