import { defineConfig } from '@ponte/adapter';

const rules = [{ version: 'demo', pointsPerUnit: '1', rounding: 'floor', tax: 'excluded' }] as const;

/**
 * The two stores of the local platform: one point per currency unit, customers known by their e-mail address; and a promotion.
 * The sandbox plays an account of BonifiQ's for each.
 */
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
      rules,
      // A platform that is not always on is silent for weeks.
      silence: 'off',
      customer: { by: 'email' },
    },
    {
      id: 'demo-woocommerce',
      account: 'demo-woocommerce',
      platform: 'woocommerce',
      siteUrl: 'https://store.example.com',
      currency: 'EUR',
      timeZone: 'Europe/Amsterdam',
      awardFrom: '2015-01-01',
      rules,
      // A platform that is not always on is silent for weeks.
      silence: 'off',
      customer: { by: 'email' },
    },
  ],
  promotions: [
    {
      id: 'vip',
      store: 'demo-shopify',
      points: 50,
      reason: 'VIP day {date}',
      customerReason: '{points} points, because you are a VIP',
      schedule: 'cron(0 9 * * ? *)',
      audience: { file: 'vip.csv' },
      maximumPoints: 100_000,
    },
  ],
});
