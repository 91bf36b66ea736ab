import { defineConfig } from '@ponte/adapter';

/** Somebody's own shops, for tests of the local platform: not the demo's, and no examples. */
export default defineConfig({
  stores: [
    {
      id: 'padaria',
      account: 'padaria',
      platform: 'shopify',
      shopDomain: 'padaria-central.myshopify.com',
      currency: 'BRL',
      timeZone: 'America/Sao_Paulo',
      awardFrom: '2015-01-01',
      rules: [{ version: '2026', pointsPerUnit: '2', holdDays: 7 }],
    },
    {
      id: 'livraria',
      account: 'livraria',
      platform: 'woocommerce',
      siteUrl: 'https://livraria.com.br',
      currency: 'BRL',
      timeZone: 'America/Sao_Paulo',
      awardFrom: '2015-01-01',
      rules: [{ version: '2026', pointsPerUnit: '1' }],
    },
  ],
  promotions: [
    {
      id: 'friends',
      store: 'padaria',
      points: 30,
      reason: 'Friends {date}',
      schedule: 'cron(0 9 * * ? *)',
      audience: { file: 'friends.csv' },
      maximumPoints: 1_000,
    },
  ],
});
