import type { Store } from '../domain/store.ts';
import { createWooCommerceSubscriptions } from '../platforms/woocommerce/subscriptions-api.ts';
import type { SubscriptionsApi } from '../ports/subscriptions-api.ts';

/** What looks after the webhooks of each platform's stores. */
export function subscriptionsApis(
  now: () => number,
): Readonly<Partial<Record<Store['platform'], SubscriptionsApi<never>>>> {
  return { woocommerce: createWooCommerceSubscriptions(now) };
}
