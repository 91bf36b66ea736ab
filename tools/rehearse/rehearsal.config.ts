import { defineConfig } from '@ponte/adapter';

const DAY_MS = 86_400_000;
/** As of a shop that begins with Ponte: yesterday. */
const awardFrom = new Date(Date.now() - DAY_MS).toISOString().slice(0, 10);
const common = { timeZone: 'America/Sao_Paulo', awardFrom } as const;

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
