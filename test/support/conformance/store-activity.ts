import { expect, test } from 'vitest';
import type { StoreActivity } from '../../../src/domain/store-activity.ts';
import type { StoreActivities } from '../../../src/ports/store-activity.ts';
import { describeSlots, type OpenSlots } from './slots.ts';

const signal = new AbortController().signal;

const refusedOnly: StoreActivity = { genuine: null, refusals: 3, orders: [] };
const young: StoreActivity = {
  genuine: { firstAtMs: 1_764_072_000_123, lastAtMs: 1_764_072_000_123, gaps: [] },
  refusals: 0,
  orders: [{ day: 20_417, earned: 0, skipped: 1 }],
};
const full: StoreActivity = {
  genuine: {
    firstAtMs: 1_700_000_000_000,
    lastAtMs: 1_764_072_000_000,
    gaps: Array.from({ length: 28 }, (_, index) => ({ day: 20_417 - index, longestMs: 43_200_000.5 + index })),
  },
  refusals: 10,
  orders: Array.from({ length: 9 }, (_, index) => ({ day: 20_417 - index, earned: 1_000 + index, skipped: index })),
};

/** What must hold of the stores' activity, whatever keeps it. `factory` opens an empty one. */
export function describeStoreActivities(name: string, factory: () => Promise<OpenSlots<StoreActivities>>): void {
  const values = [refusedOnly, young, full] as const;
  describeSlots<StoreActivity, StoreActivities>(`store activity: ${name}`, factory, values, (slots) => {
    test('give back many at once, without those of which nothing was saved', async () => {
      const activities = slots();
      await activities.save('demo', refusedOnly, 0, signal);
      await activities.save('demo', young, 1, signal);
      await activities.save('demo-2', full, 0, signal);
      await activities.save('not-asked', full, 0, signal);
      const stores = ['demo', 'unknown', 'demo-2', ...Array.from({ length: 97 }, (_, index) => `other-${index}`)];
      expect([...(await activities.loadMany(stores, signal))].toSorted()).toEqual([
        ['demo', young],
        ['demo-2', full],
      ]);
      expect(await activities.loadMany([], signal)).toEqual(new Map());
    });

    test('reject when the time is up for many', async () => {
      const over = AbortSignal.abort(new Error('time is up'));
      await expect(slots().loadMany(['demo'], over)).rejects.toThrow();
    });
  });
}
