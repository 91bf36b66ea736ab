import type { OrderId } from '../../domain/order-facts.ts';
import type { ShopifyStore } from '../../domain/store.ts';
import type { Deadline } from '../../shared/deadline.ts';
import { isSigned } from '../hmac-signature.ts';
import type { Interpretation } from '../interpretation.ts';
import type { Platform, VerifiedBody } from '../platform.ts';
import { orderNamedBy } from './body-kind.ts';
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

/** Reads an order that a body only names. Rejects when it cannot be had now. */
export type ReadNamed = (
  order: OrderId,
  body: VerifiedBody<ShopifyStore>,
  deadline: Deadline,
) => Promise<Interpretation>;

/**
 * The same, where bodies that only name their order are read elsewhere: Shopify sends those that are too large for the way they go as an id.
 * @see https://shopify.dev/changelog/amazon-eventbridge-webhook-payload-size-limit-increased-to-1-mb
 */
export function shopifyPlatformWith(readNamed: ReadNamed): Platform<ShopifyStore> {
  return {
    ...shopifyPlatform,
    read: async (body, deadline) => {
      const order = orderNamedBy(body.payload, body.topic);
      return order === null ? interpretShopify(body) : await readNamed(order, body, deadline);
    },
  };
}

/** The platform of the webhook function, which leaves such bodies to the queue: asking the shop may take longer than Shopify waits. */
export const promptShopifyPlatform: Platform<ShopifyStore> = shopifyPlatformWith(() =>
  Promise.reject(new Error('the body only names its order, which is fetched when it comes from the queue')),
);
