import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Slots } from '../../../src/shared/optimistic-update.ts';

/** Empty slots, and how to dispose of them. */
export interface OpenSlots<Kept extends Slots<unknown>> {
  readonly slots: Kept;
  close(): Promise<void>;
}

const signal = new AbortController().signal;

/**
 * What all values under optimistic locking must do, whatever keeps them. `factory` opens empty ones; of the three values the second
 * takes the place of the first. `further` adds tests of what only these slots do.
 */
export function describeSlots<Value, Kept extends Slots<Value>>(
  name: string,
  factory: () => Promise<OpenSlots<Kept>>,
  [first, second, third]: readonly [Value, Value, Value],
  further: (slots: () => Kept) => void = () => {},
): void {
  describe(name, () => {
    let open: OpenSlots<Kept>;
    let slots: Kept;

    beforeEach(async () => {
      open = await factory();
      slots = open.slots;
    });
    afterEach(() => open.close());

    test('know nothing of a name under which nothing was saved', async () => {
      expect(await slots.load('demo', signal)).toBeNull();
    });

    test('give back what was saved, version by version, each name apart', async () => {
      expect(await slots.save('demo', first, 0, signal)).toBe('saved');
      expect(await slots.load('demo', signal)).toEqual({ record: first, version: 1 });
      expect(await slots.save('demo', second, 1, signal)).toBe('saved');
      expect(await slots.save('demo-2', third, 0, signal)).toBe('saved');
      expect(await slots.load('demo', signal)).toEqual({ record: second, version: 2 });
      expect(await slots.load('demo-2', signal)).toEqual({ record: third, version: 1 });
    });

    test.each([0, 1, 3])('are not written over at version 2 by one who knows of version %d', async (known) => {
      await slots.save('demo', first, 0, signal);
      await slots.save('demo', second, 1, signal);
      expect(await slots.save('demo', third, known, signal)).toBe('conflict');
      expect(await slots.load('demo', signal)).toEqual({ record: second, version: 2 });
    });

    test('of many who write at once, let one win', async () => {
      const saved = await Promise.all(Array.from({ length: 5 }, () => slots.save('demo', second, 0, signal)));
      expect(saved.filter((result) => result === 'saved')).toHaveLength(1);
    });

    test('reject when the time is up', async () => {
      const over = AbortSignal.abort(new Error('time is up'));
      await expect(slots.load('demo', over)).rejects.toThrow();
      await expect(slots.save('demo', second, 0, over)).rejects.toThrow();
    });

    further(() => slots);
  });
}
