import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createRandom } from '../../../test/verify/laws/histories/random.ts';
import { bundleMeasuredHandlers, bundleReferences } from './bundles.ts';
import { type CountedDeliveries, countCalls } from './calls.ts';
import { makeCertificate } from './certificate.ts';
import { coldStarts } from './cold.ts';
import { type ColdRow, coldRows } from './cold-report.ts';
import { type Competitor, makeCompetitors } from './competitors.ts';
import { type DomainRow, measureDomain } from './domain.ts';
import type { BenchOptions } from './options.ts';
import { prove } from './prove.ts';
import { beforeName } from './ratios.ts';
import { startStandIns } from './stand-ins.ts';
import { timeParts } from './time.ts';
import { type TimeRow, timeRows } from './time-report.ts';
import { warmDeliveries } from './warm.ts';
import { type WarmRow, warmRows } from './warm-report.ts';

/** What was measured; a section that was not asked for is absent. */
export interface BenchReport {
  readonly cold?: readonly ColdRow[];
  readonly warm?: readonly WarmRow[];
  /** Of the function of Shopify's deliveries. */
  readonly time?: readonly TimeRow[];
  readonly domain?: readonly DomainRow[];
  readonly calls?: CountedDeliveries;
}

/** Tells of a new step, or how far the present one is. */
export interface Progress {
  step(text: string): void;
  tell(text: string): void;
}

export async function bench(options: BenchOptions, { step, tell }: Progress): Promise<BenchReport> {
  const { sections, rounds } = options;
  const directory = mkdtempSync(join(tmpdir(), 'ponte-bench-'));
  const remove = () => rmSync(directory, { recursive: true, force: true });
  // Whatever ends this process, with a signal too, leaves no key behind.
  process.once('exit', remove);
  try {
    const functions = sections.some((section) => section !== 'domain' && section !== 'calls')
      ? await measureFunctions(directory, options, { step, tell })
      : {};
    const report: Writable<BenchReport> = { ...functions };
    if (sections.includes('domain')) {
      step('large orders, without any call');
      report.domain = measureDomain(Math.ceil(rounds / 3), tell);
    }
    if (sections.includes('calls')) {
      step('calls of each delivery');
      report.calls = await countCalls(directory, tell);
    }
    return report;
  } finally {
    process.off('exit', remove);
    remove();
  }
}

type Writable<Value> = { -readonly [Key in keyof Value]: Value[Key] };

async function measureFunctions(
  directory: string,
  options: BenchOptions,
  { step, tell }: Progress,
): Promise<BenchReport> {
  const { sections, competitors: kinds, rounds, processes, warmUp, deliveries, latencyMs } = options;
  const random = createRandom(options.seed);
  step('bundling the functions');
  await bundleMeasuredHandlers(directory);
  await bundleReferences(directory, { peer: kinds.includes('peer'), step });
  const standIns = await startStandIns(await makeCertificate(directory), latencyMs);
  try {
    const all = makeCompetitors(directory, standIns);
    const competitors = kinds.flatMap((kind) => [all[kind], ...before(all[kind], options.before)]);
    step('does each do its work?');
    for (const [at, competitor] of competitors.entries()) {
      tell(competitor.name);
      await prove(competitor, standIns, at);
    }
    const report: Writable<BenchReport> = {};
    if (sections.includes('cold')) {
      step('cold starts');
      const starts = await coldStarts(competitors, { rounds, random, tell });
      report.cold = coldRows(starts, new Map(competitors.map((one) => [one.name, bundleBytes(one)])));
    }
    if (sections.includes('warm')) {
      step('warm deliveries');
      report.warm = warmRows(await warmDeliveries(competitors, { processes, warmUp, deliveries, random, tell }));
    }
    if (sections.includes('time')) {
      step('where the time goes');
      report.time = timeRows(await timeParts(all.shopify, directory, { rounds, tell }));
    }
    return report;
  } finally {
    await standIns.close();
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
