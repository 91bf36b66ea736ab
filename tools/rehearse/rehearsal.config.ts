import { defineConfig } from '@ponte/adapter';

const common = { timeZone: 'America/Sao_Paulo', awardFrom: '2020-01-01' } as const;

/** What the rehearsal deploys in place of `ponte.config.ts`: two stores with the ids that docs/deploying.md uses, and one account. */
export default defineConfig({
  stores: [
    {
      ...common,
      id: 'my-shopify',
      account: 'my-account',
      platform: 'shopify',
      shopDomain: 'demo-shopify.myshopify.com',
      currency: 'BRL',
      rules: [{ version: 'first', pointsPerUnit: '1' }],
    },
    {
      ...common,
      id: 'my-woocommerce',
      account: 'my-account',
      platform: 'woocommerce',
      siteUrl: 'https://store.example.com',
      orderPrefix: '2.',
      currency: 'EUR',
      rules: [{ version: 'first', pointsPerUnit: '1' }],
    },
  ],
  promotions: [],
});
