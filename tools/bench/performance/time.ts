import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { bundleHandlers, forLambda } from '../../../build/bundle-handlers.ts';
import type { Competitor } from './competitors.ts';
import { markModules } from './mark-modules.ts';
import { startMeasured } from './measured-environment.ts';
import { type ColdParts, coldParts, type Trace } from './trace.ts';

export interface TimeOptions {
  readonly rounds: number;
  readonly tell: (text: string) => void;
}

const LEFT_OUT = 1;

/** Cold starts of one handler, each taken apart. Its bundle is the packaged one with marks between its modules. */
export async function timeParts(
  { definition, events, check }: Competitor,
  directory: string,
  { rounds, tell }: TimeOptions,
): Promise<ColdParts[]> {
  const taskRoot = join(directory, 'traced');
  const config = 'tools/bench/performance/performance.config.ts';
  await bundleHandlers({ config, outDirectory: taskRoot, plugins: [markModules] });
  await build({ ...forLambda, entryPoints: ['tools/bench/performance/functions/trace.ts'], outdir: directory });
  const file = join(directory, 'trace.json');
  const traced = { ...definition, taskRoot, environment: { ...definition.environment, BENCH_TRACE: file } };
  const work = await events(LEFT_OUT + rounds);
  const parts: ColdParts[] = [];
  for (const [round, event] of work.entries()) {
    tell(`round ${round + 1} of ${work.length}`);
    const environment = await startMeasured(traced, ['--require', join(directory, 'trace.cjs')]);
    const { value, givenAtMs, answeredAtMs } = await environment.invoke(event);
    check(value);
    await environment.stop('SIGTERM');
    if (round < LEFT_OUT) continue;
    const trace: Trace = JSON.parse(await readFile(file, 'utf8'));
    const { startedAtMs, readyAtMs } = environment;
    parts.push(coldParts(trace, { startedAtMs, readyAtMs, givenAtMs, answeredAtMs }));
  }
  return parts;
}
