import { spread, table } from './markdown.ts';
import { type Summary, summary } from './statistics.ts';
import type { ColdParts } from './trace.ts';

export interface TimeRow {
  readonly part: string;
  readonly ms: Summary;
  /** Of the whole cold start. */
  readonly share: number;
}

/** The parts of a cold start, in the order in which they come. Parts that few of the starts have are left out. */
export function timeRows(starts: readonly ColdParts[]): TimeRow[] {
  const together = summary(starts.map((start) => start.together)).median;
  const row = (part: string, of: (start: ColdParts) => number): TimeRow => {
    const ms = summary(starts.map(of));
    return { part, ms, share: ms.median / together };
  };
  const named = (group: 'run' | 'calls' | 'before') => namesIn(starts.map((start) => start[group]));
  const of = (group: 'run' | 'calls' | 'before', name: string) => (start: ColdParts) => start[group][name] ?? 0;
  const ran = named('run').map((name) => row(`it runs: ${name}`, of('run', name)));
  return [
    row('Node starts', ({ node }) => node),
    row('the runtime client loads', ({ runtimeClient }) => runtimeClient),
    row('the bundle is read and compiled', ({ compile }) => compile),
    ...ran.toSorted((one, other) => other.ms.median - one.ms.median),
    row('until it asks for an event', ({ toReady }) => toReady),
    row('connecting to the services', ({ connections }) => connections),
    ...named('calls').flatMap((name) => [
      row(`code before ${name}`, of('before', name)),
      row(`**${name}**`, of('calls', name)),
    ]),
    row('code after the last call', ({ after }) => after),
    row('together', (start) => start.together),
  ];
}

/** Names that more than half of the records have, in the order of the first that has them all. */
function namesIn(records: readonly Readonly<Record<string, number>>[]): string[] {
  const counts = new Map<string, number>();
  for (const name of records.flatMap((record) => Object.keys(record))) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].filter(([, count]) => count * 2 > records.length).map(([name]) => name);
}

export function timeTable(rows: readonly TimeRow[]): string {
  return table(
    ['part', 'ms', 'share'],
    rows.map(({ part, ms, share }) => [part, spread(ms), `${(share * 100).toFixed(0)} %`]),
  );
}
