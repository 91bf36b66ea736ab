import type { RunRecord } from '../src/domain/promotion/run.ts';
import type { RunProgress } from '../src/promotions/run-progress.ts';
import { counted } from './counted.ts';

/** A run, and how far it came. */
export interface RunState {
  readonly record: RunRecord;
  readonly progress: RunProgress;
}

const BAR = 20;

/** Nothing more comes of it by itself. */
export function isOver({ record, progress }: RunState): boolean {
  return progress.isDone || record.because !== null;
}

/** One run in words; with a bar while it is under way. */
export function runLine({ record, progress }: RunState, withBar: boolean): string {
  const { applied, alreadyApplied, warned, waiting, parked, uncollected, counts, isDone, doneAtMs } = progress;
  const { occurrence } = record.key;
  if (record.because !== null) return `${occurrence}  does not go on: ${record.because}`;
  if (counts === null) return `${occurrence}  reads its audience`;
  const came = applied + alreadyApplied + warned + parked + uncollected;
  const share = counts.awards === 0 ? 1 : came / counts.awards;
  const bar = withBar && !isDone ? `${'█'.repeat(Math.floor(share * BAR)).padEnd(BAR, '░')} ` : '';
  const state = isDone ? `done ${new Date(doneAtMs ?? 0).toISOString()}` : `${bar}${Math.floor(share * 100)} %`;
  const parts: readonly (readonly [number, string])[] = [
    [applied, 'applied'],
    [alreadyApplied, 'applied, after more than one attempt'],
    [warned, 'with a warning'],
    [waiting, 'waiting'],
    [parked, 'parked'],
    [uncollected, 'not collected'],
    [counts.bad, counts.bad === 1 ? 'bad row' : 'bad rows'],
    [counts.duplicates, counts.duplicates === 1 ? 'duplicate' : 'duplicates'],
  ];
  const told = parts.filter(([number]) => number > 0).map(([number, what]) => `${number} ${what}`);
  const report = record.report === null ? '' : `; see ${record.report}`;
  return `${occurrence}  ${state}  ${counted(counts.awards, 'award')}, ${counted(counts.points, 'point')}: ${told.join(', ') || 'nothing yet'}${report}`;
}

/** As `ponte promotions --json` prints it. */
export type RunJson = ReturnType<typeof runJson>;

export function runJson({ record, progress }: RunState) {
  const { doneAtMs, isCounted: _, ...sums } = progress;
  return {
    occurrence: record.key.occurrence,
    firedAt: new Date(record.firedAtMs).toISOString(),
    ...sums,
    doneAt: doneAtMs === null ? null : new Date(doneAtMs).toISOString(),
    report: record.report,
    because: record.because,
  };
}
