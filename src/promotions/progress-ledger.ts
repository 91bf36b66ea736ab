import { type AwardRecord, partsOf } from '../domain/award-record.ts';
import { awardResult } from '../domain/promotion/award-result.ts';
import { progressPartOf, report } from '../domain/promotion/progress.ts';
import { isOrder } from '../domain/record.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { RunStore } from '../ports/run-store.ts';
import { recordProgress } from './record-progress.ts';

/**
 * A ledger that reports an award's result to the run's progress before it saves the award. Should the save fail, the award is
 * tried again with the same result, and the progress counts nothing twice. After a conflict it reports the stored award.
 */
export function progressLedger(ledger: Ledger, runs: RunStore, now: () => number): Ledger {
  async function reportAward({ key, entries }: AwardRecord, signal: AbortSignal): Promise<void> {
    const { number: line, ...occurrence } = partsOf(key.award);
    const result = awardResult({ entries });
    // The worker that settles the award reports it, and may have done so already.
    if (result === 'waiting') return;
    await recordProgress(runs, occurrence, progressPartOf(line), (progress) => report(progress, line, result, now()), {
      signal,
    });
  }

  return {
    ...ledger,
    async save(record, expectedVersion, signal) {
      if (isOrder(record)) return await ledger.save(record, expectedVersion, signal);
      await reportAward(record, signal);
      const saved = await ledger.save(record, expectedVersion, signal);
      // The reported result was not stored; another worker stored its own.
      const known = saved === 'conflict' ? await ledger.load(record.key, signal) : null;
      if (known !== null) await reportAward(known.record, signal);
      return saved;
    },
  };
}
