import type { SubscriptionWatch } from '../../../src/domain/subscriptions/subscription-watch.ts';
import type { SubscriptionWatches } from '../../../src/ports/subscription-watches.ts';
import { createModelSlots } from './slots.ts';

/** A model of what was seen of stores' webhooks; it passes the same conformance suite as the one in DynamoDB. */
export function createModelSubscriptionWatches(): SubscriptionWatches {
  return createModelSlots<SubscriptionWatch>();
}
