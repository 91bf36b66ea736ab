import { defineConfig } from '../../src/config/define-config.ts';

/** The demo's stores with other rules: two points a unit at Shopify, and none under 60 at WooCommerce. */
export default defineConfig({
  stores: [
    {
      id: 'demo-shopify',
      account: 'demo-shopify',
      platform: 'shopify',
      shopDomain: 'demo-shopify.myshopify.com',
      currency: 'BRL',
      timeZone: 'America/Sao_Paulo',
      awardFrom: '2015-01-01',
      rules: [{ version: 'double', pointsPerUnit: '2' }],
    },
    {
      id: 'demo-woocommerce',
      account: 'demo-woocommerce',
      platform: 'woocommerce',
      siteUrl: 'https://store.example.com',
      currency: 'EUR',
      timeZone: 'Europe/Amsterdam',
      awardFrom: '2015-01-01',
      rules: [{ version: 'minimum', pointsPerUnit: '1', minimumOrder: '60' }],
    },
  ],
});
