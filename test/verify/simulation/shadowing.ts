import type { History } from '../laws/histories/history.ts';
import { randomOf } from './fault-plan.ts';

/** When the store is in shadow; `null`: from the beginning, or for ever. */
export interface Shadowing {
  readonly fromMs: number | null;
  readonly untilMs: number | null;
}

const HOUR_MS = 3_600_000;

/**
 * A store that begins in shadow leaves it between two deliveries, or never. A few others are put into shadow between two
 * deliveries, and leave it before the last has rested for long.
 */
export function planShadowing({ seed, store, deliveries }: History, isInterrupted: boolean): Shadowing | null {
  const random = randomOf(seed, 'shadow');
  const anyTime = () => {
    const at = random.int(0, deliveries.length - 1);
    const thisMs = deliveries[at]?.atMs ?? 0;
    const nextMs = deliveries[at + 1]?.atMs ?? thisMs + 6 * HOUR_MS;
    return random.int(thisMs, nextMs);
  };
  if (store.shadow) {
    const leaves = random.chance(0.5) && !isInterrupted;
    return { fromMs: null, untilMs: leaves ? anyTime() : null };
  }
  if (!random.chance(0.05) || isInterrupted) return null;
  const [fromMs = 0, untilMs = 0] = [anyTime(), anyTime()].toSorted((one, other) => one - other);
  return { fromMs, untilMs };
}
