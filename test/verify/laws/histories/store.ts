import type { Campaign, PointsRule } from '../../../../src/domain/points-rule.ts';
import type { Store } from '../../../../src/domain/store.ts';
import type { Currency } from './currency.ts';
import { decimalText } from './currency.ts';
import type { Life } from './history.ts';
import type { Random } from './random.ts';
import { SHOP_DOMAIN } from './shopify-cart.ts';
import { SITE_URL } from './woocommerce-cart.ts';
import { CUSTOM_STATUSES } from './woocommerce-life.ts';

type Decimal = PointsRule['pointsPerUnit'];

export const decimal = (text: string): Decimal => text as Decimal;

const DAY_MS = 86_400_000;

/** A store whose rules, campaigns and start are made to matter to the orders that it had. */
export function makeStore(
  random: Random,
  platform: Store['platform'],
  currency: Currency,
  lives: readonly Life[],
): Store {
  const [first] = lives;
  const paidAtMs = first?.paidAtMs ?? 0;
  const by = random.weighted<'email' | 'platformId' | 'document'>([
    [85, 'email'],
    [8, 'platformId'],
    [7, 'document'],
  ]);
  const common = {
    id: 'shop',
    account: 'main',
    currency: currency.code,
    timeZone: 'UTC',
    awardFromMs: random.weighted([
      [20, paidAtMs - random.int(1, 400) * DAY_MS],
      [1, paidAtMs],
      [1.5, paidAtMs + random.int(1, 5 * 86_400) * 1000],
    ]),
    orderPrefix: '',
    rules: makeRules(random, paidAtMs, first?.worth ?? 0),
    campaigns: makeCampaigns(random, paidAtMs),
    onUnknownCustomer: random.pick<Store['onUnknownCustomer']>(['retry', 'create', 'park']),
    shadow: false,
    settlement: random.chance(0.85) ? 'inline' : 'queued',
    silence: 'off',
    webhooks: 'watch',
    customerReason: { award: null, reversal: null },
    usedKey: { codeNames: [], errorCodes: [], messages: ['change ?key'] },
    unknownCustomer: { codeNames: [], errorCodes: [], messages: ['customer not found'] },
    onInsufficientBalance: 'park',
    insufficientBalance: { codeNames: [], errorCodes: [], messages: [] },
  } as const;
  if (platform === 'shopify') {
    return {
      ...common,
      platform,
      shopDomains: [SHOP_DOMAIN],
      allowTestOrders: random.chance(0.2),
      customer: by === 'document' ? { by, noteAttribute: 'CPF' } : { by },
    };
  }
  return {
    ...common,
    platform,
    siteUrls: [SITE_URL],
    paidStatuses: random.weighted<readonly string[]>([
      [16, ['processing']],
      [3, ['processing', 'shipped']],
      // A store may call a plugin's deposits paid.
      [1, ['processing', 'deposit-paid']],
    ]),
    notPaidStatuses: random.chance(0.6) ? [] : random.chance(0.5) ? ['awaiting-stock'] : CUSTOM_STATUSES,
    subOrders: random.chance(0.5) ? 'ignore' : 'earn',
    customer: { by },
  };
}

/** Newest first. A second rule begins around the first order's payment, sometimes to the second. */
function makeRules(random: Random, paidAtMs: number, worth: number): PointsRule[] {
  const firstDays = random.chance(0.015) ? 1 : -random.int(30, 500);
  const rules = [makeRule(random, 'v1', paidAtMs + firstDays * DAY_MS, worth)];
  if (firstDays < 0 && random.chance(0.25)) {
    const fromMs =
      paidAtMs +
      random.weighted([
        [3, random.int(-20, -1) * DAY_MS],
        [3, random.int(1, 5 * 86_400) * 1000],
        [1, 0],
        [1, 1000],
      ]);
    rules.unshift(makeRule(random, 'v2', fromMs, worth));
  }
  return rules;
}

function makeRule(random: Random, version: string, fromMs: number, worth: number): PointsRule {
  const rate = random.pick(['1', '1', '0.5', '2', '1.25', '0.1']);
  const share = (factor: number): number => Math.max(1, Math.round(worth * Number(rate) * factor));
  return {
    version,
    fromMs,
    pointsPerUnit: decimal(rate),
    rounding: random.weighted([
      [3, 'floor'],
      [2, 'half-up'],
      [2, 'ceil'],
    ]),
    minimumOrder: random.chance(0.25)
      ? decimal(decimalText(Math.round(worth * 100 * random.pick([0.5, 0.9, 1, 1.1, 2])), 2))
      : decimal('0'),
    maximumPoints: random.chance(0.25) ? share(random.pick([0.3, 0.6, 0.9, 1.1])) : null,
    tax: random.chance(0.4) ? 'included' : 'excluded',
    holdDays: random.chance(0.15) ? random.int(1, 15) : 0,
  };
}

/** Windows are half open: some begin or end at the very instant of payment. */
function makeCampaigns(random: Random, paidAtMs: number): Campaign[] {
  const campaigns: Campaign[] = [];
  const count = random.weighted([
    [6, 0],
    [3, 1],
    [2, 2],
    [0.5, 3],
  ]);
  for (let index = 0; index < count; index += 1) {
    const [fromMs, toMs] = random.weighted<readonly [number, number]>([
      [6, [paidAtMs - random.int(1, 10) * DAY_MS, paidAtMs + random.int(1, 10) * DAY_MS]],
      [1, [paidAtMs, paidAtMs + DAY_MS]],
      [1, [paidAtMs - DAY_MS, paidAtMs]],
      [2, [paidAtMs + random.int(1, 3) * 3_600_000, paidAtMs + 20 * DAY_MS]],
    ]);
    campaigns.push({
      name: `campaign ${index + 1}`,
      fromMs,
      toMs,
      multiplier: decimal(random.pick(['1.5', '2', '3', '1.1'])),
    });
  }
  return campaigns;
}
