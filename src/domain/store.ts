import type { Campaign, PointsRule } from './points-rule.ts';
import type { SilenceSetting } from './store-activity.ts';

/** One configured shop of one merchant, checked and with every default filled in. */
export type Store = ShopifyStore | WooCommerceStore;

interface CommonStore {
  readonly id: string;
  /** Stores with the same account post to the same BonifiQ tenant. */
  readonly account: string;
  readonly currency: string;
  /** Of the shop, such as `America/Sao_Paulo`: people are told its times in it. */
  readonly timeZone: string;
  /** Orders paid before this instant are never entitled. */
  readonly awardFromMs: number;
  readonly orderPrefix: string;
  /** Newest `fromMs` first; at least one. */
  readonly rules: readonly PointsRule[];
  readonly campaigns: readonly Campaign[];
  readonly onUnknownCustomer: 'retry' | 'create' | 'park';
  /** What is done with a reversal that the customer's balance does not cover. */
  readonly onInsufficientBalance: 'park' | 'retry' | 'takeRest';
  readonly settlement: 'inline' | 'queued';
  /** Nothing of its orders is posted; see `OrderRecord.shadowSinceMs`. Entries of orders that began before wait. */
  readonly shadow: boolean;
  /** How long the store may send nothing before an alarm. */
  readonly silence: SilenceSetting;
  /** Whether its webhooks are looked at, and put right where they are missing or switched off. */
  readonly webhooks: 'watch' | 'autoRepair' | 'off';
  /** Shown to the shopper; `{order}` stands for the order id. */
  readonly customerReason: { readonly award: string | null; readonly reversal: string | null };
  /** These three in addition to what the loyalty API's adapter recognises by itself. */
  readonly usedKey: ErrorMatch;
  readonly unknownCustomer: ErrorMatch;
  readonly insufficientBalance: ErrorMatch;
}

/** How to recognise one particular error in the loyalty API's reply; any one match is enough. */
export interface ErrorMatch {
  readonly codeNames: readonly string[];
  readonly errorCodes: readonly number[];
  /** Regular expressions, matched without regard to case. */
  readonly messages: readonly string[];
}

export interface ShopifyStore extends CommonStore {
  readonly platform: 'shopify';
  /** `*.myshopify.com`; several where the shop has moved. */
  readonly shopDomains: readonly string[];
  readonly allowTestOrders: boolean;
  readonly customer:
    | { readonly by: 'email' }
    | { readonly by: 'platformId' }
    | { readonly by: 'document'; readonly noteAttribute: string };
}

export interface WooCommerceStore extends CommonStore {
  readonly platform: 'woocommerce';
  /** Bodies of any other host are not the store's. Several where the site has moved, or answers under more than one. */
  readonly siteUrls: readonly string[];
  readonly paidStatuses: readonly string[];
  /** In addition to the known ones. */
  readonly notPaidStatuses: readonly string[];
  /** Orders that a marketplace plugin splits off another one. */
  readonly subOrders: 'ignore' | 'earn';
  readonly customer: { readonly by: 'email' } | { readonly by: 'platformId' } | { readonly by: 'document' };
}
