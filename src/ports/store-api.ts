import type { OrderId } from '../domain/order-facts.ts';
import type { Store } from '../domain/store.ts';

/** With what a store's own API is asked: each platform has its own. */
export type StoreApiCredentials = ConsumerKey | ShopifyCredentials;

/** A key of WooCommerce's REST API that may read. */
export interface ConsumerKey {
  readonly consumerKey: string;
  readonly consumerSecret: string;
}

/**
 * Shopify: the token of a custom app that was made in the shop's admin, or the client credentials of one that was made in the Dev Dashboard.
 * Since January 2026 only the latter can be made; with them, a token is asked for that lasts a day.
 * @see https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens/client-credentials-grant
 */
export type ShopifyCredentials =
  | { readonly accessToken: string }
  | { readonly clientId: string; readonly clientSecret: string };

/** Where a page begins: behind an instant of the store's clock, or where the page before it ended. */
export type PageStart = { readonly sinceMs: number } | { readonly resume: string };

/** One order as the store's API describes it. */
export interface FetchedOrder {
  /** `null` where the body does not show it. */
  readonly order: OrderId | null;
  /** By the store's clock; `null` where the body does not show it. */
  readonly changedAtMs: number | null;
  /** Its body, which the platform reads like a webhook's. */
  readonly rawBody: Uint8Array;
}

export interface OrdersPage {
  readonly kind: 'page';
  /** The oldest change first. Pages overlap, so that an order may come twice. */
  readonly orders: readonly FetchedOrder[];
  /** Where the next page begins; `null` after the last. */
  readonly resume: string | null;
  /** When it was asked for, by our clock: it says nothing of what came after. */
  readonly askedAtMs: number;
  /** What the store's clock said when it answered; ours where it said nothing. */
  readonly storeNowMs: number;
}

/** Why a store's API gave nothing. `because` quotes nothing that was answered. */
export interface StoreApiFault {
  readonly kind: /** It refuses the credentials, or what they may see. */
    | 'refused'
    /** It asks to come back later. */
    | 'busy'
    /** No answer in time, an error of the server, or an answer that cannot be read; a smaller page may do. */
    | 'failed'
    /** Nothing but a change at the store, or of the configuration, will do. */
    | 'unsupported';
  readonly because: string;
  readonly retryAfterMs: number | null;
}

/** A store's own API, as reconciliation reads it. Never rejects. */
export interface StoreApi<Shop extends Store = Store> {
  /** A page of the orders that were changed after an instant. Their refunds are part of them. */
  changedOrders(
    store: Shop,
    credentials: StoreApiCredentials,
    page: { readonly start: PageStart; readonly size: number },
    signal: AbortSignal,
  ): Promise<OrdersPage | StoreApiFault>;
}

/** A store whose webhooks may name an order and say nothing of it. */
export interface OrderSource<Shop extends Store = Store> {
  /** The order as it is now; `null` where there is none, or none that may be seen. Never rejects. */
  order(
    store: Shop,
    credentials: StoreApiCredentials,
    order: OrderId,
    signal: AbortSignal,
  ): Promise<FetchedOrder | StoreApiFault | null>;
}

/** What most stores give at once, and what a store is asked for at least whose server is too weak for more. */
export const MAX_PAGE_SIZE = 100;
export const MIN_PAGE_SIZE = 10;
