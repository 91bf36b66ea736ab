import { LAWS, type Law } from '../laws/laws.ts';
import { FAULT_NAMES, type FaultName } from './faults.ts';
import type { Broken } from './play.ts';

/** What many histories came to; two reports of different histories add up. */
export interface Report {
  histories: number;
  /** How often each kind of fault struck. */
  readonly faults: Record<FaultName, number>;
  /** How often each law was checked. */
  readonly laws: Record<Law, number>;
  /** Outcomes and warnings, by name. */
  readonly occurred: Record<string, number>;
  readonly broken: ({ readonly seed: number } & Broken)[];
}

export function emptyReport(): Report {
  return {
    histories: 0,
    faults: zeros(FAULT_NAMES),
    laws: zeros(Object.keys(LAWS) as Law[]),
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

export function count<Name extends string>(counts: Record<Name, number>, name: Name, times = 1): void {
  counts[name] = (counts[name] ?? 0) + times;
}

/** Fewer histories may go without a rare fault. */
const ENOUGH_HISTORIES = 2_000;

/** Faults that should have struck in so many histories and did not. */
export function neverExercised({ histories, faults }: Report): readonly FaultName[] {
  return histories < ENOUGH_HISTORIES ? [] : FAULT_NAMES.filter((name) => faults[name] === 0);
}

/** Laws that should have been checked in so many histories and were not. */
export function neverChecked({ histories, laws }: Report): readonly Law[] {
  return histories < ENOUGH_HISTORIES ? [] : (Object.keys(LAWS) as Law[]).filter((law) => laws[law] === 0);
}

function addCounts<Name extends string>(total: Record<Name, number>, part: Record<Name, number>): void {
  for (const [name, times] of Object.entries<number>(part)) count(total, name as Name, times);
}

function zeros<Name extends string>(names: readonly Name[]): Record<Name, number> {
  return Object.fromEntries(names.map((name) => [name, 0])) as Record<Name, number>;
}
