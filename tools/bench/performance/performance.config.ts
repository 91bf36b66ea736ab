import { defineConfig } from '@ponte/adapter';

const alike = {
  account: 'bench',
  timeZone: 'America/Sao_Paulo',
  awardFrom: '2015-01-01',
  rules: [{ version: 'only', pointsPerUnit: '1' }],
  customer: { by: 'email' as const },
};
const woocommerce = { ...alike, platform: 'woocommerce' as const, currency: 'EUR' };

/** A shop on each platform, one more whose orders are posted from the queue, and a promotion. */
export default defineConfig({
  stores: [
    {
      ...alike,
      id: 'shopify',
      orderPrefix: '1.',
      platform: 'shopify',
      shopDomain: 'demo-shopify.myshopify.com',
      currency: 'BRL',
    },
    { ...woocommerce, id: 'inline', orderPrefix: '2.', siteUrl: 'https://inline.example.com' },
    { ...woocommerce, id: 'queued', orderPrefix: '3.', siteUrl: 'https://queued.example.com', settlement: 'queued' },
  ],
  promotions: [
    {
      id: 'vip',
      store: 'shopify',
      points: 50,
      schedule: 'cron(0 9 * * ? *)',
      audience: { file: 'vip.csv' },
      maximumPoints: 100_000,
    },
  ],
});
