import type { Store } from '../domain/store.ts';
import type { Platform } from '../platforms/platform.ts';
import { shopifyPlatform } from '../platforms/shopify/shopify-platform.ts';
import { woocommercePlatform } from '../platforms/woocommerce/woocommerce-platform.ts';

/** For functions that handle deliveries of any platform. A webhook function holds only its own. */
export const platforms: Readonly<Record<Store['platform'], Platform>> = {
  shopify: shopifyPlatform as Platform,
  woocommerce: woocommercePlatform as Platform,
};
