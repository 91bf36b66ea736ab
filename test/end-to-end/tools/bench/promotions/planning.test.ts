import { expect, test } from 'vitest';
import { madeCounts } from '../../../../../tools/bench/promotions/made-audience.ts';
import { measurePlanning } from '../../../../../tools/bench/promotions/planning.ts';
import {
  faultsOf,
  isRight,
  maxPeakBytes,
  peerRatio,
  type Run,
} from '../../../../../tools/bench/promotions/planning-report.ts';

const nothing = () => undefined;

// Lines 2 to 3001: three bad rows, three duplicates, and of the first ten thousand lines one message for each hundred awards.
const OF_3000 = { rows: 3_000, awards: 2_994, bad: 3, duplicates: 3, otherDays: 0, messages: 30 };

test('no message goes beyond ten thousand lines', () => {
  expect(madeCounts(3_000)).toMatchObject(OF_3000);
  // Of 9,998 rows in the first ten thousand lines 19 are no award, of the 2 after them none: 100 messages, and one.
  expect(madeCounts(10_000)).toMatchObject({ awards: 9_980, messages: 101 });
});

test.each([false, true])(
  'what is planned adds up to what was made, packed: %s',
  async (gzip) => {
    const report = await measurePlanning({ rows: 3_000, gzip, emit: nothing });
    expect(faultsOf(report.few)).toEqual([]);
    expect(faultsOf(report.all)).toEqual([]);
    expect(report.all.plan.counts).toMatchObject({ rows: 3_000, awards: 2_994, bad: 3, duplicates: 3 });
    expect(report.all.queued).toMatchObject({ messages: 30, awards: 2_994, wrong: 0 });
  },
  120_000,
);

function madeRun(rows: number, peakBytes: number): Run {
  const { messages, ...counts } = madeCounts(rows);
  return {
    rows,
    fileBytes: 1,
    made: { ...counts, messages },
    peer: { records: rows + 1, tookMs: 5 },
    plan: { outcome: 'applied', counts, lookingMs: 10, queuingMs: 20, waitedMs: 15, peakBytes },
    queued: { messages, bytes: 1, awards: counts.awards, points: counts.points, wrong: 0 },
  };
}

test('what does not add up is named', () => {
  const run = madeRun(1_000, 100);
  expect(faultsOf(run)).toEqual([]);
  expect(peerRatio(run)).toBe(0.5);
  expect(faultsOf({ ...run, queued: { ...run.queued, awards: 997, wrong: 1 } })).toEqual([
    '1000 rows: awards in messages: 997 instead of 998',
    '1000 rows: wrong awards: 1 instead of 0',
  ]);
});

test('more rows may take more memory, each as much as its customer', () => {
  const report = (peakBytes: number) => ({
    gzip: false,
    dynamoDb: 'dynalite' as const,
    heapMb: { old: 256, young: 4 },
    few: madeRun(1_000, 100_000),
    all: madeRun(2_000, peakBytes),
    tookMs: 1,
  });
  // A tenth of 100,000 more, and 150 for each of a thousand rows.
  expect(maxPeakBytes(report(1))).toBeCloseTo(260_000);
  expect(isRight(report(259_000))).toBe(true);
  expect(isRight(report(261_000))).toBe(false);
});
