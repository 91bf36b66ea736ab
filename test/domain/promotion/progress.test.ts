import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type AwardResult,
  count,
  isCounted,
  NO_PROGRESS,
  type Progress,
  progressPartOf,
  report,
  sumsOf,
} from '../../../src/domain/promotion/progress.ts';

/** Lines of an audience that this history may speak of, of which every third is no award. */
const LINES = 60;
const isAward = (line: number) => line % 3 !== 0;

const results = ['applied', 'alreadyApplied', 'warned', 'waiting', 'parked', 'uncollected'] as const;
const settled: ReadonlySet<AwardResult> = new Set(['applied', 'alreadyApplied', 'warned']);

type Step =
  | { readonly kind: 'count'; readonly from: number; readonly to: number; readonly results: readonly AwardResult[] }
  | { readonly kind: 'tell'; readonly line: number; readonly result: AwardResult };

const line = fc.integer({ min: 1, max: LINES });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc
    .tuple(line, line, fc.array(fc.constantFrom(...results), { minLength: LINES, maxLength: LINES }))
    .map(([one, other, each]) => ({
      kind: 'count' as const,
      from: Math.min(one, other),
      to: Math.max(one, other) + 1,
      results: each,
    })),
  fc.record({
    kind: fc.constant('tell' as const),
    line: line.filter(isAward),
    result: fc.constantFrom(...results),
  }),
);

/** The awards of a part, as its batch brings them. */
function partOf({ from, to, results: each }: Extract<Step, { kind: 'count' }>) {
  const found = new Map<number, AwardResult>();
  for (let at = from; at < to; at += 1) if (isAward(at)) found.set(at, each[at - 1] ?? 'applied');
  return { from, to, results: found };
}

function progressAfter(steps: readonly Step[]): Progress {
  return steps.reduce(
    (progress, one, nowMs) =>
      one.kind === 'count' ? count(progress, partOf(one), nowMs) : report(progress, one.line, one.result, nowMs),
    NO_PROGRESS,
  );
}

/** What a person with a sheet of paper would keep: a mark per line that was counted, and the last word on each award. */
function onPaper(steps: readonly Step[]) {
  const marked = new Set<number>();
  const words = new Map<number, AwardResult>();
  const hear = (at: number, result: AwardResult) => {
    const before = words.get(at);
    if (before === undefined || !settled.has(before)) words.set(at, result);
  };
  for (const one of steps) {
    if (one.kind === 'tell') {
      hear(one.line, one.result);
      continue;
    }
    for (let at = one.from; at < one.to; at += 1) {
      // What was told of an award is newer than what its batch saw, but for what a batch saw settled; what was counted is
      // changed by no batch.
      const seen = one.results[at - 1] ?? 'applied';
      const told = words.get(at);
      const counts = told === undefined || (!settled.has(told) && settled.has(seen));
      if (isAward(at) && !marked.has(at) && counts) words.set(at, seen);
      marked.add(at);
    }
  }
  return { marked, words };
}

describe('any history of batches, however they overlap, and of what is told of their awards', () => {
  const histories = fc.array(step, { maxLength: 25 });

  test('counts each award once, as what was said of it last', () => {
    fc.assert(
      fc.property(histories, (steps) => {
        const { marked, words } = onPaper(steps);
        const counted = [...words].filter(([at]) => marked.has(at)).map(([, result]) => result);
        const of = (result: AwardResult) => counted.filter((other) => other === result).length;
        expect(sumsOf(progressAfter(steps))).toStrictEqual({
          applied: of('applied'),
          alreadyApplied: of('alreadyApplied'),
          warned: of('warned'),
          waiting: of('waiting'),
          parked: of('parked'),
          uncollected: of('uncollected'),
        });
      }),
      { numRuns: 1_000 },
    );
  });

  test('keeps its ranges in order, apart from each other, and of the lines that were counted', () => {
    fc.assert(
      fc.property(histories, (steps) => {
        const progress = progressAfter(steps);
        const { marked } = onPaper(steps);
        for (const [index, [from, to]] of progress.counted.entries()) {
          expect(from).toBeLessThan(to);
          expect(from).toBeGreaterThan(progress.counted[index - 1]?.[1] ?? 0);
        }
        for (let at = 0; at <= LINES + 1; at += 1) expect(isCounted(progress, at)).toBe(marked.has(at));
      }),
    );
  });

  test('repeated whole, changes nothing that was settled, and counts nothing more', () => {
    fc.assert(
      fc.property(histories, histories, (steps, more) => {
        const once = sumsOf(progressAfter(steps));
        const twice = sumsOf(progressAfter([...steps, ...more, ...steps]));
        for (const result of ['applied', 'alreadyApplied', 'warned'] as const) {
          expect(twice[result]).toBeGreaterThanOrEqual(once[result]);
        }
        const batches = steps.filter(({ kind }) => kind === 'count');
        expect(progressAfter([...steps, ...batches])).toStrictEqual(progressAfter(steps));
      }),
    );
  });

  test('holds each award in one place only', () => {
    fc.assert(
      fc.property(histories, (steps) => {
        const progress = progressAfter(steps);
        for (const at of Object.keys(progress.open)) expect(isCounted(progress, Number(at))).toBe(true);
        for (const at of Object.keys(progress.early)) expect(isCounted(progress, Number(at))).toBe(false);
      }),
    );
  });
});

describe('what says nothing new leaves the very same progress, so that nothing is written', () => {
  const part = {
    from: 5,
    to: 9,
    results: new Map<number, AwardResult>([
      [5, 'applied'],
      [7, 'waiting'],
    ]),
  };
  const once = count(NO_PROGRESS, part, 1);

  test.each([
    ['the same batch', part],
    ['a part of it', { ...part, from: 6, to: 8 }],
    ['a batch of which nothing was posted', { from: 9, to: 9, results: new Map() }],
  ])('%s', (_, again) => {
    expect(count(once, again, 2)).toBe(once);
  });

  test('an award that is settled, whatever is told of it', () => {
    for (const result of results) expect(report(once, 5, result, 2)).toBe(once);
  });

  test('an award that is told of as it is', () => {
    expect(report(once, 7, 'waiting', 2)).toBe(once);
    const early = report(once, 20, 'parked', 2);
    expect(report(early, 20, 'parked', 3)).toBe(early);
  });
});

test('says when something was counted or told of last', () => {
  const part = { from: 1, to: 2, results: new Map<number, AwardResult>([[1, 'waiting']]) };
  const counted = count(NO_PROGRESS, part, 100);
  expect(counted.lastAtMs).toBe(100);
  expect(report(counted, 1, 'applied', 200).lastAtMs).toBe(200);
  expect(report(counted, 9, 'parked', 300).lastAtMs).toBe(300);
});

test.each([
  [1, 0],
  [9_999, 0],
  [10_000, 1],
  [19_999, 1],
  [2_000_000, 200],
])('line %i belongs to progress %i', (at, number) => {
  expect(progressPartOf(at)).toBe(number);
});
