import type { Store } from '../domain/store.ts';
import { createShopifySubscriptions } from '../platforms/shopify/subscriptions-api.ts';
import { createWooCommerceSubscriptions } from '../platforms/woocommerce/subscriptions-api.ts';
import type { SubscriptionsApi } from '../ports/subscriptions-api.ts';
import { shopifyAdmin } from './shopify-admin.ts';

/** What looks after the webhooks of each platform's stores. */
export function subscriptionsApis(now: () => number): Readonly<Record<Store['platform'], SubscriptionsApi<never>>> {
  return {
    shopify: createShopifySubscriptions(shopifyAdmin(now)),
    woocommerce: createWooCommerceSubscriptions(now),
  };
}
