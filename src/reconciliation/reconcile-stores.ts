import type { Store } from '../domain/store.ts';
import { type Deadline, remainingMs } from '../shared/deadline.ts';
import { TIME } from '../shared/time-budgets.ts';
import { type WatchDependencies, watchStore } from '../subscriptions/watch-store.ts';
import { type ReconcileDependencies, reconcileStore } from './reconcile-store.ts';
import { addCounts, NO_ORDERS, type OrderCounts } from './record-page.ts';

export interface ReconcileStoresDependencies extends ReconcileDependencies, WatchDependencies {
  readonly stores: ReadonlyMap<string, Store>;
}

export interface Reconciled extends OrderCounts {
  /** Stores that were read to the end of what they changed. */
  readonly done: number;
  /** Stores that gave nothing. */
  readonly troubled: number;
  /** Stores that are left to the next run, for want of time or of the ledger. */
  readonly left: number;
}

/** Stores that are read at a time. Each waits for its own server. */
const AT_ONCE = 8;
const MINUTE_MS = 60_000;

/**
 * Reconciles all stores whose secret holds a key of their API, each for a while at a time, until all are done or the time is over. A store's
 * webhooks are looked at first, where that is due: what one did not send before it was put right is read then. Never rejects.
 */
export async function reconcileStores(
  dependencies: ReconcileStoresDependencies,
  deadline: Deadline,
): Promise<Reconciled> {
  const { apis, subscriptions } = dependencies;
  const readable = [...dependencies.stores.values()].filter(
    ({ platform }) => platform in apis || platform in subscriptions,
  );
  const waiting = startingAnywhere(readable, deadline.now());
  let counts = NO_ORDERS;
  const kinds = { done: 0, troubled: 0, left: 0 };

  async function worker(): Promise<void> {
    for (let store = waiting.shift(); store !== undefined; store = waiting.shift()) {
      if (remainingMs(deadline) < TIME.leastForStorePage) {
        kinds.left += 1;
        continue;
      }
      await watchStore(dependencies, store, turnOf(deadline, TIME.lookingAtWebhooks));
      const run = await reconcileStore(dependencies, store, turnOf(deadline, TIME.reconcilingStore));
      counts = addCounts(counts, run.counts);
      if (run.kind === 'outOfTime') waiting.push(store);
      else if (run.kind === 'interrupted') kinds.left += 1;
      else if (run.kind === 'done' || run.kind === 'troubled') kinds[run.kind] += 1;
    }
  }

  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return { ...counts, ...kinds };
}

/** Another store is the first each time: should the time never suffice for all, none is always the last. */
function startingAnywhere(stores: readonly Store[], nowMs: number): Store[] {
  const first = stores.length === 0 ? 0 : Math.floor(nowMs / MINUTE_MS) % stores.length;
  return [...stores.slice(first), ...stores.slice(0, first)];
}

function turnOf(deadline: Deadline, ms: number): Deadline {
  return { ...deadline, endsAtMs: Math.min(deadline.endsAtMs, deadline.now() + ms) };
}
