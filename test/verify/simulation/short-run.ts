import { describe, expect, test } from 'vitest';
import { neverChecked, neverExercised, type Report } from './report.ts';
import { type Run, run } from './run.ts';
import { replayCommand } from './story.ts';
import { WORLDS } from './worlds.ts';

/** Outcomes and warnings that no run of this size may go without. */
export const OUTCOMES_OF_ORDERS = [
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

/** A run in the tests, and what has to occur in it. Split over files so that both cores work. */
export function lawsHold(range: Run, mustOccur: readonly string[]): void {
  describe(`histories of ${range.world} from seed ${range.seed}`, () => {
    let report: Report;

    test(`${range.histories} histories keep every law`, { timeout: 900_000 }, async () => {
      report = await run(range);
      const broken = report.broken.map(({ seed, law, detail }) => [
        law,
        detail,
        replayCommand(WORLDS[range.world], { seed }),
      ]);
      expect(broken).toEqual([]);
      expect(report.histories).toBe(range.histories);
    });

    test('every kind of fault was exercised, every law checked', () => {
      expect(neverExercised(report)).toEqual([]);
      expect(neverChecked(report)).toEqual([]);
    });

    test.each(mustOccur)('%s: occurred', (what) => {
      expect(report.occurred[what] ?? 0).toBeGreaterThan(0);
    });
  });
}
