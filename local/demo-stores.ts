/** A store of `local/demo.config.ts`, with the secret that its platform signs with. All of it is made up. */
export interface DemoStore {
  readonly id: string;
  readonly platform: 'shopify' | 'woocommerce';
  readonly webhookSecret: string;
}

export const demoShopify: DemoStore = {
  id: 'demo-shopify',
  platform: 'shopify',
  webhookSecret: 'local-shopify-secret',
};

/** The recorded deliveries are signed with this secret. */
export const demoWooCommerce: DemoStore = {
  id: 'demo-woocommerce',
  platform: 'woocommerce',
  webhookSecret: 'made-up-secret-Utrecht-2026',
};

export const demoStores: readonly DemoStore[] = [demoShopify, demoWooCommerce];

/** What the demo stores show the points API. */
export const demoCredentials = { username: 'local-user', password: 'local-password' } as const;
