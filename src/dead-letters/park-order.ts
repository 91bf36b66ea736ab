import { parked } from '../domain/attempt.ts';
import type { ParkReason } from '../domain/entry.ts';
import { nextStep } from '../domain/next-step.ts';
import { type LedgerRecord, type RecordKey, withEntry } from '../domain/record.ts';
import { type Ledger, slotOf } from '../ports/ledger.ts';
import type { Deadline } from '../shared/deadline.ts';
import { update } from '../shared/optimistic-update.ts';

/** Leaves the entry that an order waits for to a person. Rejects as the ledger does. */
export async function parkOrder(
  ledger: Ledger,
  key: RecordKey,
  because: ParkReason,
  deadline: Deadline,
): Promise<'parked' | 'nothingWaits'> {
  const { result } = await update<LedgerRecord, 'parked' | 'nothingWaits'>(
    slotOf(ledger, key),
    (record) => {
      const step = record === null ? null : nextStep(record, Number.NEGATIVE_INFINITY);
      // By somebody before us, or by us: the answer to our write may have been lost, and its repetition have met it.
      if (step?.kind === 'parked') return { result: 'parked' };
      if (record === null || step?.kind !== 'wait') return { result: 'nothingWaits' };
      return { save: withEntry(record, parked(step.entry, because, deadline.now())), result: 'parked' };
    },
    deadline.signal,
  );
  return result;
}
