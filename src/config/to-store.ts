import type { PointsRule } from '../domain/points-rule.ts';
import type { ErrorMatch, Store } from '../domain/store.ts';
import { instantOf } from '../shared/local-time.ts';
import type { ParsedStore } from './config-schema.ts';

const NONE: ErrorMatch = { codeNames: [], errorCodes: [], messages: [] };

/** The domain's store of a checked one. Call it only after `storeFaults` found none. */
export function toStore(store: ParsedStore): Store {
  const at = (localTime: string) => instantOf(localTime, store.timeZone) ?? Number.NaN;
  const common = {
    id: store.id,
    account: store.account ?? store.id,
    currency: store.currency,
    timeZone: store.timeZone,
    awardFromMs: at(store.awardFrom),
    orderPrefix: store.orderPrefix ?? '',
    rules: store.rules.map((rule) => toRule(rule, at)).sort((one, other) => other.fromMs - one.fromMs),
    campaigns: store.campaigns.map(({ name, from, to, multiplier }) => ({
      name,
      fromMs: at(from),
      toMs: at(to),
      multiplier,
    })),
    onUnknownCustomer: store.onUnknownCustomer,
    onInsufficientBalance: store.onInsufficientBalance,
    settlement: store.settlement,
    shadow: store.shadow,
    silence: store.silence,
    webhooks: store.webhooks,
    customerReason: { award: store.customerReason.award ?? null, reversal: store.customerReason.reversal ?? null },
    usedKey: store.usedKey ?? NONE,
    unknownCustomer: store.unknownCustomer ?? NONE,
    insufficientBalance: store.insufficientBalance ?? NONE,
  };
  switch (store.platform) {
    case 'shopify': {
      const { platform, shopDomain: shopDomains, allowTestOrders, customer } = store;
      return { ...common, platform, shopDomains, allowTestOrders, customer };
    }
    case 'woocommerce': {
      const { platform, siteUrl: siteUrls, paidStatuses, notPaidStatuses, subOrders, customer } = store;
      return { ...common, platform, siteUrls, paidStatuses, notPaidStatuses, subOrders, customer };
    }
    default:
      return store satisfies never;
  }
}

function toRule(rule: ParsedStore['rules'][number], at: (localTime: string) => number): PointsRule {
  const { from, maximumPoints, ...rest } = rule;
  return { ...rest, fromMs: from === undefined ? 0 : at(from), maximumPoints: maximumPoints ?? null };
}
