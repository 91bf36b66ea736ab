import type { SubscriptionWatch } from '../domain/subscriptions/subscription-watch.ts';
import type { Slots } from '../shared/optimistic-update.ts';

/** Stores what was seen of each store's webhooks. Rejects when it cannot be reached. */
export type SubscriptionWatches = Slots<SubscriptionWatch>;
