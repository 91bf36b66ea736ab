import { CONSUMER, startWooCommerceShop, type WooCommerceShop } from '../sandbox/shops/woocommerce-shop.ts';
import demo from './demo.config.ts';
import { demoStores, demoWooCommerce } from './demo-stores.ts';
import type { LocalShops } from './shops.ts';

/** The demo's stores, the WooCommerce one at a shop whose API can be asked. */
export interface DemoShop {
  readonly shop: WooCommerceShop;
  readonly shops: LocalShops;
}

/** Whoever starts it closes the shop. */
export async function startDemoShop(): Promise<DemoShop> {
  const shop = await startWooCommerceShop();
  const stores = demo.stores.map((store) =>
    store.id === demoWooCommerce.id && store.platform === 'woocommerce'
      ? // The shop's webhooks are off for good: whatever the demo delivers, it sends by itself.
        { ...store, siteUrls: [shop.url, ...store.siteUrls], webhooks: 'off' as const }
      : store,
  );
  const storeApis = { [demoWooCommerce.id]: CONSUMER };
  return { shop, shops: { config: { ...demo, stores }, stores: demoStores, storeApis } };
}
