import { type AwardRecord, partsOf } from '../ledger/award-record.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { isOrder } from '../ledger/ledger-record.ts';
import { awardResult } from './award-result.ts';
import { changeTally } from './change-tally.ts';
import type { OccurrenceShelf } from './occurrence-shelf.ts';
import { tallyOf, tell } from './tally.ts';

/**
 * A ledger that tells the tally what becomes of an award before it writes it down: should the write fail, the award is tried
 * again and comes to the same, and the tally takes nothing twice. Should somebody else have been faster, their word is told.
 */
export function tallyingLedger(ledger: Ledger, occurrences: OccurrenceShelf, now: () => number): Ledger {
  async function tellOf({ key, entries }: AwardRecord, signal: AbortSignal): Promise<void> {
    const { number: line, ...occurrence } = partsOf(key.award);
    const result = awardResult({ entries });
    // Whoever settles it tells, and may have done so since this was read.
    if (result === 'waiting') return;
    await changeTally(occurrences, occurrence, tallyOf(line), (tally) => tell(tally, line, result, now()), { signal });
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
