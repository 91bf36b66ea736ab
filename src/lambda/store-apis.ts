import type { Store } from '../domain/store.ts';
import { createShopifyApi } from '../platforms/shopify/store-api.ts';
import { createWooCommerceApi } from '../platforms/woocommerce/store-api.ts';
import type { StoreApi } from '../ports/store-api.ts';
import { shopifyAdmin } from './shopify-admin.ts';

/** The shops' own APIs, by platform. */
export function storeApis(now: () => number): Readonly<Record<Store['platform'], StoreApi<never>>> {
  return { shopify: createShopifyApi(now, shopifyAdmin(now)), woocommerce: createWooCommerceApi(now) };
}
