import { type AwardRecord, partsOf } from '../domain/award-record.ts';
import { awardResult } from '../domain/promotion/award-result.ts';
import { progressPartOf, report } from '../domain/promotion/progress.ts';
import { isOrder } from '../domain/record.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { RunStore } from '../ports/run-store.ts';
import { recordProgress } from './record-progress.ts';

/**
 * A ledger that tells the progress what becomes of an award before it writes it down: should the write fail, the award is tried
 * again and comes to the same, and the progress takes nothing twice. Should somebody else have been faster, their word is told.
 */
export function progressLedger(ledger: Ledger, runs: RunStore, now: () => number): Ledger {
  async function tellOf({ key, entries }: AwardRecord, signal: AbortSignal): Promise<void> {
    const { number: line, ...occurrence } = partsOf(key.award);
    const result = awardResult({ entries });
    // Whoever settles it tells, and may have done so since this was read.
    if (result === 'waiting') return;
    await recordProgress(runs, occurrence, progressPartOf(line), (progress) => report(progress, line, result, now()), {
      signal,
    });
  }

  return {
    ...ledger,
    async save(record, expectedVersion, signal) {
      if (isOrder(record)) return await ledger.save(record, expectedVersion, signal);
      await tellOf(record, signal);
      const saved = await ledger.save(record, expectedVersion, signal);
      // What was told has not come to be; somebody else wrote what has.
      const known = saved === 'conflict' ? await ledger.load(record.key, signal) : null;
      if (known !== null) await tellOf(known.record, signal);
      return saved;
    },
  };
}
