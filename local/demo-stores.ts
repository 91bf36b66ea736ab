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

/** Each has an account of its own, which is called like it. */
export const demoAccounts: readonly string[] = demoStores.map(({ id }) => id);

export function isDemoStore(id: string): boolean {
  return demoStores.some((demo) => demo.id === id);
}

/** The sandbox's own login. */
export const demoCredentials = { username: 'local-user', password: 'local-password' } as const;

/** What the stores of an account show the sandbox, which keeps the balances of each apart. */
export function credentialsOf(account: string) {
  return { ...demoCredentials, username: `${demoCredentials.username}.${encodeURIComponent(account)}` };
}
