import type { LocalStore } from './local-store.ts';

/** The stores of `local/demo.config.ts`. All of it is made up. */
export const demoShopify: LocalStore = {
  id: 'demo-shopify',
  platform: 'shopify',
  webhookSecret: 'local-shopify-secret',
};

/** The recorded deliveries are signed with this secret. */
export const demoWooCommerce: LocalStore = {
  id: 'demo-woocommerce',
  platform: 'woocommerce',
  webhookSecret: 'made-up-secret-Utrecht-2026',
};

export const demoStores: readonly LocalStore[] = [demoShopify, demoWooCommerce];

export function isDemoStore(id: string): boolean {
  return demoStores.some((demo) => demo.id === id);
}

/** What the demo stores show the points API. */
export const demoCredentials = { username: 'local-user', password: 'local-password' } as const;
