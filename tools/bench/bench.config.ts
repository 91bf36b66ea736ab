import { defineConfig } from '@ponte/adapter';

const alike = () => ({
  account: 'bench',
  platform: 'woocommerce' as const,
  customer: { by: 'email' as const },
  currency: 'EUR',
  timeZone: 'Europe/Amsterdam',
  awardFrom: '2015-01-01',
  rules: [{ version: 'only', pointsPerUnit: '1' }],
});

/** Two stores that differ in nothing but how they settle, and what names them. */
export default defineConfig({
  stores: [
    { ...alike(), id: 'inline', orderPrefix: '1.', siteUrl: 'https://inline.example.com', settlement: 'inline' },
    { ...alike(), id: 'queued', orderPrefix: '2.', siteUrl: 'https://queued.example.com', settlement: 'queued' },
  ],
});
