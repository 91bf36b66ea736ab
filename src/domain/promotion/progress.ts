/** What became of an award. The last three are open: a later run or a person settles them. */
export type AwardResult = 'applied' | 'alreadyApplied' | 'warned' | OpenResult;
type OpenResult = 'waiting' | 'parked' | 'uncollected';

/**
 * How the awards of a part of an audience came out, each counted once, however often its batch comes and in whatever order.
 */
export interface Progress {
  /** Lines that were counted, as `from ≤ line < to`, in order and apart from each other. */
  readonly counted: readonly (readonly [from: number, to: number])[];
  readonly applied: number;
  readonly alreadyApplied: number;
  readonly warned: number;
  /** Counted awards that are not settled, by line. */
  readonly open: Readonly<Record<string, OpenResult>>;
  /** Awards that were told of before their batch was counted, by line. */
  readonly early: Readonly<Record<string, AwardResult>>;
  /** When something was counted last. */
  readonly lastAtMs: number;
}

/** So many lines of an audience share a part of the progress; a batch never crosses from one into the next. */
const LINES_PER_PART = 10_000;

/** The progress that counts a line. */
export function progressPartOf(line: number): number {
  return Math.floor(line / LINES_PER_PART);
}

export const NO_PROGRESS: Progress = {
  counted: [],
  applied: 0,
  alreadyApplied: 0,
  warned: 0,
  open: {},
  early: {},
  lastAtMs: 0,
};

export function isCounted({ counted }: Progress, line: number): boolean {
  return counted.some(([from, to]) => from <= line && line < to);
}

/** Counts a part of an audience: of its lines those that were not counted before. The same progress when there are none. */
export function count(
  progress: Progress,
  part: { readonly from: number; readonly to: number; readonly results: ReadonlyMap<number, AwardResult> },
  nowMs: number,
): Progress {
  const { from, to, results } = part;
  if (from >= to || progress.counted.some((range) => range[0] <= from && to <= range[1])) return progress;
  let next: Progress = { ...progress, counted: united([...progress.counted, [from, to]]), lastAtMs: nowMs };
  for (const [line, result] of results) {
    if (isCounted(progress, line)) continue;
    const early = progress.early[line];
    // Whoever told that it is open may have failed to write it down, and somebody else posted it.
    const isStale = early === undefined || (isOpen(early) && !isOpen(result));
    next = added(withoutEarly(next, line), line, isStale ? result : early);
  }
  return next;
}

/** Tells of an award that was left open, or will be. What is settled stays so. The same progress when that is nothing new. */
export function report(progress: Progress, line: number, result: AwardResult, nowMs: number): Progress {
  const before = progress.open[line];
  if (!isCounted(progress, line)) {
    const known = progress.early[line];
    if (known === result || (known !== undefined && !isOpen(known))) return progress;
    return { ...progress, early: { ...progress.early, [line]: result }, lastAtMs: nowMs };
  }
  if (before === undefined || before === result) return progress;
  const { [line]: _, ...open } = progress.open;
  return added({ ...progress, open, lastAtMs: nowMs }, line, result);
}

/** The sums of one progress. */
export function sumsOf(progress: Progress) {
  const open = Object.values(progress.open);
  const of = (kind: OpenResult) => open.filter((result) => result === kind).length;
  const { applied, alreadyApplied, warned } = progress;
  return {
    applied,
    alreadyApplied,
    warned,
    waiting: of('waiting'),
    parked: of('parked'),
    uncollected: of('uncollected'),
  };
}

export function isOpen(result: AwardResult): result is OpenResult {
  return result === 'waiting' || result === 'parked' || result === 'uncollected';
}

function added(progress: Progress, line: number, result: AwardResult): Progress {
  return isOpen(result)
    ? { ...progress, open: { ...progress.open, [line]: result } }
    : { ...progress, [result]: progress[result] + 1 };
}

function withoutEarly(progress: Progress, line: number): Progress {
  const { [line]: _, ...early } = progress.early;
  return { ...progress, early };
}

function united(ranges: readonly (readonly [number, number])[]): (readonly [number, number])[] {
  const whole: [number, number][] = [];
  for (const [from, to] of ranges.toSorted(([one], [other]) => one - other)) {
    const last = whole.at(-1);
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to);
    else whole.push([from, to]);
  }
  return whole;
}
