import { spread, table } from './markdown.ts';
import { comparedTo, type Ratios, ratiosOf } from './ratios.ts';
import { type Summary, summary } from './statistics.ts';
import type { WarmSamples } from './warm.ts';

export interface WarmRow {
  readonly name: string;
  /** Of the processor, for one delivery. */
  readonly cpuMs: Summary;
  readonly cpuRatios: Ratios;
  /** From the event to the answer. */
  readonly tookMs: Summary;
  readonly residentMb: Summary;
  readonly logBytes: number;
}

export function warmRows(samples: ReadonlyMap<string, WarmSamples>): WarmRow[] {
  const blocks = new Map([...samples].map(([name, sample]) => [name, sample.blocks]));
  return [...samples].map(([name, { blocks: own, residentMb, logBytes }]) => ({
    name,
    cpuMs: summary(own.map(({ cpuMs }) => cpuMs)),
    cpuRatios: ratiosOf(blocks, name, ({ cpuMs }) => cpuMs),
    tookMs: summary(own.map(({ tookMs }) => tookMs)),
    residentMb: summary(residentMb),
    logBytes,
  }));
}

/** How many a core carries is reckoned: waiting for a service takes nothing of it. */
export function warmTable(rows: readonly WarmRow[]): string {
  const compared = comparedTo(rows.map(({ cpuRatios }) => cpuRatios));
  return table(
    [
      'function',
      'processor ms a delivery',
      ...compared.head,
      'a second on one core',
      'ms to the answer',
      'MB',
      'log bytes',
    ],
    rows.map(({ name, cpuMs, cpuRatios, tookMs, residentMb, logBytes }) => [
      name,
      spread(cpuMs, 2),
      ...compared.cells(cpuRatios),
      (1_000 / cpuMs.median).toFixed(0),
      spread(tookMs),
      residentMb.median.toFixed(0),
      logBytes.toFixed(0),
    ]),
  );
}
