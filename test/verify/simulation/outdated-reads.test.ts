import { expect, test } from 'vitest';
import { generateHistory } from '../laws/histories/generate.ts';
import { brokenIn, createInvariants } from '../laws/invariants.ts';
import { LAWS } from '../laws/laws.ts';
import { checkLaws } from './check-laws.ts';
import { simulate } from './simulation.ts';

/** WooCommerce orders of which a body comes back within its second, after another one of that second. */
const SEEDS = [287, 505, 689, 1413, 2047, 3211, 5089, 7710];

test.each(SEEDS)('every eventually consistent read of history %i is outdated, and every law holds', async (seed) => {
  const simulation = simulate(generateHistory(seed), { rates: new Map([['ledgerOutdated', 1]]) });
  const invariants = createInvariants(LAWS);
  expect(await brokenIn(() => checkLaws(simulation.history, simulation, invariants))).toBeNull();
  expect(simulation.struck.length).toBeGreaterThan(0);
});
