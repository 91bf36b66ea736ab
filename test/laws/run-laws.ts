import { weatherOf } from '../simulation/run-history.ts';
import { checkLaws, type LawBroken } from './check-laws.ts';
import { generateHistory } from './histories/generate.ts';
import { createRandom } from './histories/random.ts';
import { SITUATIONS, type Situation } from './histories/situation.ts';

/** What a run of many histories came to. */
export interface LawsReport {
  readonly histories: number;
  readonly situations: ReadonlyMap<Situation, number>;
  /** Faults, deaths, outcomes and API answers that occurred, by name. */
  readonly exercised: ReadonlyMap<string, number>;
  readonly broken: readonly LawBroken[];
}

/** Checks the laws over the histories of consecutive seeds. Stops early once ten are broken. */
export async function runLaws(
  { seed, histories }: { readonly seed: number; readonly histories: number },
  onProgress: (done: number) => void = () => {},
): Promise<LawsReport> {
  const situations = new Map<Situation, number>(SITUATIONS.map((situation) => [situation, 0]));
  const exercised = new Map<string, number>();
  const broken: LawBroken[] = [];
  let done = 0;
  for (; done < histories && broken.length < 10; done += 1) {
    const history = generateHistory(seed + done);
    for (const situation of history.situations) count(situations, situation, 1);
    try {
      const simulation = await checkLaws(history, weatherOf(createRandom(history.seed)));
      for (const [what, times] of simulation.exercised) count(exercised, what, times);
    } catch (error) {
      if (!(error instanceof Error) || error.name !== 'LawBroken') throw error;
      broken.push(error as LawBroken);
    }
    onProgress(done + 1);
  }
  return { histories: done, situations, exercised, broken };
}

function count<Key>(counts: Map<Key, number>, key: Key, times: number): void {
  counts.set(key, (counts.get(key) ?? 0) + times);
}
