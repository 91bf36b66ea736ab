import { type CompetitorName, competitorNames } from './competitor-names.ts';

/** What can be measured, in the order in which it is. */
export const sections = ['cold', 'warm', 'time', 'domain', 'calls'] as const;
export type Section = (typeof sections)[number];

export interface BenchOptions {
  readonly sections: readonly Section[];
  readonly competitors: readonly CompetitorName[];
  /** Cold starts of each. */
  readonly rounds: number;
  /** Of each function, for warm deliveries; so many to each that are measured, after so many that are not. */
  readonly processes: number;
  readonly warmUp: number;
  readonly deliveries: number;
  readonly seed: number;
  readonly latencyMs: number;
  /** A folder with bundles made before a change, which are measured beside those of now. */
  readonly before: string | null;
}

/** As `parseArgs` gives them. */
export interface BenchArguments {
  readonly positionals: readonly string[];
  readonly only?: string | undefined;
  readonly rounds?: string | undefined;
  readonly processes?: string | undefined;
  readonly seed: string;
  readonly latency: string;
  readonly before?: string | undefined;
  readonly quick: boolean;
  readonly write: boolean;
}

const WHOLE = { rounds: 21, processes: 3, warmUp: 60, deliveries: 200 } as const;
const QUICK = { rounds: 3, processes: 1, warmUp: 20, deliveries: 40 } as const;

/** Every fault of the arguments at once, or what they ask for. */
export function readBenchOptions(
  given: BenchArguments,
): { readonly faults: readonly string[] } | { readonly options: BenchOptions } {
  const faults: string[] = [];
  const wholeNumber = (name: string, text: string, least: number) => {
    const value = Number(text);
    if (text.trim() === '' || !Number.isSafeInteger(value) || value < least)
      faults.push(`--${name} takes a whole number from ${least}, and not "${text}"`);
    return value;
  };
  const asked = known(given.positionals, sections, 'section', faults);
  const named = known(given.only?.split(',') ?? [], competitorNames, 'function', faults);
  const amounts = given.quick ? QUICK : WHOLE;
  const options: BenchOptions = {
    sections: asked.length === 0 ? sections : sections.filter((section) => asked.includes(section)),
    // Ratios are to the bare function.
    competitors:
      named.length === 0 ? competitorNames : competitorNames.filter((name) => name === 'bare' || named.includes(name)),
    ...amounts,
    ...(given.rounds !== undefined && { rounds: wholeNumber('rounds', given.rounds, 1) }),
    ...(given.processes !== undefined && { processes: wholeNumber('processes', given.processes, 1) }),
    seed: wholeNumber('seed', given.seed, 0),
    latencyMs: wholeNumber('latency', given.latency, 0),
    before: given.before ?? null,
  };
  if (given.write && given.quick) faults.push('--quick measures too little to be written');
  if (given.write && named.length > 0) faults.push('--write takes all functions: leave --only out');
  if (given.write && given.before !== undefined) faults.push('--write writes what is, and not what was --before');
  if (given.write && options.latencyMs !== 0)
    faults.push('--write takes services as fast as they are: leave --latency out');
  return faults.length > 0 ? { faults } : { options };
}

function known<Name extends string>(
  given: readonly string[],
  names: readonly Name[],
  what: string,
  faults: string[],
): readonly Name[] {
  return given.flatMap((text) => {
    const name = names.find((candidate) => candidate === text);
    if (name === undefined) faults.push(`there is no ${what} "${text}": ${names.join(', ')}`);
    return name ?? [];
  });
}
