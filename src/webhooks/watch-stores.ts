import { skipJump } from '../domain/order-tallies.ts';
import type { Store } from '../domain/store.ts';
import { isRefusedInARow, type StoreActivity, silence } from '../domain/store-activity.ts';
import { MAX_ACTIVITIES, type StoreActivities } from '../ports/store-activity.ts';
import type { Emit } from '../ports/telemetry.ts';
import type { Deadline } from '../shared/deadline.ts';

type WatchedStore = Pick<Store, 'id' | 'silence'>;

export interface WatchDependencies {
  readonly stores: ReadonlyMap<string, WatchedStore>;
  readonly activities: StoreActivities;
  readonly emit: Emit;
}

export interface Watched {
  /** Stores whose activity could not be read. */
  readonly unread: number;
}

/**
 * Emits `storeSilent` for each store that is silent for too long, `storeSkips` for each of whose orders far more than usual give no
 * points, and `storeRefused` for each whose deliveries are refused in a row, at every call while that lasts. Never rejects: an activity that cannot be read is a warning.
 */
export async function watchStores(
  { stores, activities, emit }: WatchDependencies,
  { signal, now }: Deadline,
): Promise<Watched> {
  let unread = 0;

  function watch({ id: store, silence: setting }: WatchedStore, activity: StoreActivity): void {
    const silent = silence(activity, setting, now());
    if (silent !== null) emit({ kind: 'storeSilent', store, ...silent });
    const jump = skipJump(activity.orders, now());
    if (jump !== null) emit({ kind: 'storeSkips', store, ...jump });
    if (isRefusedInARow(activity, now())) emit({ kind: 'storeRefused', store, refusals: activity.refusals });
  }

  function unreadable(count: number, error?: unknown): void {
    unread += count;
    emit({ kind: 'warning', message: "a store's activity could not be read", ...(error !== undefined && { error }) });
  }

  async function watchSome(some: readonly WatchedStore[]): Promise<void> {
    const ids = some.map(({ id }) => id);
    const known = await activities.loadMany(ids, signal);
    for (const store of some) {
      const activity = known.get(store.id);
      if (activity === 'unreadable') unreadable(1);
      else if (activity !== undefined) watch(store, activity);
    }
  }

  await Promise.all(
    inBatches([...stores.values()]).map((some) =>
      watchSome(some).catch((error: unknown) => unreadable(some.length, error)),
    ),
  );
  return { unread };
}

/** A thousand single reads would take a small function seconds, and more memory than it has. */
function inBatches(stores: readonly WatchedStore[]): (readonly WatchedStore[])[] {
  const count = Math.ceil(stores.length / MAX_ACTIVITIES);
  return Array.from({ length: count }, (_, index) =>
    stores.slice(index * MAX_ACTIVITIES, (index + 1) * MAX_ACTIVITIES),
  );
}
