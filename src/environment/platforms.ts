import type { Store } from '../configuration/store.ts';
import type { Platform } from '../receiving/platform.ts';
import { shopifyPlatform } from '../shopify/shopify-platform.ts';
import { woocommercePlatform } from '../woocommerce/woocommerce-platform.ts';

/** For whoever handles deliveries of any platform; the webhook functions hold only their own. */
export const platforms: Readonly<Record<Store['platform'], Platform>> = {
  shopify: shopifyPlatform as Platform,
  woocommerce: woocommercePlatform as Platform,
};
