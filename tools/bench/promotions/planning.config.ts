import { defineConfig } from '@ponte/adapter';

const promotion = {
  store: 'shop',
  points: 'audience' as const,
  schedule: 'at(2026-12-24T09:00:00)',
  timeZone: 'UTC',
  maximumPoints: 2_000_000_000,
};

/** One promotion for a file as it is, and one for a packed one. */
export default defineConfig({
  stores: [
    {
      id: 'shop',
      account: 'bench',
      platform: 'woocommerce',
      siteUrl: 'https://shop.example.com',
      currency: 'EUR',
      timeZone: 'UTC',
      awardFrom: '2015-01-01',
      customer: { by: 'email' },
      rules: [{ version: 'only', pointsPerUnit: '1' }],
    },
  ],
  promotions: [
    { ...promotion, id: 'plain', audience: { file: 'customers.csv' } },
    { ...promotion, id: 'packed', audience: { file: 'customers.csv.gz' } },
  ],
});
