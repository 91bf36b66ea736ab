/**
 * The result of an award. Open ones are settled later, or by a person. `alreadyApplied`: applied, after more than one attempt, whichever of
 * them it was.
 */
export type AwardResult = 'applied' | 'alreadyApplied' | 'warned' | OpenResult;
type OpenResult = 'waiting' | 'parked' | 'uncollected';

/**
 * The results of the awards of a part of an audience. Each is counted once, however often and in whatever order batches come.
 */
export interface Progress {
  /** Ranges of counted lines, `from ≤ line < to`; sorted, without overlap. */
  readonly counted: readonly (readonly [from: number, to: number])[];
  readonly applied: number;
  readonly alreadyApplied: number;
  readonly warned: number;
  /** Counted awards that are not settled, by line. */
  readonly open: Readonly<Record<string, OpenResult>>;
  /** Results reported before their batch was counted, by line. */
  readonly early: Readonly<Record<string, AwardResult>>;
  /** When something was counted last. */
  readonly lastAtMs: number;
}

/** Lines of an audience that share a part of the progress. A batch never crosses from one part into the next. */
const LINES_PER_PART = 10_000;

/** The part of the progress that counts a line. */
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

/** Counts those of a batch's lines that were not counted before. Returns the same object when there are none. */
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
    // The worker that reported it as open may have failed to store it, and another one has posted it since.
    const isStale = early === undefined || (isOpen(early) && !isOpen(result));
    next = added(withoutEarly(next, line), line, isStale ? result : early);
  }
  return next;
}

/** Records the result of an award that was left open. A settled one stays. Returns the same object without a change. */
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

/** How many awards have each result. */
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
