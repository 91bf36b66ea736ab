import { existsSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createRandom } from '../../../test/verify/laws/histories/random.ts';
import { bundleMeasuredHandlers, bundleReferences } from './bundles.ts';
import { makeCertificate } from './certificate.ts';
import { coldStarts } from './cold.ts';
import { beforeName, type ColdRow, coldRows } from './cold-report.ts';
import { type Competitor, makeCompetitors } from './competitors.ts';
import type { BenchOptions } from './options.ts';
import { prove } from './prove.ts';
import { startStandIns } from './stand-ins.ts';

/** What was measured; a section that was not asked for is absent. */
export interface BenchReport {
  readonly cold?: readonly ColdRow[];
}

/** Tells of a new step, or how far the present one is. */
export interface Progress {
  step(text: string): void;
  tell(text: string): void;
}

export async function bench(options: BenchOptions, { step, tell }: Progress): Promise<BenchReport> {
  const { sections, competitors: kinds } = options;
  const directory = await mkdtemp(join(tmpdir(), 'ponte-bench-'));
  const closers: (() => Promise<unknown>)[] = [() => rm(directory, { recursive: true, force: true })];
  const random = createRandom(options.seed);
  try {
    step('bundling the functions');
    await bundleMeasuredHandlers(directory);
    await bundleReferences(directory, { peer: kinds.includes('peer'), step });
    const standIns = await startStandIns(await makeCertificate(directory), options.latencyMs);
    closers.push(standIns.close);
    const all = makeCompetitors(directory, standIns);
    const competitors = kinds.flatMap((kind) => [all[kind], ...before(all[kind], options.before)]);

    step('does each do its work?');
    for (const [at, competitor] of competitors.entries()) {
      tell(competitor.name);
      await prove(competitor, standIns, at);
    }
    const report: { -readonly [Key in keyof BenchReport]: BenchReport[Key] } = {};
    if (sections.includes('cold')) {
      step('cold starts');
      const starts = await coldStarts(competitors, { rounds: options.rounds, random, tell });
      report.cold = coldRows(starts, new Map(competitors.map((one) => [one.name, bundleBytes(one)])));
    }
    return report;
  } finally {
    for (const close of closers.toReversed()) await close();
  }
}

/** The same function as it was bundled before a change. */
function before(competitor: Competitor, folder: string | null): Competitor[] {
  const { name, kind, definition } = competitor;
  if (folder === null || !existsSync(join(folder, `${kind}.cjs`))) return [];
  return [{ ...competitor, name: beforeName(name), definition: { ...definition, taskRoot: resolve(folder) } }];
}

/** Of the file that Lambda loads. */
function bundleBytes({ kind, definition }: Competitor): number {
  return statSync(join(definition.taskRoot, `${kind}.cjs`)).size;
}
