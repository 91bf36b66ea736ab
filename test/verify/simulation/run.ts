import { count, emptyReport, type Report } from './report.ts';
import { WORLDS, type WorldName } from './worlds.ts';

/** Consecutive seeds, each a history of its own. */
export interface Run {
  readonly world: WorldName;
  readonly seed: number;
  readonly histories: number;
}

/** More broken laws than this say nothing new. */
export const MAX_BROKEN = 10;

/** Plays the histories of consecutive seeds, one after the other; stops early once enough are broken. */
export async function run({ world, seed, histories }: Run): Promise<Report> {
  const { play, faults, laws } = WORLDS[world];
  const report = emptyReport({ faults, laws });
  while (report.histories < histories && report.broken.length < MAX_BROKEN) {
    const current = seed + report.histories;
    const { struck, checked, occurred, broken } = await play({ seed: current });
    report.histories += 1;
    for (const { name } of struck) count(report.faults, name);
    for (const [law, times] of checked) count(report.laws, law, times);
    for (const what of occurred) count(report.occurred, what);
    if (broken !== null) report.broken.push({ seed: current, ...broken });
  }
  return report;
}
