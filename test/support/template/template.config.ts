import { defineConfig } from '@ponte/adapter';

/** Two stores, for tests of what is packaged: they hold whatever stands in `ponte.config.ts`. */
export default defineConfig({
  stores: [
    {
      id: 'my-shopify',
      account: 'my-shopify',
      platform: 'shopify',
      shopDomain: 'my-shop.myshopify.com',
      currency: 'BRL',
      timeZone: 'America/Sao_Paulo',
      awardFrom: '2026-12-01',
      rules: [{ version: '2026', pointsPerUnit: '1' }],
      campaigns: [{ name: 'double at Christmas', from: '2026-12-18', to: '2026-12-26', multiplier: '2' }],
    },
    {
      id: 'my-woocommerce',
      account: 'my-woocommerce',
      platform: 'woocommerce',
      siteUrl: 'https://store.example.com',
      currency: 'BRL',
      timeZone: 'America/Sao_Paulo',
      awardFrom: '2026-12-01',
      rules: [{ version: '2026', pointsPerUnit: '1' }],
    },
  ],
});
