import { expect, test } from 'vitest';
import { madeCounts } from '../../../../../tools/bench/promotions/made-audience.ts';
import { measurePlanning } from '../../../../../tools/bench/promotions/planning.ts';
import { faultsOf, memoryRatio, peerRatio } from '../../../../../tools/bench/promotions/planning-report.ts';

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

test('what does not add up is named', async () => {
  const { messages, ...counts } = madeCounts(1_000);
  const run = {
    ...{ rows: 1_000, fileBytes: 1, made: { ...counts, messages }, peer: { records: 1_001, tookMs: 5 } },
    plan: { outcome: 'applied', counts, lookingMs: 10, queuingMs: 20, waitedMs: 15, peakBytes: 100 },
    queued: { messages, bytes: 1, awards: counts.awards, points: counts.points, wrong: 0 },
  };
  expect(faultsOf(run)).toEqual([]);
  expect(peerRatio(run)).toBe(0.5);
  expect(memoryRatio({ few: run, all: { ...run, plan: { ...run.plan, peakBytes: 120 } } })).toBe(1.2);
  expect(faultsOf({ ...run, queued: { ...run.queued, awards: 997, wrong: 1 } })).toEqual([
    '1000 rows: awards in messages: 997 instead of 998',
    '1000 rows: wrong awards: 1 instead of 0',
  ]);
});
