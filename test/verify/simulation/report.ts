import type { Broken } from '../laws/invariants.ts';
import type { FaultName } from './faults.ts';
import type { World } from './world.ts';

/** What many histories came to; two reports of different histories add up. */
export interface Report {
  histories: number;
  /** How often each kind of fault struck. */
  readonly faults: Partial<Record<FaultName, number>>;
  /** How often each law was checked. */
  readonly laws: Record<string, number>;
  /** Outcomes and warnings, by name. */
  readonly occurred: Record<string, number>;
  readonly broken: ({ readonly seed: number } & Broken)[];
}

export function emptyReport({ faults, laws }: Pick<World, 'faults' | 'laws'>): Report {
  return {
    histories: 0,
    faults: zeros(faults),
    laws: zeros(Object.keys(laws)),
    occurred: {},
    broken: [],
  };
}

export function addReport(total: Report, part: Report): void {
  total.histories += part.histories;
  addCounts(total.faults, part.faults);
  addCounts(total.laws, part.laws);
  addCounts(total.occurred, part.occurred);
  total.broken.push(...part.broken);
  total.broken.sort((one, other) => one.seed - other.seed);
}

export function count<Name extends string>(counts: Partial<Record<Name, number>>, name: Name, times = 1): void {
  counts[name] = (counts[name] ?? 0) + times;
}

/** Fewer histories may go without a rare fault. */
export const ENOUGH_HISTORIES = 2_000;

/** Faults that should have struck in so many histories and did not. */
export function neverExercised({ histories, faults }: Report): readonly FaultName[] {
  return histories < ENOUGH_HISTORIES ? [] : namesOf(faults).filter((name) => faults[name] === 0);
}

/** Laws that should have been checked in so many histories and were not. */
export function neverChecked({ histories, laws }: Report): readonly string[] {
  return histories < ENOUGH_HISTORIES ? [] : Object.keys(laws).filter((law) => laws[law] === 0);
}

function addCounts<Name extends string>(
  total: Partial<Record<Name, number>>,
  part: Partial<Record<Name, number>>,
): void {
  for (const name of namesOf(part)) count(total, name, part[name]);
}

function namesOf<Name extends string>(counts: Partial<Record<Name, number>>): readonly Name[] {
  return Object.keys(counts) as Name[];
}

function zeros<Name extends string>(names: readonly Name[]): Record<Name, number> {
  return Object.fromEntries(names.map((name) => [name, 0])) as Record<Name, number>;
}
