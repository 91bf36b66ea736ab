import type { PayloadFields } from '../payload-fields.ts';

/**
 * The `*.myshopify.com` domain of the shop that made an order, or `null` where its status page is on a domain
 * of the merchant's own, which says nothing.
 */
export function shownShop(order: PayloadFields): string | null {
  const url = order.order_status_url;
  if (typeof url !== 'string' || !URL.canParse(url)) return null;
  const { hostname } = new URL(url);
  return hostname.endsWith('.myshopify.com') ? hostname : null;
}
