import { describe, expect, test } from 'vitest';
import { neverChecked, neverExercised, type Report } from './report.ts';
import { type Run, run } from './run.ts';
import { replayCommand } from './story.ts';

/** Outcomes and warnings that no run of this size may go without. */
const MUST_OCCUR = [
  'outcome applied',
  'outcome alreadyApplied',
  'outcome appliedWithWarning',
  'outcome nothingToDo',
  'outcome skipped',
  'outcome deferred',
  'outcome parked',
  'outcome notRecorded',
  'outcome signatureRefused',
  'parked refused',
  'parked needsChecking',
  'parked customerUnknown',
  'parked triesExhausted',
  'warning apiWarning',
  'warning keyUsedByOther',
  'dead letter',
];

/** A run in the tests. Split over files so that both cores work. */
export function lawsHold(range: Run): void {
  describe(`histories from seed ${range.seed}`, () => {
    let report: Report;

    test(`${range.histories} histories keep every law`, { timeout: 900_000 }, async () => {
      report = await run(range);
      const broken = report.broken.map(({ seed, law, detail }) => [law, detail, replayCommand({ seed })]);
      expect(broken).toEqual([]);
      expect(report.histories).toBe(range.histories);
    });

    test('every kind of fault was exercised, every law checked', () => {
      expect(neverExercised(report)).toEqual([]);
      expect(neverChecked(report)).toEqual([]);
    });

    test.each(MUST_OCCUR)('%s: occurred', (what) => {
      expect(report.occurred[what] ?? 0).toBeGreaterThan(0);
    });
  });
}
