import type { PayloadFields } from '../payload-fields.ts';

/**
 * The `*.myshopify.com` domain of the shop that wrote an order; `null` where its status page is on the merchant's own domain.
 */
export function shownShop(order: PayloadFields): string | null {
  const url = order.order_status_url;
  if (typeof url !== 'string' || !URL.canParse(url)) return null;
  const { hostname } = new URL(url);
  return hostname.endsWith('.myshopify.com') ? hostname : null;
}
