import type { Store } from '../domain/store.ts';
import { nearness } from '../domain/subscriptions/address.ts';
import {
  compareSubscriptions,
  faultTable,
  type SubscriptionFault,
} from '../domain/subscriptions/compare-subscriptions.ts';
import type { Repair } from '../domain/subscriptions/plan-repairs.ts';
import type { Subscription } from '../domain/subscriptions/subscription.ts';
import type { StoreApiCredentials, StoreApiFault } from '../ports/store-api.ts';
import type { SubscriptionsApi, SubscriptionTarget } from '../ports/subscriptions-api.ts';

/** A store whose webhooks are looked at, and with what. */
export interface LookedAt {
  readonly api: SubscriptionsApi<never>;
  readonly store: Store;
  readonly credentials: StoreApiCredentials;
  readonly target: SubscriptionTarget;
}

export interface Look {
  readonly kind: 'looked';
  readonly subscriptions: readonly Subscription[];
  readonly faults: readonly SubscriptionFault[];
  /** At least one points here. */
  readonly isSeen: boolean;
}

/** Looks at a store's webhooks, and changes nothing. Never rejects. */
export async function lookAtStore(
  { api, store, credentials, target: { address } }: LookedAt,
  signal: AbortSignal,
): Promise<Look | StoreApiFault> {
  const listed = await api.list(store as never, credentials, signal);
  if (listed.kind !== 'listed') return listed;
  const { subscriptions } = listed;
  const isSeen = subscriptions.some(({ address: to }) => ['same', 'near'].includes(nearness(to, address)));
  return { kind: 'looked', subscriptions, faults: compareSubscriptions(api.needs, subscriptions, address), isSeen };
}

/** The faults for which deliveries do not come. */
export function losing(faults: readonly SubscriptionFault[]): readonly SubscriptionFault[] {
  return faults.filter(({ kind }) => faultTable[kind] === 'loses');
}

/** Whether these faults are gone with these repairs: some are left to a person. */
export function isWholeAfter(wrong: readonly SubscriptionFault[], done: readonly Repair[]): boolean {
  return wrong.every((fault) => done.some(({ kind, topic }) => kind !== 'remove' && topic === fault.topic));
}

export interface Repaired {
  readonly done: readonly Repair[];
  /** Why it ended before the last; `null` where it did not. */
  readonly fault: StoreApiFault | null;
}

/** Makes changes one after the other, as long as they succeed. Never rejects. */
export async function repairStore(
  { api, store, credentials, target }: LookedAt,
  repairs: readonly Repair[],
  signal: AbortSignal,
): Promise<Repaired> {
  const done: Repair[] = [];
  for (const repair of repairs) {
    const made = await api.repair(store as never, credentials, repair, target, signal);
    if (made.kind !== 'repaired') return { done, fault: made };
    done.push(repair);
  }
  return { done, fault: null };
}
