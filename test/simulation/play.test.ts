import { expect, test } from 'vitest';
import { play } from './play.ts';

const SEEDS = Array.from({ length: 40 }, (_, index) => 1_000 + index);

const told = async (choice: Parameters<typeof play>[0]) => {
  const { struck, broken, occurred } = await play(choice);
  return { struck, broken, occurred };
};

test('the same seed is the same history with the same faults', async () => {
  for (const seed of SEEDS) expect(await told({ seed })).toEqual(await told({ seed }));
});

test('keeping every fault and every delivery changes nothing', async () => {
  for (const seed of SEEDS) {
    const { struck, history } = await play({ seed });
    const deliveries = history.deliveries.map((_, index) => index);
    expect(await told({ seed, deliveries, keep: struck.map(({ id }) => id) })).toEqual(await told({ seed }));
  }
});

test('leaving out every fault is calm weather', async () => {
  for (const seed of SEEDS) expect(await told({ seed, keep: [] })).toMatchObject({ struck: [], broken: null });
});
