import { defineConfig } from '../src/configuration/define-config.ts';

const rules = [{ version: 'demo', pointsPerUnit: '1', rounding: 'floor', tax: 'excluded' }] as const;

/**
 * The two stores of the local platform: one point per currency unit, customers known by their e-mail address.
 * Both post to the sandbox, which is one account, so one has a prefix for its order numbers.
 */
export default defineConfig({
  stores: [
    {
      id: 'demo-shopify',
      account: 'sandbox',
      platform: 'shopify',
      shopDomain: 'demo-shopify.myshopify.com',
      currency: 'BRL',
      timeZone: 'America/Sao_Paulo',
      awardFrom: '2015-01-01',
      rules: [...rules],
      customer: { by: 'email' },
    },
    {
      id: 'demo-woocommerce',
      account: 'sandbox',
      orderPrefix: '2.',
      platform: 'woocommerce',
      siteUrl: 'https://store.example.com',
      currency: 'EUR',
      timeZone: 'Europe/Amsterdam',
      awardFrom: '2015-01-01',
      rules: [...rules],
      customer: { by: 'email' },
    },
  ],
});
