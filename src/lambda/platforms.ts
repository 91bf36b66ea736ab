import type { Store } from '../domain/store.ts';
import type { Platform } from '../platforms/platform.ts';
import { shopifyPlatform } from '../platforms/shopify/shopify-platform.ts';
import { woocommercePlatform } from '../platforms/woocommerce/woocommerce-platform.ts';

/** For whoever handles deliveries of any platform; the webhook functions hold only their own. */
export const platforms: Readonly<Record<Store['platform'], Platform>> = {
  shopify: shopifyPlatform as Platform,
  woocommerce: woocommercePlatform as Platform,
};
