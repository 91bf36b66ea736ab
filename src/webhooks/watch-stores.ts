import type { Store } from '../domain/store.ts';
import { isRefusedInARow, silence } from '../domain/store-activity.ts';
import type { StoreActivities } from '../ports/store-activity.ts';
import type { Emit } from '../ports/telemetry.ts';
import type { Deadline } from '../shared/deadline.ts';

export interface WatchDependencies {
  readonly stores: ReadonlyMap<string, Pick<Store, 'id' | 'silence'>>;
  readonly activities: StoreActivities;
  readonly emit: Emit;
}

export interface Watched {
  /** Stores whose activity could not be read. */
  readonly unread: number;
}

/**
 * Emits `storeSilent` for each store that is silent for too long, and `storeRefused` for each whose deliveries are refused in a
 * row, at every call while that lasts. Never rejects: an activity that cannot be read is a warning.
 */
export async function watchStores(
  { stores, activities, emit }: WatchDependencies,
  { signal, now }: Deadline,
): Promise<Watched> {
  let unread = 0;

  async function watch({ id: store, silence: setting }: Pick<Store, 'id' | 'silence'>): Promise<void> {
    const loaded = await activities.load(store, signal);
    if (loaded === null) return;
    const { record: activity } = loaded;
    const silent = silence(activity, setting, now());
    if (silent !== null) emit({ kind: 'storeSilent', store, ...silent });
    if (isRefusedInARow(activity, now())) emit({ kind: 'storeRefused', store, refusals: activity.refusals });
  }

  await Promise.all(
    [...stores.values()].map((store) =>
      watch(store).catch((error: unknown) => {
        unread += 1;
        emit({ kind: 'warning', message: "a store's activity could not be read", error });
      }),
    ),
  );
  return { unread };
}
