import { createRandom, type Random } from '../laws/histories/random.ts';
import { type FaultRates, NO_FAULTS } from './fault-rates.ts';
import type { FaultName } from './faults.ts';

/** One fault that struck: `id` names the place of the decision in its history. */
export interface Struck {
  readonly id: string;
  readonly name: FaultName;
  readonly atMs: number;
  /** What it met, such as `ledger.save`. */
  readonly what: string;
}

/** Decides which faults strike. Every decision has an id and chance of its own, so that leaving one fault out moves no other. */
export interface FaultPlan {
  /** Whether this fault strikes here; counted and told when it does. */
  strikes(name: FaultName, at: Decision): boolean;
  readonly struck: readonly Struck[];
  /** From now on nothing strikes. */
  stop(): void;
  /** False once it is stopped. */
  isOn(): boolean;
  /** From now on everything may strike again. */
  resume(): void;
  /** A decision with a source of chance of its own. */
  at(id: string, what: string): Decision;
}

export interface Decision {
  readonly id: string;
  readonly random: Random;
  readonly what: string;
}

export interface FaultPlanOptions {
  readonly seed: number;
  readonly rates: FaultRates;
  /** Only these may strike; all when not given. */
  readonly keep: ReadonlySet<string> | undefined;
  readonly now: () => number;
}

export function createFaultPlan({ seed, rates, keep, now }: FaultPlanOptions): FaultPlan {
  const struck: Struck[] = [];
  let current = rates;
  return {
    struck,
    strikes(name, { id, random, what }) {
      const chance = current.get(name);
      if (chance === undefined || !random.chance(chance)) return false;
      if (keep !== undefined && !keep.has(id)) return false;
      struck.push({ id, name, atMs: now(), what });
      return true;
    },
    at: (id, what) => ({ id, what, random: randomOf(seed, id) }),
    isOn: () => current !== NO_FAULTS,
    stop() {
      current = NO_FAULTS;
    },
    resume() {
      current = rates;
    },
  };
}

/** A source of chance of its own for each named part of a history. */
export function randomOf(seed: number, part: string): Random {
  let hash = 0x811c9dc5;
  for (let index = 0; index < part.length; index += 1) hash = Math.imul(hash ^ part.charCodeAt(index), 0x01000193);
  return createRandom(seed ^ hash);
}
