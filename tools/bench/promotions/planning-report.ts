import type { KillReport } from '../../../test/verify/kill/report.ts';
import type { madeCounts } from './made-audience.ts';
import type { Parsed, Planned } from './measured-messages.ts';
import type { Queued } from './take-queued.ts';

/** One audience, planned in a process of its own. */
export interface Run {
  readonly rows: number;
  readonly fileBytes: number;
  /** What the audience was made to come to. */
  readonly made: ReturnType<typeof madeCounts>;
  readonly peer: Parsed;
  readonly plan: Planned;
  readonly queued: Queued;
}

export interface PlanningReport {
  readonly gzip: boolean;
  readonly dynamoDb: KillReport['dynamoDb'];
  /** Of objects that stay, and of each half of the space for new ones. */
  readonly heapMb: { readonly old: number; readonly young: number };
  readonly few: Run;
  readonly all: Run;
  readonly tookMs: number;
}

/** What reading takes may be a tenth more for many rows than for few. */
const SLACK = 1.1;
/** A customer's name, and its place in a Set. */
const BYTES_PER_ROW = 150;

/** What the larger audience may take at its peak, by what the smaller one took. */
export function maxPeakBytes({ few, all }: Pick<PlanningReport, 'few' | 'all'>): number {
  return few.plan.peakBytes * SLACK + (all.rows - few.rows) * BYTES_PER_ROW;
}

/** Rows a second of validating to those of csv-parse alone. */
export function peerRatio({ peer, plan }: Pick<Run, 'peer' | 'plan'>): number {
  return peer.tookMs / plan.lookingMs;
}

/** What does not add up, in words. */
export function faultsOf({ rows, made, peer, plan, queued }: Run): string[] {
  const { messages, ...counts } = made;
  const wanted: [what: string, found: unknown, right: unknown][] = [
    ['the outcome', plan.outcome, 'applied'],
    ...Object.entries(counts).map(([name, right]): [string, unknown, unknown] => [
      `${name} that were found`,
      plan.counts[name as keyof typeof counts],
      right,
    ]),
    ['messages', queued.messages, messages],
    ['awards in messages', queued.awards, made.awards],
    ['points in messages', queued.points, made.points],
    ['wrong awards', queued.wrong, 0],
    // Its header, too.
    ['records of csv-parse', peer.records, rows + 1],
  ];
  return wanted
    .filter(([, found, right]) => found !== right)
    .map(([what, found, right]) => `${rows} rows: ${what}: ${found} instead of ${right}`);
}

export function isRight(report: PlanningReport): boolean {
  return isInBounds(report) && faultsOf(report.few).length + faultsOf(report.all).length === 0;
}

function isInBounds(report: PlanningReport): boolean {
  return report.all.plan.peakBytes <= maxPeakBytes(report);
}

export function inLines(report: PlanningReport): string {
  const { few, all } = report;
  const row = (name: string, cellOf: (run: Run) => string) =>
    name.padEnd(40) + [few, all].map((run) => cellOf(run).padStart(12)).join('');
  const perSecond = (of: (run: Run) => number) => (run: Run) => grouped((run.rows / of(run)) * 1_000);
  const seconds = (of: (run: Run) => number) => (run: Run) => (of(run) / 1_000).toFixed(1);
  const faults = [...faultsOf(few), ...faultsOf(all)];
  return [
    `an audience as CSV${report.gzip ? ', packed with gzip,' : ''} in a bucket; a heap of ${report.heapMb.old} MB; the ledger is ${report.dynamoDb}`,
    '',
    row('rows', ({ rows }) => grouped(rows)),
    row('  of them bad, and duplicates', ({ made }) => `${made.bad}, ${made.duplicates}`),
    row('bytes of the file', ({ fileBytes }) => grouped(fileBytes)),
    row(
      'validating: s',
      seconds(({ plan }) => plan.lookingMs),
    ),
    row(
      '  rows/s',
      perSecond(({ plan }) => plan.lookingMs),
    ),
    row(
      'queuing, reading again: s',
      seconds(({ plan }) => plan.queuingMs),
    ),
    row(
      '  rows/s',
      perSecond(({ plan }) => plan.queuingMs),
    ),
    row(
      '  of them waiting for queue and ledger',
      seconds(({ plan }) => plan.waitedMs),
    ),
    row(
      'peer, csv-parse alone: s',
      seconds(({ peer }) => peer.tookMs),
    ),
    row(
      '  rows/s',
      perSecond(({ peer }) => peer.tookMs),
    ),
    row('validating : peer', (run) => peerRatio(run).toFixed(2)),
    row('messages', ({ queued }) => grouped(queued.messages)),
    row('  awards in them', ({ queued }) => grouped(queued.awards)),
    row('  bytes', ({ queued }) => grouped(queued.bytes)),
    row('peak of memory, MB', ({ plan }) => megabytes(plan.peakBytes)),
    '',
    `${isInBounds(report) ? '✓' : '✗'} The larger peak may be ${megabytes(maxPeakBytes(report))} MB: ${SLACK} times the smaller one, and ${BYTES_PER_ROW} bytes for each further row.`,
    ...faults.map((fault) => `✗ ${fault}`),
    ...(faults.length === 0 ? ['✓ Every award is queued once, and nothing else.'] : []),
    `in all ${(report.tookMs / 1_000).toFixed(1)} s`,
  ].join('\n');
}

function grouped(value: number): string {
  return Math.round(value).toLocaleString('en');
}

function megabytes(bytes: number): string {
  return (bytes / 1_000 ** 2).toFixed(1);
}
