import type { Sign } from './history.ts';

export const both =
  (...signs: readonly Sign[]): Sign =>
  (bodies) =>
    signs.every((sign) => sign(bodies));

export const either =
  (...signs: readonly Sign[]): Sign =>
  (bodies) =>
    signs.some((sign) => sign(bodies));
