import { checkLaws } from '../laws/check-laws.ts';
import { generateHistory } from '../laws/histories/generate.ts';
import type { History } from '../laws/histories/history.ts';
import { createCourt, type Law, LawBroken } from '../laws/laws.ts';
import { randomOf, type Struck } from './fate.ts';
import { simulate } from './simulation.ts';
import { weatherOf } from './weather.ts';

/** Which history, and how much of it. The same choice plays the same every time. */
export interface Choice {
  readonly seed: number;
  /** Only these deliveries, by their places in the history; all when not given. */
  readonly deliveries?: readonly number[] | undefined;
  /** Only these faults, by their ids; all when not given. */
  readonly keep?: readonly string[] | undefined;
}

/** What one history came to. */
export interface Played {
  readonly history: History;
  readonly struck: readonly Struck[];
  readonly checked: ReadonlyMap<Law, number>;
  readonly broken: Broken | null;
  /** Outcomes, reasons of parking, warnings and dead letters. */
  readonly occurred: readonly string[];
}

export interface Broken {
  readonly law: Law | 'no law';
  readonly detail: unknown;
}

/** Plays one history and checks the laws. Never rejects: what breaks down is reported like a law broken. */
export async function play({ seed, deliveries, keep }: Choice): Promise<Played> {
  const whole = generateHistory(seed);
  const sent = deliveries === undefined ? undefined : new Set(deliveries);
  const history = sent === undefined ? whole : partOf(whole, sent);
  const weather = weatherOf(randomOf(seed, 'weather'));
  const simulation = simulate(whole, { weather, keep: keep === undefined ? undefined : new Set(keep), sent });
  const court = createCourt();
  let broken: Broken | null = null;
  try {
    await checkLaws(history, simulation, court);
  } catch (error) {
    broken =
      error instanceof LawBroken
        ? { law: error.law, detail: error.detail }
        : { law: 'no law', detail: error instanceof Error ? error.stack : String(error) };
  }
  return { history, struck: simulation.struck, checked: court.checked, broken, occurred: occurredIn(simulation) };
}

function partOf(history: History, kept: ReadonlySet<number>): History {
  const deliveries = history.deliveries.filter((_, index) => kept.has(index));
  const { seed, store, endMs, arrivalDecides, situations } = history;
  return { seed, store, endMs, arrivalDecides, situations, deliveries };
}

function occurredIn({ lines, ledger, deadLetters, parkedBecause }: ReturnType<typeof simulate>): string[] {
  const occurred: string[] = [];
  for (const line of lines) {
    const outcome = /"outcome":"(\w+)","severity"/.exec(line)?.[1];
    if (outcome !== undefined) occurred.push(`outcome ${outcome}`);
  }
  for (const { warning } of ledger.orders().flatMap(({ entries }) => entries)) {
    if (warning !== null) occurred.push(`warning ${warning}`);
  }
  return [...occurred, ...parkedBecause.map((reason) => `parked ${reason}`), ...deadLetters().map(() => 'dead letter')];
}
