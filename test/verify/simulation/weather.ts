import type { Random } from '../laws/histories/random.ts';
import { FAULTS, type FaultName } from './faults.ts';

/** Which faults a history may meet, and how likely each strikes where it may. */
export type Weather = ReadonlyMap<FaultName, number>;

export const CALM: Weather = new Map();

/** Calm, a few faults, or everything at once. */
export function weatherOf(random: Random, faults: readonly FaultName[]): Weather {
  const share = random.weighted([
    [20, 0],
    [60, 0.2],
    [15, 0.5],
    [5, 1],
  ]);
  if (share === 0) return CALM;
  const weather = new Map<FaultName, number>();
  for (const name of faults) {
    if (random.chance(share)) weather.set(name, FAULTS[name].chance * random.pick([0.5, 1, 1, 2]));
  }
  return weather;
}
