import type { WooCommerceStore } from '../../domain/store.ts';
import type { ConsumerKey } from '../../ports/store-api.ts';
import { isBaseUrl } from '../../shared/base-url.ts';
import { openHttp, type SendCall } from '../../shared/http-call.ts';

const LIMITS = {
  /** A weak host takes long for a hundred orders. */
  timeoutMs: 30_000,
  maxBodyBytes: 16 * 1024 * 1024,
};

/** Where the REST API of a store is, if a key may be shown there. */
export type SendToShop = (store: WooCommerceStore) => SendCall | null;

/** Why a store's API is not asked. */
export const IN_THE_CLEAR = 'siteUrl is not https://, so that the key would cross the network in the clear';
export const NO_KEY = "the secret's storeApi is no key of WooCommerce";

/** Keeps the connections of each shop. */
export function openShops(): SendToShop {
  const shops = new Map<string, SendCall>();
  return ({ siteUrls: [url = ''] }) => {
    if (!isBaseUrl(url)) return null;
    const shop = shops.get(url) ?? openHttp(url, LIMITS);
    shops.set(url, shop);
    return shop;
  };
}

/** Firewalls of hosts refuse requests without a `User-Agent`. */
export function headersOf({ consumerKey, consumerSecret }: ConsumerKey): Record<string, string> {
  return {
    Authorization: `Basic ${Buffer.from(`${consumerKey}:${consumerSecret}`).toString('base64')}`,
    Accept: 'application/json',
    'Accept-Encoding': 'identity',
    'Cache-Control': 'no-cache',
    'User-Agent': 'Ponte (reconciliation of orders)',
  };
}
