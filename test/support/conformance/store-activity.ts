import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { StoreActivity } from '../../../src/domain/store-activity.ts';
import type { StoreActivities } from '../../../src/ports/store-activity.ts';

/** An empty shelf, and how to dispose of it. */
export interface OpenStoreActivities {
  readonly activities: StoreActivities;
  close(): Promise<void>;
}

const signal = new AbortController().signal;

const refusedOnly: StoreActivity = { genuine: null, refusals: 3 };
const young: StoreActivity = {
  genuine: { firstAtMs: 1_764_072_000_123, lastAtMs: 1_764_072_000_123, gaps: [] },
  refusals: 0,
};
const full: StoreActivity = {
  genuine: {
    firstAtMs: 1_700_000_000_000,
    lastAtMs: 1_764_072_000_000,
    gaps: Array.from({ length: 28 }, (_, index) => ({ day: 20_417 - index, longestMs: 43_200_000.5 + index })),
  },
  refusals: 10,
};

/** What must hold of the stores' activity, whatever keeps it. `factory` opens an empty one. */
export function describeStoreActivities(name: string, factory: () => Promise<OpenStoreActivities>): void {
  describe(`store activity: ${name}`, () => {
    let open: OpenStoreActivities;
    let activities: StoreActivities;

    beforeEach(async () => {
      open = await factory();
      activities = open.activities;
    });
    afterEach(() => open.close());

    test('knows nothing of a store that was never saved', async () => {
      expect(await activities.load('demo', signal)).toBeNull();
    });

    test('gives back what was saved, version by version, each store apart', async () => {
      expect(await activities.save('demo', refusedOnly, 0, signal)).toBe('saved');
      expect(await activities.load('demo', signal)).toEqual({ record: refusedOnly, version: 1 });
      expect(await activities.save('demo', young, 1, signal)).toBe('saved');
      expect(await activities.save('demo-2', full, 0, signal)).toBe('saved');
      expect(await activities.load('demo', signal)).toEqual({ record: young, version: 2 });
      expect(await activities.load('demo-2', signal)).toEqual({ record: full, version: 1 });
    });

    test.each([0, 1, 3])('refuses to write over version 2 what knows of version %d', async (known) => {
      await activities.save('demo', refusedOnly, 0, signal);
      await activities.save('demo', young, 1, signal);
      expect(await activities.save('demo', full, known, signal)).toBe('conflict');
      expect(await activities.load('demo', signal)).toEqual({ record: young, version: 2 });
    });

    test('of many who write at once, one wins', async () => {
      const saved = await Promise.all(Array.from({ length: 5 }, () => activities.save('demo', young, 0, signal)));
      expect(saved.filter((result) => result === 'saved')).toHaveLength(1);
    });

    test('gives back many at once, without those of which nothing was saved', async () => {
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

    test('rejects when the time is up', async () => {
      const over = AbortSignal.abort(new Error('time is up'));
      await expect(activities.load('demo', over)).rejects.toThrow();
      await expect(activities.save('demo', young, 0, over)).rejects.toThrow();
      await expect(activities.loadMany(['demo'], over)).rejects.toThrow();
    });
  });
}
