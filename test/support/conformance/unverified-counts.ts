import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { LoadByDay } from '../../../src/domain/unverified-load.ts';
import type { UnverifiedCounts } from '../../../src/ports/unverified-counts.ts';

/** Empty counts, and how to dispose of them. */
export interface OpenCounts {
  readonly counts: UnverifiedCounts;
  close(): Promise<void>;
}

const signal = new AbortController().signal;
const few: LoadByDay = { 20788: { deliveries: 2, bytes: 90 } };
const more: LoadByDay = { ...few, 20789: { deliveries: 1, bytes: 5_242_880 } };

/** What bounding relies on, whatever keeps the counts. `factory` opens empty ones. */
export function describeUnverifiedCounts(name: string, factory: () => Promise<OpenCounts>): void {
  describe(`unverified counts: ${name}`, () => {
    let open: OpenCounts;
    let counts: UnverifiedCounts;

    beforeEach(async () => {
      open = await factory();
      counts = open.counts;
    });
    afterEach(() => open.close());

    test('know nothing of a store of which nothing was counted', async () => {
      expect(await counts.load('demo', signal)).toBeNull();
    });

    test('give back what was saved, version by version, each store apart', async () => {
      expect(await counts.save('demo', few, 0, signal)).toBe('saved');
      expect(await counts.load('demo', signal)).toEqual({ record: few, version: 1 });
      expect(await counts.save('demo', more, 1, signal)).toBe('saved');
      expect(await counts.save('other', {}, 0, signal)).toBe('saved');
      expect(await counts.load('demo', signal)).toEqual({ record: more, version: 2 });
      expect(await counts.load('other', signal)).toEqual({ record: {}, version: 1 });
    });

    test.each([0, 1, 3])('are not written over at version 2 by one who knows of version %d', async (known) => {
      await counts.save('demo', few, 0, signal);
      await counts.save('demo', more, 1, signal);
      expect(await counts.save('demo', few, known, signal)).toBe('conflict');
      expect(await counts.load('demo', signal)).toEqual({ record: more, version: 2 });
    });

    test('of many who write at once, one wins', async () => {
      const saved = await Promise.all(Array.from({ length: 5 }, () => counts.save('demo', few, 0, signal)));
      expect(saved.filter((result) => result === 'saved')).toHaveLength(1);
    });

    test('reject when the time is up', async () => {
      const over = AbortSignal.abort(new Error('time is up'));
      await expect(counts.load('demo', over)).rejects.toThrow();
      await expect(counts.save('demo', few, 0, over)).rejects.toThrow();
    });
  });
}
