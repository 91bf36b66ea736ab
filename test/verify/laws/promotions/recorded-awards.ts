import type { Progress } from '../../../../src/domain/promotion/progress.ts';

/** How many awards a part of the progress says are settled, and what it says of each that is not, by its number. */
export function recordedAwards(progress: Progress | undefined) {
  const { applied = 0, alreadyApplied = 0, warned = 0, open = {}, early = {} } = progress ?? {};
  return {
    settled: applied + alreadyApplied + warned,
    open: new Map<string, string>(Object.entries(open)),
    early: new Map<string, string>(Object.entries(early)),
  };
}

/** An award's id says whose it is: `<promotion>-<run>-<number>`; no part holds a hyphen. */
export function awardParts(award: string): { readonly run: string; readonly number: string } {
  const [promotion = '', run = '', number = ''] = award.split('-');
  return { run: `${promotion}-${run}`, number };
}
