import type { WooCommerceStore } from '../../domain/store.ts';
import type { ConsumerKey, StoreApiCredentials, StoreApiFault } from '../../ports/store-api.ts';
import { isBaseUrl } from '../../shared/base-url.ts';
import { openHttp, type SendCall } from '../../shared/http-call.ts';
import { unsupported } from '../store-api-fault.ts';

const LIMITS = {
  /** A weak host takes long for a hundred orders. */
  timeoutMs: 30_000,
  maxBodyBytes: 16 * 1024 * 1024,
};

/** Asks the REST API of a store with the key of its secret; or why that is not done. */
export type OpenShop = (store: WooCommerceStore, credentials: StoreApiCredentials) => SendCall | StoreApiFault;

/** Keeps the connections of each shop. */
export function openShops(): OpenShop {
  const shops = new Map<string, SendCall>();
  return ({ siteUrls: [url = ''] }, credentials) => {
    if (!isBaseUrl(url))
      return unsupported('siteUrl is not https://, so that the key would cross the network in the clear');
    if (!('consumerKey' in credentials)) return unsupported("the secret's storeApi is no key of WooCommerce");
    const shop = shops.get(url) ?? openHttp(url, LIMITS);
    shops.set(url, shop);
    const headers = headersOf(credentials);
    return (call, signal) => shop({ ...call, headers: { ...headers, ...call.headers } }, signal);
  };
}

/** Firewalls of hosts refuse requests without a `User-Agent`. */
function headersOf({ consumerKey, consumerSecret }: ConsumerKey): Record<string, string> {
  return {
    Authorization: `Basic ${Buffer.from(`${consumerKey}:${consumerSecret}`).toString('base64')}`,
    Accept: 'application/json',
    'Accept-Encoding': 'identity',
    'Cache-Control': 'no-cache',
    'User-Agent': 'Ponte (reconciliation of orders)',
  };
}
