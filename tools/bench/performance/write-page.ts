import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import type { BenchReport } from './bench.ts';
import { chart } from './chart.ts';
import { between } from './markdown.ts';
import { sectionTexts } from './report.ts';

const root = join(import.meta.dirname, '../../..');
const page = join(root, 'docs/performance.md');
const picture = join(root, 'docs/performance.svg');

/** Puts what was measured in place of what the page has of the same sections; the prose around it stays. */
export async function writePage(report: BenchReport): Promise<void> {
  const texts = Object.entries(sectionTexts(report)).map(
    ([name, text]) => [name, `${measuredOn()}\n\n${text}`] as const,
  );
  const before = await readFile(page, 'utf8');
  await writeFile(
    page,
    texts.reduce((text, [name, section]) => between(text, name, section), before),
  );
  // Its two halves are of one run, as ratios are.
  if (report.cold !== undefined && report.warm !== undefined) await writeFile(picture, chart(report));
}

/** Date, commit, machine, and how busy it was: figures of another one are no comparison. */
function measuredOn(): string {
  const [processor] = cpus();
  const [, load = 0] = loadavg();
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim();
  return (
    `Measured on ${new Date().toISOString().slice(0, 10)} at commit ${commit}: ${availableParallelism()} cores, ` +
    `${processor?.model ?? 'an unknown processor'}, ${(totalmem() / 1_024 ** 3).toFixed(0)} GB, Node ${process.version}, ` +
    `a load of ${load.toFixed(1)} with the measuring itself.`
  );
}
