import { defineConfig } from '@ponte/adapter';

/** The demo's WooCommerce store after it moved, as somebody has put it into the configuration. */
export default defineConfig({
  stores: [
    {
      id: 'demo-woocommerce',
      account: 'demo-woocommerce',
      platform: 'woocommerce',
      siteUrl: ['https://store.example.com', 'https://new.example.org'],
      currency: 'EUR',
      timeZone: 'Europe/Amsterdam',
      awardFrom: '2015-01-01',
      rules: [{ version: 'demo', pointsPerUnit: '1' }],
    },
  ],
});
