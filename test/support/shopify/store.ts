import type { ShopifyStore } from '../../../src/domain/store.ts';

/** The store of the fixtures, which are all made up. */
export const demoStore: ShopifyStore = {
  platform: 'shopify',
  id: 'demo-shopify',
  account: 'demo',
  currency: 'BRL',
  timeZone: 'America/Sao_Paulo',
  awardFromMs: 0,
  orderPrefix: '',
  rules: [],
  campaigns: [],
  onUnknownCustomer: 'retry',
  onInsufficientBalance: 'park',
  settlement: 'inline',
  shadow: false,
  silence: 'habit',
  webhooks: 'watch',
  customerReason: { award: null, reversal: null },
  usedKey: { codeNames: [], errorCodes: [], messages: [] },
  unknownCustomer: { codeNames: [], errorCodes: [], messages: [] },
  insufficientBalance: { codeNames: [], errorCodes: [], messages: [] },
  shopDomains: ['demo-shopify.myshopify.com'],
  allowTestOrders: false,
  customer: { by: 'email' },
};
