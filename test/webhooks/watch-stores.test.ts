import { beforeEach, describe, expect, test } from 'vitest';
import type { Store } from '../../src/domain/store.ts';
import { delivered, refused, type StoreActivity, UNKNOWN_STORE } from '../../src/domain/store-activity.ts';
import type { PonteEvent } from '../../src/ports/telemetry.ts';
import { byId } from '../../src/shared/by-id.ts';
import { watchStores } from '../../src/webhooks/watch-stores.ts';
import { createModelStoreActivities } from '../support/models/store-activity.ts';
import { workOf } from '../support/posting-bench.ts';
import { warningsOf } from '../support/warnings-of.ts';

const HOUR_MS = 3_600_000;
const BEGIN_MS = Date.parse('2026-03-02T12:00:00Z');
const at = (hours: number) => BEGIN_MS + hours * HOUR_MS;
const { signal } = new AbortController();

/** One delivery in six hours, for 20 days: nine hours are allowed. */
const sixHourly = Array.from({ length: 81 }, (_, index) => at(6 * index)).reduce(delivered, UNKNOWN_STORE);
const refusedTimes = (count: number, activity = sixHourly) =>
  Array.from({ length: count }).reduce<StoreActivity>(refused, activity);

let events: PonteEvent[];
beforeEach(() => {
  events = [];
});

async function watched(
  known: Readonly<Record<string, StoreActivity>>,
  stores: readonly Pick<Store, 'id' | 'silence'>[],
  nowMs: number,
) {
  const activities = createModelStoreActivities();
  for (const [store, activity] of Object.entries(known)) await activities.save(store, activity, 0, signal);
  const emit = (event: PonteEvent) => events.push(event);
  await watchStores({ stores: byId(stores), activities, emit }, workOf({ now: () => nowMs }));
  return events;
}

const byHabit = (id: string) => ({ id, silence: 'habit' }) as const;

describe('a sweep tells', () => {
  test('of a store that is silent for longer than its habit allows, each time', async () => {
    expect(await watched({ shop: sixHourly }, [byHabit('shop')], at(480 + 9))).toEqual([]);
    const silent = { kind: 'storeSilent', store: 'shop', silentMs: 9 * HOUR_MS + 1, allowedMs: 9 * HOUR_MS };
    for (let sweeps = 1; sweeps <= 2; sweeps += 1) {
      expect(await watched({ shop: sixHourly }, [byHabit('shop')], at(480 + 9) + 1)).toHaveLength(sweeps);
    }
    expect(events).toEqual([silent, silent]);
  });

  test('each store by its own setting, and no store that is not configured', async () => {
    const known = { one: sixHourly, two: sixHourly, three: sixHourly, gone: sixHourly };
    const stores = [
      byHabit('one'),
      { id: 'two', silence: 'off' },
      { id: 'three', silence: { hours: 30 } },
      byHabit('new'),
    ] as const;
    expect(await watched(known, stores, at(480 + 24))).toMatchObject([{ kind: 'storeSilent', store: 'one' }]);
    events = [];
    expect(await watched(known, stores, at(480 + 31))).toMatchObject([
      { kind: 'storeSilent', store: 'one', silentMs: 31 * HOUR_MS, allowedMs: 9 * HOUR_MS },
      { kind: 'storeSilent', store: 'three', silentMs: 31 * HOUR_MS, allowedMs: 30 * HOUR_MS },
    ]);
  });

  test('of a store whose orders are skipped as never before', async () => {
    const day = Math.floor(at(480) / (24 * HOUR_MS));
    const before = Array.from({ length: 8 }, (_, back) => ({ day: day - 1 - back, earned: 50, skipped: 0 }));
    const skipping = { ...sixHourly, orders: [{ day, earned: 5, skipped: 15 }, ...before] };
    const earning = { ...sixHourly, orders: [{ day, earned: 19, skipped: 1 }, ...before] };
    const stores = [byHabit('shop'), byHabit('other')];
    expect(await watched({ shop: skipping, other: earning }, stores, at(481))).toEqual([
      { kind: 'storeSkips', store: 'shop', skipped: 15, orders: 20, usualShare: 0 },
    ]);
  });

  test('of refusals in a row until a genuine delivery comes, though the silence is none', async () => {
    expect(await watched({ shop: refusedTimes(4) }, [byHabit('shop')], at(481))).toEqual([
      { kind: 'storeRefused', store: 'shop', refusals: 4 },
    ]);
    events = [];
    expect(await watched({ shop: refusedTimes(3) }, [byHabit('shop')], at(481))).toEqual([]);
    expect(await watched({ shop: delivered(refusedTimes(4), at(481)) }, [byHabit('shop')], at(482))).toEqual([]);
  });

  test('of a new store whose first deliveries are all refused', async () => {
    const known = { shop: refusedTimes(4, UNKNOWN_STORE) };
    expect(await watched(known, [{ id: 'shop', silence: 'off' }], at(0))).toMatchObject([{ kind: 'storeRefused' }]);
  });

  test('of the others, where one cannot be read, and how many cannot', async () => {
    const activities = createModelStoreActivities();
    await activities.save('shop', sixHourly, 0, signal);
    const emit = (event: PonteEvent) => events.push(event);
    const broken = {
      ...activities,
      loadMany: async (stores: readonly string[], during: AbortSignal) =>
        new Map([...(await activities.loadMany(stores, during)), ['broken', 'unreadable'] as const]),
    };
    const stores = [byHabit('broken'), byHabit('shop')];
    const watching = watchStores({ stores: byId(stores), activities: broken, emit }, workOf({ now: () => at(500) }));
    expect(await watching).toEqual({ unread: 1 });
    expect(events.filter(({ kind }) => kind === 'storeSilent')).toMatchObject([{ store: 'shop' }]);
    expect(warningsOf(events)).toEqual(["a store's activity could not be read"]);
  });

  test('of each of many stores, which are read a hundred at a time, though some hundred cannot be read', async () => {
    const activities = createModelStoreActivities();
    const stores = Array.from({ length: 1_050 }, (_, index) => byHabit(`shop-${index}`));
    for (const { id } of stores) await activities.save(id, sixHourly, 0, signal);
    const emit = (event: PonteEvent) => events.push(event);
    const sizes: number[] = [];
    const broken = {
      ...activities,
      loadMany: (some: readonly string[], during: AbortSignal) => {
        sizes.push(some.length);
        return some.includes('shop-250') ? Promise.reject(new Error('unreachable')) : activities.loadMany(some, during);
      },
    };
    const watching = watchStores({ stores: byId(stores), activities: broken, emit }, workOf({ now: () => at(500) }));
    expect(await watching).toEqual({ unread: 100 });
    expect(sizes).toEqual([...Array(10).fill(100), 50]);
    const told = events.flatMap((event) => (event.kind === 'storeSilent' ? [event.store] : []));
    expect(told.toSorted()).toEqual(
      stores.flatMap(({ id }, index) => (index >= 200 && index < 300 ? [] : [id])).toSorted(),
    );
    expect(warningsOf(events)).toEqual(["a store's activity could not be read"]);
  });
});
