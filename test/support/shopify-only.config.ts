import { defineConfig } from '@ponte/adapter';

/** The demo's configuration from which somebody took the WooCommerce store. */
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
      rules: [{ version: 'demo', pointsPerUnit: '1', rounding: 'floor', tax: 'excluded' }],
      customer: { by: 'email' },
    },
  ],
});
