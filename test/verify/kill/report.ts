import type { Verdict } from './verdict.ts';
import type { Waiting } from './waiting-orders.ts';

/** What one kill test did and found. */
export interface KillReport {
  readonly killed: 'handlers' | 'platform';
  readonly seed: number;
  readonly dynamoDb: 'DynamoDB Local' | 'dynalite';
  readonly acknowledged: number;
  /** Whole lives of orders. */
  readonly histories: number;
  /** By why: `cut`, or the HTTP status. */
  readonly sentAgain: Readonly<Record<string, number>>;
  readonly kills: number;
  /** Of the processes that were killed under load, since they were started. */
  readonly lifetimesMs: Readonly<Record<'shortest' | 'median' | 'longest', number>>;
  /** Requests of the points API that met a fault, by its kind. */
  readonly apiFaults: Readonly<Record<string, number>>;
  /** What waited when the load ended, and after everything had its time. */
  readonly leftByLoad: Waiting;
  readonly left: Waiting;
  readonly verdict: Verdict;
  readonly loadMs: number;
  readonly tookMs: number;
}

/** Whether every order ended at the right points and nothing waits for anybody. */
export function isRight({ left, verdict }: KillReport): boolean {
  return left.pending === 0 && left.parked === 0 && verdict.faults.length === 0;
}

export function lifetimes(lifetimesMs: readonly number[]): KillReport['lifetimesMs'] {
  const sorted = lifetimesMs.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor((sorted.length - 1) * share)] ?? 0;
  return { shortest: at(0), median: at(0.5), longest: at(1) };
}

const SHOWN_FAULTS = 20;

export function inLines(report: KillReport): string {
  const { verdict, left, leftByLoad, lifetimesMs } = report;
  const perSecond = (report.acknowledged / (report.loadMs / 1000)).toFixed(0);
  const lives = `${seconds(lifetimesMs.shortest)} to ${seconds(lifetimesMs.longest)}, median ${seconds(lifetimesMs.median)}`;
  const rows = [
    ['killed', report.kills === 0 ? 'nothing' : `the ${report.killed}, ${report.kills} times; they lived ${lives}`],
    ['seed', String(report.seed)],
    ['ledger', report.dynamoDb],
    ['acknowledged', `${report.acknowledged} deliveries of ${report.histories} histories, ${perSecond} a second`],
    ['sent again', counts(report.sentAgain)],
    ['API faults', counts(report.apiFaults)],
    [
      'load ended',
      `${seconds(report.loadMs)}, with ${leftByLoad.pending} orders pending and ${leftByLoad.parked} parked`,
    ],
    ['in the end', `${seconds(report.tookMs)}, with ${left.pending} orders pending and ${left.parked} parked`],
    ['orders', `${verdict.orders}, ${verdict.awarded} of them with points, in ${verdict.changes} changes`],
    ['points', `${verdict.points}, and ${verdict.expectedPoints} are right`],
  ];
  const faults = verdict.faults.slice(0, SHOWN_FAULTS).map((fault) => `✗ ${fault}`);
  const more = verdict.faults.length - faults.length;
  return [
    ...rows.map(([name = '', value = '']) => `${name.padEnd(14)}${value}`),
    ...faults,
    ...(more > 0 ? [`✗ and ${more} more`] : []),
    isRight(report) ? '✓ Every order ended at the right points.' : '✗ Not everything ended as it should.',
  ].join('\n');
}

function counts(byName: Readonly<Record<string, number>>): string {
  const all = Object.entries(byName).toSorted(([a], [b]) => a.localeCompare(b));
  const total = all.reduce((sum, [, count]) => sum + count, 0);
  return all.length === 0 ? '0' : `${total} (${all.map(([name, count]) => `${count} ${name}`).join(', ')})`;
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
