import type { Random } from './random.ts';

const TEN_YEARS_MS = 10 * 365 * 86_400_000;

/** Now and then a shop's clock is wrong for good; by so much that no delivery is late enough to make up for it. */
export const clockAhead = (random: Random): number => (random.chance(0.025) ? TEN_YEARS_MS : 0);
