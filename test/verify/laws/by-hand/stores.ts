import type { Campaign, PointsRule } from '../../../../src/domain/points-rule.ts';
import type { ShopifyStore, Store, WooCommerceStore } from '../../../../src/domain/store.ts';
import { decimal } from '../histories/store.ts';
import { expectedOutcome } from '../oracle/expected-outcome.ts';
import type { ExpectedOutcome } from '../oracle/outcome.ts';

export const PAID_MS = Date.parse('2026-05-04T12:00:00Z');

/** One point a unit. */
export const rule = (changes: Partial<PointsRule> = {}): PointsRule => ({
  version: 'v1',
  fromMs: 0,
  pointsPerUnit: decimal('1'),
  rounding: 'floor',
  minimumOrder: decimal('0'),
  maximumPoints: null,
  tax: 'excluded',
  holdDays: 0,
  ...changes,
});

export const campaign = (multiplier: string, fromMs: number, toMs: number): Campaign => ({
  name: multiplier,
  fromMs,
  toMs,
  multiplier: decimal(multiplier),
});

const common = {
  id: 'shop',
  account: 'main',
  currency: 'EUR',
  timeZone: 'Europe/Amsterdam',
  awardFromMs: 0,
  orderPrefix: '',
  rules: [rule()],
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
  customer: { by: 'email' },
} as const;

export const shopify: ShopifyStore = {
  ...common,
  platform: 'shopify',
  shopDomains: ['a.myshopify.com'],
  allowTestOrders: false,
};

export const woocommerce: WooCommerceStore = {
  ...common,
  platform: 'woocommerce',
  siteUrls: ['https://store.example.com'],
  paidStatuses: ['processing'],
  ...({ notPaidStatuses: [], subOrders: 'ignore' } as const),
};

/** What the oracle says of order 1 once these bodies have arrived, in this order. */
export const sentTo = (store: Store, ...bodies: readonly object[]): ExpectedOutcome | undefined =>
  expectedOutcome({ store, deliveries: bodies.map((body) => ({ orderId: '1', body: JSON.stringify(body) })) }).get('1');

export const pointsOf = (store: Store, ...bodies: readonly object[]): number | undefined =>
  sentTo(store, ...bodies)?.posted;
