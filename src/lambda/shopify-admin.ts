import { createShopifyAdmin, type ShopifyAdmin } from '../platforms/shopify/admin-graphql.ts';
import { isBaseUrl } from '../shared/base-url.ts';

/** `SHOPIFY_ADMIN_URL` names a shop that is played on this machine, and no other: nothing sends a token anywhere else. */
export function shopifyAdmin(now: () => number): ShopifyAdmin {
  const { SHOPIFY_ADMIN_URL: played = '' } = process.env;
  const isHere = played.startsWith('http:') && isBaseUrl(played);
  return isHere ? createShopifyAdmin(now, () => played) : createShopifyAdmin(now);
}
