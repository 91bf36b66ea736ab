import { describe, expect, test } from 'vitest';
import { ENOUGH_HISTORIES, neverExercised, type Report } from './report.ts';
import { type Run, run } from './run.ts';
import { replayCommand } from './story.ts';
import { WORLDS } from './worlds.ts';

/** A run in the tests, and what has to occur in it. */
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

    test('every law was checked, and what may happen happened', () => {
      expect(Object.keys(report.laws).filter((law) => report.laws[law] === 0)).toEqual([]);
      expect(mustOccur.filter((what) => (report.occurred[what] ?? 0) === 0)).toEqual([]);
    });

    if (range.histories < ENOUGH_HISTORIES) return;
    test('every kind of fault was exercised', () => {
      expect(neverExercised(report)).toEqual([]);
    });
  });
}
