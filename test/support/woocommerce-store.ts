import type { WooCommerceStore } from '../../src/domain/store.ts';

/** The store that the recorded deliveries come from. */
export const demoStore: WooCommerceStore = {
  platform: 'woocommerce',
  id: 'demo-woocommerce',
  account: 'demo',
  currency: 'EUR',
  timeZone: 'Europe/Amsterdam',
  awardFromMs: 0,
  orderPrefix: 'W',
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
  siteUrls: ['https://store.example.com'],
  paidStatuses: ['processing'],
  notPaidStatuses: [],
  subOrders: 'ignore',
  customer: { by: 'email' },
};
