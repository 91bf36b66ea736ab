import type { ColdStart } from './cold.ts';
import { ratioText, spread, table } from './markdown.ts';
import { ratio, type Summary, summary } from './statistics.ts';

/** To the same function of the same rounds; null where that is not among those measured. */
export interface Ratios {
  readonly bare: Summary | null;
  readonly floor: Summary | null;
  readonly peer: Summary | null;
  readonly before: Summary | null;
}

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

/** How the same function is called that was bundled before a change. */
export const beforeName = (name: string) => `${name}, before`;

export function coldRows(
  starts: ReadonlyMap<string, readonly ColdStart[]>,
  bundleBytes: ReadonlyMap<string, number>,
): ColdRow[] {
  const ratiosOf = (name: string, of: (start: ColdStart) => number): Ratios => {
    const own = starts.get(name)?.map(of) ?? [];
    const to = (other: string) => {
      const others = starts.get(other);
      return others === undefined || other === name ? null : ratio(own, others.map(of));
    };
    return { bare: to('bare'), floor: to('floor'), peer: to('peer'), before: to(beforeName(name)) };
  };
  const cold = ({ readyMs, firstMs }: ColdStart) => readyMs + firstMs;
  const cpu = ({ cpuMs }: ColdStart) => cpuMs;
  return [...starts].map(([name, samples]) => ({
    name,
    bundleBytes: bundleBytes.get(name) ?? 0,
    readyMs: summary(samples.map(({ readyMs }) => readyMs)),
    firstMs: summary(samples.map(({ firstMs }) => firstMs)),
    coldMs: summary(samples.map(cold)),
    ratios: ratiosOf(name, cold),
    cpuMs: summary(samples.map(cpu)),
    cpuRatios: ratiosOf(name, cpu),
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

const titles = { bare: '× bare', floor: '× floor', peer: 'of the peer', before: 'of before' } as const;

/** The columns of those ratios that any row has. */
function comparedTo(all: readonly Ratios[]): {
  readonly head: readonly string[];
  readonly cells: (ratios: Ratios) => readonly string[];
} {
  const others = (['bare', 'floor', 'peer', 'before'] as const).filter((other) =>
    all.some((ratios) => ratios[other] !== null),
  );
  return {
    head: others.map((other) => titles[other]),
    cells: (ratios) => others.map((other) => ratioText(ratios[other])),
  };
}
