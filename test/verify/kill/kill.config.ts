import { defineConfig } from '@ponte/adapter';

const email = { by: 'email' } as const;

/**
 * The six stores of the kill test: orders of 2024, so that every hold is over, in the currencies that the histories know.
 * They post to one account, as one sandbox plays it.
 */
export default defineConfig({
  // Short, so that there is always something under way that a kill can meet.
  settling: { firstPauseSeconds: 1, longestPauseSeconds: 2 },
  stores: [
    {
      id: 'mugs',
      account: 'kill',
      platform: 'shopify',
      shopDomain: 'mugs.myshopify.com',
      customer: email,
      currency: 'BRL',
      timeZone: 'America/Sao_Paulo',
      awardFrom: '2024-02-01',
      rules: [
        { version: 'first', pointsPerUnit: '1' },
        { version: 'second', from: '2024-06-15T12:00', pointsPerUnit: '1.25', rounding: 'half-up', tax: 'included' },
      ],
      campaigns: [
        { name: 'winter', from: '2024-07-01', to: '2024-08-01', multiplier: '2' },
        { name: 'a week of it', from: '2024-07-10', to: '2024-07-17', multiplier: '3' },
      ],
    },
    {
      id: 'clogs',
      account: 'kill',
      platform: 'shopify',
      shopDomain: 'clogs.myshopify.com',
      customer: email,
      currency: 'EUR',
      timeZone: 'Europe/Amsterdam',
      awardFrom: '2023-12-01',
      settlement: 'queued',
      allowTestOrders: true,
      onUnknownCustomer: 'create',
      rules: [{ version: 'only', pointsPerUnit: '2', rounding: 'ceil', maximumPoints: 400, tax: 'included' }],
    },
    {
      id: 'fans',
      account: 'kill',
      platform: 'shopify',
      shopDomain: 'fans.myshopify.com',
      customer: { by: 'platformId' },
      currency: 'JPY',
      timeZone: 'Asia/Tokyo',
      awardFrom: '2023-12-01',
      rules: [{ version: 'only', pointsPerUnit: '0.1', holdDays: 7 }],
    },
    {
      id: 'cheese',
      account: 'kill',
      platform: 'woocommerce',
      siteUrl: 'https://cheese.example.com',
      orderPrefix: '1.',
      customer: email,
      onUnknownCustomer: 'create',
      currency: 'EUR',
      timeZone: 'Europe/Amsterdam',
      awardFrom: '2024-03-01',
      rules: [{ version: 'only', pointsPerUnit: '1', minimumOrder: '40', rounding: 'half-up' }],
      campaigns: [{ name: 'spring', from: '2024-04-01', to: '2024-06-01', multiplier: '1.5' }],
    },
    {
      id: 'coffee',
      account: 'kill',
      platform: 'woocommerce',
      siteUrl: 'https://coffee.example.com/shop',
      orderPrefix: '2.',
      customer: { by: 'document' },
      paidStatuses: ['processing', 'shipped'],
      currency: 'BRL',
      timeZone: 'America/Sao_Paulo',
      awardFrom: '2023-12-01',
      rules: [{ version: 'only', pointsPerUnit: '0.5', tax: 'included', maximumPoints: 900 }],
    },
    {
      id: 'dates',
      account: 'kill',
      platform: 'woocommerce',
      siteUrl: 'https://dates.example.com',
      orderPrefix: '3.',
      customer: email,
      settlement: 'queued',
      currency: 'KWD',
      timeZone: 'Asia/Kuwait',
      awardFrom: '2023-12-01',
      rules: [{ version: 'only', pointsPerUnit: '10', rounding: 'ceil' }],
    },
  ],
});
