import type { Random } from '../laws/histories/random.ts';
import { FAULTS, type FaultName } from './faults.ts';

/** Which faults a history may meet, and how likely each strikes where it may. */
export type FaultRates = ReadonlyMap<FaultName, number>;

export const NO_FAULTS: FaultRates = new Map();

/** Names this draw. Another name would give every seed other faults. */
export const RATES_PART = 'weather';

/** None, a few kinds of fault, or all at once. */
export function drawFaultRates(random: Random, faults: readonly FaultName[]): FaultRates {
  const share = random.weighted([
    [20, 0],
    [60, 0.2],
    [15, 0.5],
    [5, 1],
  ]);
  if (share === 0) return NO_FAULTS;
  const rates = new Map<FaultName, number>();
  for (const name of faults) {
    if (random.chance(share)) rates.set(name, FAULTS[name].chance * random.pick([0.5, 1, 1, 2]));
  }
  return rates;
}
