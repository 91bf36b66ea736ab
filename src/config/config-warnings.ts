import { exact } from '../domain/decimal.ts';
import type { Campaign } from '../domain/points-rule.ts';
import type { Store } from '../domain/store.ts';
import { isBaseUrl } from '../shared/base-url.ts';
import type { PonteConfig } from './define-config.ts';

/** What a valid configuration says and hardly means. `place` is such as `store "my-shop", awardFrom`. */
export interface ConfigWarning {
  readonly warning: WarningName;
  readonly place: string;
  readonly message: string;
}

export type WarningName =
  | 'unknownCurrency'
  | 'awardFromLongAgo'
  | 'awardFromAhead'
  | 'campaignNeverApplies'
  | 'plainHttp'
  | 'customersDiffer'
  | 'shadow';

const DAY_MS = 86_400_000;
const LONG_AGO_MS = 2 * 365 * DAY_MS;
const LONG_AHEAD_MS = 60 * DAY_MS;

/** Warnings about a checked configuration. They keep nobody from building or deploying it. */
export function configWarnings({ stores }: Pick<PonteConfig, 'stores'>, nowMs: number): ConfigWarning[] {
  return [...stores.flatMap((store) => storeWarnings(store, nowMs)), ...customerWarnings(stores)];
}

function storeWarnings(store: Store, nowMs: number): ConfigWarning[] {
  const place = placeOf(store);
  return [
    ...currencyWarnings(store, place),
    ...awardFromWarnings(store, place, nowMs),
    ...campaignWarnings(store, place),
    ...httpWarnings(store, place),
    ...shadowWarnings(store, place),
  ];
}

function currencyWarnings({ currency }: Store, place: string): ConfigWarning[] {
  if (Intl.supportedValuesOf('currency').includes(currency)) return [];
  const message = `"${currency}" is no currency of ISO 4217, and orders in another one earn no points`;
  return [{ warning: 'unknownCurrency', place: `${place}, currency`, message }];
}

function awardFromWarnings({ awardFromMs }: Store, store: string, nowMs: number): ConfigWarning[] {
  const place = `${store}, awardFrom`;
  if (nowMs - awardFromMs > LONG_AGO_MS) {
    const years = Math.floor((nowMs - awardFromMs) / (365 * DAY_MS));
    const message = `is ${years} years ago: whatever changes any order paid since then earns its points, though they may have been given before`;
    return [{ warning: 'awardFromLongAgo', place, message }];
  }
  if (awardFromMs - nowMs > LONG_AHEAD_MS) {
    const days = Math.floor((awardFromMs - nowMs) / DAY_MS);
    return [{ warning: 'awardFromAhead', place, message: `is ${days} days ahead: no order earns points before` }];
  }
  return [];
}

function campaignWarnings({ campaigns, awardFromMs }: Store, store: string): ConfigWarning[] {
  return campaigns.flatMap((campaign) => {
    const why = whyItNeverApplies(campaign, campaigns, awardFromMs);
    const place = `${store}, campaign "${campaign.name}"`;
    return why === null ? [] : [{ warning: 'campaignNeverApplies' as const, place, message: `never applies: ${why}` }];
  });
}

function whyItNeverApplies(campaign: Campaign, campaigns: readonly Campaign[], awardFromMs: number): string | null {
  if (campaign.toMs <= awardFromMs) return 'it ends before awardFrom, from which on orders earn points';
  const larger = campaigns.find(
    (other) =>
      other.fromMs <= campaign.fromMs &&
      campaign.toMs <= other.toMs &&
      exact(other.multiplier).gt(exact(campaign.multiplier)),
  );
  return larger === undefined ? null : `"${larger.name}" has a larger multiplier all of that time`;
}

function shadowWarnings({ id, shadow }: Store, place: string): ConfigWarning[] {
  const message = `nothing of its orders is posted to BonifiQ; ./ponte shadow ${id} tells what would have been`;
  return shadow ? [{ warning: 'shadow', place: `${place}, shadow`, message }] : [];
}

function httpWarnings(store: Store, place: string): ConfigWarning[] {
  if (store.platform !== 'woocommerce') return [];
  return store.siteUrls
    .filter((url) => !isBaseUrl(url))
    .map((url) => ({
      warning: 'plainHttp',
      place: `${place}, siteUrl`,
      message: `${url} is not encrypted: who buys what can be read on its way; write https:// once the shop has it`,
    }));
}

/** BonifiQ knows a customer by one id. */
function customerWarnings(stores: readonly Store[]): ConfigWarning[] {
  const byAccount = Map.groupBy(stores, ({ account }) => account);
  return [...byAccount].flatMap(([account, sharing]) => {
    const ways = Map.groupBy(sharing, ({ customer }) => customer.by);
    const places = sharing.map(placeOf).join(', ');
    const warning = (message: string) => [
      {
        warning: 'customersDiffer' as const,
        place: `${places}, customer`,
        message: `account "${account}": ${message}`,
      },
    ];
    if (ways.size > 1) {
      const named = [...ways].map(([by, some]) => `${some.map(({ id }) => id).join(', ')} by ${by}`).join('; ');
      return warning(`one person is several customers of it (${named}); name people in all its stores alike`);
    }
    return sharing.length > 1 && ways.has('platformId')
      ? warning(
          "each shop has customer numbers of its own: one person has several, and one number may be several people; name people by 'email'",
        )
      : [];
  });
}

function placeOf({ id }: Pick<Store, 'id'>): string {
  return `store "${id}"`;
}
