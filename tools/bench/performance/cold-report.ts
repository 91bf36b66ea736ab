import type { ColdStart } from './cold.ts';
import { spread, table } from './markdown.ts';
import { comparedTo, type Ratios, ratiosOf } from './ratios.ts';
import { type Summary, summary } from './statistics.ts';

export interface ColdRow {
  readonly name: string;
  readonly bundleBytes: number;
  readonly readyMs: Summary;
  readonly firstMs: Summary;
  /** Both together. */
  readonly coldMs: Summary;
  readonly ratios: Ratios;
  /** Of the processor, for both together. */
  readonly cpuMs: Summary;
  readonly cpuRatios: Ratios;
  readonly residentMb: Summary;
}

export function coldRows(
  starts: ReadonlyMap<string, readonly ColdStart[]>,
  bundleBytes: ReadonlyMap<string, number>,
): ColdRow[] {
  const cold = ({ readyMs, firstMs }: ColdStart) => readyMs + firstMs;
  const cpu = ({ cpuMs }: ColdStart) => cpuMs;
  return [...starts].map(([name, samples]) => ({
    name,
    bundleBytes: bundleBytes.get(name) ?? 0,
    readyMs: summary(samples.map(({ readyMs }) => readyMs)),
    firstMs: summary(samples.map(({ firstMs }) => firstMs)),
    coldMs: summary(samples.map(cold)),
    ratios: ratiosOf(starts, name, cold),
    cpuMs: summary(samples.map(cpu)),
    cpuRatios: ratiosOf(starts, name, cpu),
    residentMb: summary(samples.map(({ residentMb }) => residentMb)),
  }));
}

/** Two tables: by the clock, and by the processor. */
export function coldTables(rows: readonly ColdRow[]): string {
  const compared = comparedTo(rows.map(({ ratios }) => ratios));
  return [
    'By the clock, in ms:',
    '',
    table(
      ['function', 'bundle KB', 'ready', 'first delivery', 'together', ...compared.head],
      rows.map((row) => [
        row.name,
        (row.bundleBytes / 1_024).toFixed(0),
        spread(row.readyMs),
        spread(row.firstMs),
        spread(row.coldMs),
        ...compared.cells(row.ratios),
      ]),
    ),
    '',
    'By the processor, in ms, and the memory after the first delivery:',
    '',
    table(
      ['function', 'together', ...compared.head, 'MB'],
      rows.map((row) => [
        row.name,
        spread(row.cpuMs),
        ...compared.cells(row.cpuRatios),
        row.residentMb.median.toFixed(0),
      ]),
    ),
  ].join('\n');
}
