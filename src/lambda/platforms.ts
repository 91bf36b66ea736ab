import type { Store } from '../domain/store.ts';
import type { Platform } from '../platforms/platform.ts';
import { type ReadNamed, shopifyPlatform, shopifyPlatformWith } from '../platforms/shopify/shopify-platform.ts';
import { woocommercePlatform } from '../platforms/woocommerce/woocommerce-platform.ts';

/** For functions that handle deliveries of any platform. A webhook function holds only its own. */
export const platforms: Readonly<Record<Store['platform'], Platform>> = {
  shopify: shopifyPlatform as Platform,
  woocommerce: woocommercePlatform as Platform,
};

/** The same for functions that may fetch an order which a body only names. */
export function platformsWith(readNamed: ReadNamed | undefined): typeof platforms {
  return readNamed === undefined ? platforms : { ...platforms, shopify: shopifyPlatformWith(readNamed) as Platform };
}
