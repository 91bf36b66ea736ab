/** What became of an award. The last three are open: a later run or a person settles them. */
export type AwardResult = 'applied' | 'alreadyApplied' | 'warned' | OpenResult;
type OpenResult = 'waiting' | 'parked' | 'uncollected';

/**
 * How the awards of a part of an audience came out, each counted once, however often its batch comes and in whatever order.
 */
export interface Tally {
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

/** So many lines of an audience share a tally; a batch never crosses from one into the next. */
const LINES_PER_TALLY = 10_000;

/** The tally that counts a line. */
export function tallyOf(line: number): number {
  return Math.floor(line / LINES_PER_TALLY);
}

export const NOTHING_COUNTED: Tally = {
  counted: [],
  applied: 0,
  alreadyApplied: 0,
  warned: 0,
  open: {},
  early: {},
  lastAtMs: 0,
};

export function isCounted({ counted }: Tally, line: number): boolean {
  return counted.some(([from, to]) => from <= line && line < to);
}

/** Counts a part of an audience: of its lines those that were not counted before. The same tally when there are none. */
export function count(
  tally: Tally,
  part: { readonly from: number; readonly to: number; readonly results: ReadonlyMap<number, AwardResult> },
  nowMs: number,
): Tally {
  const { from, to, results } = part;
  if (from >= to || tally.counted.some((range) => range[0] <= from && to <= range[1])) return tally;
  let next: Tally = { ...tally, counted: united([...tally.counted, [from, to]]), lastAtMs: nowMs };
  for (const [line, result] of results) {
    if (isCounted(tally, line)) continue;
    const early = tally.early[line];
    // Whoever told that it is open may have failed to write it down, and somebody else posted it.
    const isStale = early === undefined || (isOpen(early) && !isOpen(result));
    next = added(withoutEarly(next, line), line, isStale ? result : early);
  }
  return next;
}

/** Tells of an award that was left open, or will be. What is settled stays so. The same tally when that is nothing new. */
export function tell(tally: Tally, line: number, result: AwardResult, nowMs: number): Tally {
  const before = tally.open[line];
  if (!isCounted(tally, line)) {
    const known = tally.early[line];
    if (known === result || (known !== undefined && !isOpen(known))) return tally;
    return { ...tally, early: { ...tally.early, [line]: result }, lastAtMs: nowMs };
  }
  if (before === undefined || before === result) return tally;
  const { [line]: _, ...open } = tally.open;
  return added({ ...tally, open, lastAtMs: nowMs }, line, result);
}

/** The sums of one tally. */
export function sumsOf(tally: Tally) {
  const open = Object.values(tally.open);
  const of = (kind: OpenResult) => open.filter((result) => result === kind).length;
  const { applied, alreadyApplied, warned } = tally;
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

function added(tally: Tally, line: number, result: AwardResult): Tally {
  return isOpen(result)
    ? { ...tally, open: { ...tally.open, [line]: result } }
    : { ...tally, [result]: tally[result] + 1 };
}

function withoutEarly(tally: Tally, line: number): Tally {
  const { [line]: _, ...early } = tally.early;
  return { ...tally, early };
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
