import { defineConfig } from '@ponte/adapter';

const common = {
  store: 'my-woocommerce',
  points: 100,
  audience: { customers: ['ana@example.com'] },
  maximumPoints: 100,
};

const store = {
  currency: 'BRL',
  timeZone: 'America/Sao_Paulo',
  awardFrom: '2026-12-01',
  rules: [{ version: '2026', pointsPerUnit: '1' }],
};

/**
 * Promotions of every kind of schedule, and ids that would be alike without their underscores. The stores have the names of
 * those in `ponte.config.ts`, which the template's alarms name.
 */
export default defineConfig({
  stores: [
    {
      ...store,
      id: 'my-shopify',
      account: 'my-shopify',
      platform: 'shopify',
      shopDomain: 'my-shop.myshopify.com',
    },
    {
      ...store,
      id: 'my-woocommerce',
      account: 'my-woocommerce',
      platform: 'woocommerce',
      siteUrl: 'https://store.example.com',
    },
  ],
  promotions: [
    { ...common, id: 'vip_1', schedule: 'at(2026-12-24T09:00:00)' },
    { ...common, id: 'vip1', schedule: 'rate(7 days)', timeZone: 'UTC' },
    {
      ...common,
      id: 'birthdays',
      schedule: 'cron(0 9 * * ? *)',
      timeZone: 'Europe/Amsterdam',
      until: '2027-01-01',
      audience: { birthdays: 'birthdays.csv' },
    },
  ],
});
