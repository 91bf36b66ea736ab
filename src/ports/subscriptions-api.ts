import type { Store } from '../domain/store.ts';
import type { Repair } from '../domain/subscriptions/plan-repairs.ts';
import type { Subscription, SubscriptionNeeds } from '../domain/subscriptions/subscription.ts';
import type { StoreApiCredentials, StoreApiFault } from './store-api.ts';

/** What a webhook that is made or changed gets. */
export interface SubscriptionTarget {
  readonly address: string;
  /** With which its deliveries are signed, where the platform lets one choose. */
  readonly secret: string;
}

/** The webhooks of a store, as its own API shows and changes them. Never rejects. */
export interface SubscriptionsApi<Shop extends Store = Store> {
  readonly needs: SubscriptionNeeds;
  /** False: the API shows those alone that its own app made, and none that a person made in the shop. */
  readonly showsAll: boolean;
  list(
    store: Shop,
    credentials: StoreApiCredentials,
    signal: AbortSignal,
  ): Promise<{ readonly kind: 'listed'; readonly subscriptions: readonly Subscription[] } | StoreApiFault>;
  /** What is gone already needs no removal. */
  repair(
    store: Shop,
    credentials: StoreApiCredentials,
    repair: Repair,
    target: SubscriptionTarget,
    signal: AbortSignal,
  ): Promise<{ readonly kind: 'repaired' } | StoreApiFault>;
}
