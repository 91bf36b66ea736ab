import type { KillReport } from '../../test/verify/kill/report.ts';
import type { Verdict } from '../../test/verify/kill/verdict.ts';
import type { Waiting } from '../../test/verify/kill/waiting-orders.ts';
import { type AnswerTimes, type Measured, measured } from './answer-times.ts';

/** What one burst was answered like, and what became of it. */
export interface BurstReport {
  readonly seed: number;
  readonly dynamoDb: KillReport['dynamoDb'];
  /** To each, those of the warm-up left out. */
  readonly deliveries: number;
  /** How long the points API takes for a change. */
  readonly apiMs: number;
  readonly answers: Readonly<Record<Measured, AnswerTimes>>;
  /** By outcome, such as `applied`. */
  readonly outcomes: Readonly<Record<Measured, Readonly<Record<string, number>>>>;
  /** Changes that the points API made for the queued store before anything was taken from the queue: none is right. */
  readonly earlyChanges: number;
  readonly leftByLoad: Waiting;
  readonly left: Waiting;
  readonly verdict: Verdict;
  readonly tookMs: number;
}

/** Whether every order ended at the right points, and those of the queued store later than its answers. */
export function isRight({ earlyChanges, left, verdict }: BurstReport): boolean {
  return earlyChanges === 0 && left.pending === 0 && left.parked === 0 && verdict.faults.length === 0;
}

type Ratios = Readonly<Record<'p50' | 'p95' | 'p99', number>>;

/** Of each store's times to the peer's, in the same run. */
export function ratios({ answers }: Pick<BurstReport, 'answers'>): Record<'queued' | 'inline', Ratios> {
  const { queued, inline, peer } = answers;
  const toPeer = ({ p50Ms, p95Ms, p99Ms }: AnswerTimes) => ({
    p50: p50Ms / peer.p50Ms,
    p95: p95Ms / peer.p95Ms,
    p99: p99Ms / peer.p99Ms,
  });
  return { queued: toPeer(queued), inline: toPeer(inline) };
}

const SHOWN_FAULTS = 20;

export function inLines(report: BurstReport): string {
  const { verdict, left, leftByLoad, outcomes, earlyChanges } = report;
  const { queued, inline } = ratios(report);
  const row = (name: string, cells: readonly string[]) =>
    name.padEnd(16) + cells.map((cell) => cell.padStart(9)).join('');
  const ms = ({ p50Ms, p95Ms, p99Ms }: AnswerTimes) => [p50Ms, p95Ms, p99Ms].map((value) => value.toFixed(1));
  const times = ({ p50, p95, p99 }: Ratios) => [p50, p95, p99].map((value) => value.toFixed(2));
  const faults = verdict.faults.slice(0, SHOWN_FAULTS).map((fault) => `✗ ${fault}`);
  return [
    `${report.deliveries} paid orders to each, one at a time, in turns drawn with seed ${report.seed}`,
    `the points API takes ${report.apiMs} ms for a change; the ledger is ${report.dynamoDb}`,
    '',
    row('answered in ms', ['p50', 'p95', 'p99']),
    ...measured.map((who) => `${row(who, ms(report.answers[who]))}   ${counts(outcomes[who])}`),
    row('queued : peer', times(queued)),
    row('inline : peer', times(inline)),
    '',
    `${leftByLoad.pending} orders were pending, and ${earlyChanges} changes made for the queued store, before the queue was drained`,
    `${left.pending} pending and ${left.parked} parked after it; ${verdict.points} points, and ${verdict.expectedPoints} are right`,
    `in all ${(report.tookMs / 1000).toFixed(1)} s`,
    ...faults,
    ...(verdict.faults.length > faults.length ? [`✗ and ${verdict.faults.length - faults.length} more`] : []),
    isRight(report) ? '✓ Every order ended at the right points.' : '✗ Not everything ended as it should.',
  ].join('\n');
}

function counts(byName: Readonly<Record<string, number>>): string {
  return Object.entries(byName)
    .map(([name, count]) => `${count} ${name}`)
    .join(', ');
}
