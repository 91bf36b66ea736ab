import type { Store } from '../domain/store.ts';
import { createShopifyAdmin, type ShopifyAdmin } from '../platforms/shopify/admin-graphql.ts';
import { createShopifyApi } from '../platforms/shopify/store-api.ts';
import { createWooCommerceApi } from '../platforms/woocommerce/store-api.ts';
import type { StoreApi } from '../ports/store-api.ts';
import { isBaseUrl } from '../shared/base-url.ts';

/** The shops' own APIs, by platform. */
export function storeApis(now: () => number): Readonly<Record<Store['platform'], StoreApi<never>>> {
  return { shopify: createShopifyApi(now, shopifyAdmin(now)), woocommerce: createWooCommerceApi(now) };
}

/** `SHOPIFY_ADMIN_URL` names a shop that is played on this machine, and no other: nothing sends a token anywhere else. */
export function shopifyAdmin(now: () => number): ShopifyAdmin {
  const { SHOPIFY_ADMIN_URL: played = '' } = process.env;
  const isHere = played.startsWith('http:') && isBaseUrl(played);
  return isHere ? createShopifyAdmin(now, () => played) : createShopifyAdmin(now);
}
