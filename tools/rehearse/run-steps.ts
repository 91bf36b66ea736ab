import type { Ran } from './ran.ts';
import type { Rehearsal } from './rehearsal.ts';
import type { RehearsalOptions } from './start-rehearsal.ts';
import type { Done, Step } from './step.ts';

/** How steps are run, and who is told. */
export interface Run {
  readonly steps: readonly Step[];
  begin(told: Pick<RehearsalOptions, 'ran' | 'note'>): Promise<Rehearsal>;
  /** Called with what is under way. */
  progress(text: string): void;
  /** Called with each step that is over. */
  report(done: Done): void;
  /** Called at the end, whatever came of the steps. */
  finish(rehearsal: Rehearsal): Promise<void>;
}

/** Runs one step after the other, and none after one that failed. */
export async function runSteps({ steps, begin, progress, report, finish }: Run): Promise<readonly Done[]> {
  let at = '';
  let commands: Ran[] = [];
  let seen: string[] = [];
  let rehearsal: Rehearsal | null = null;
  const all: Done[] = [];
  try {
    for (const [index, { name, shows, run }] of steps.entries()) {
      at = `${index + 1} of ${steps.length}: ${name}`;
      progress(`${at} …`);
      const begunAtMs = performance.now();
      commands = [];
      seen = [];
      let failure: string | null = null;
      try {
        rehearsal ??= await begin({
          ran: (one) => {
            commands.push(one);
            progress(`${at}, after ${one.command.split('\n')[0]} …`);
          },
          note: (sentence) => void seen.push(sentence),
        });
        await run(rehearsal);
      } catch (error) {
        failure =
          error instanceof Error ? `${error.name === 'Error' ? '' : `${error.name}: `}${error.message}` : String(error);
      }
      const brief = commands.map(({ command, code, ms }) => ({ command, code, ms: Math.round(ms) }));
      const done = { name, shows, ms: Math.round(performance.now() - begunAtMs), commands: brief, seen, failure };
      all.push(done);
      report(done);
      if (failure !== null) break;
    }
  } finally {
    if (rehearsal !== null) await finish(rehearsal);
  }
  return all;
}
