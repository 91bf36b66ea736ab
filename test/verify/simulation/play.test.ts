import { describe, expect, test } from 'vitest';
import type { Choice } from './world.ts';
import { WORLDS } from './worlds.ts';

const SEEDS = Array.from({ length: 12 }, (_, index) => 1_000 + index);

describe.each(Object.values(WORLDS))('$option', ({ play }) => {
  const told = async (choice: Choice) => {
    const { struck, broken, occurred } = await play(choice);
    return { struck, broken, occurred };
  };

  test('the same seed is the same history with the same faults', async () => {
    for (const seed of SEEDS) expect(await told({ seed })).toEqual(await told({ seed }));
  });

  test('keeping every fault and every delivery changes nothing', async () => {
    for (const seed of SEEDS) {
      const { struck, deliveries } = await play({ seed });
      const all = Array.from({ length: deliveries }, (_, index) => index);
      expect(await told({ seed, deliveries: all, keep: struck.map(({ id }) => id) })).toEqual(await told({ seed }));
    }
  });

  test('leaving out every fault leaves none', async () => {
    for (const seed of SEEDS) expect(await told({ seed, keep: [] })).toMatchObject({ struck: [], broken: null });
  });
});
