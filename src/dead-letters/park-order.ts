import { parked } from '../domain/attempt.ts';
import type { ParkReason } from '../domain/entry.ts';
import { nextStep } from '../domain/next-step.ts';
import { type LedgerRecord, type RecordKey, withEntry } from '../domain/record.ts';
import { type Ledger, slotOf } from '../ports/ledger.ts';
import type { Deadline } from '../shared/deadline.ts';
import { update } from '../shared/optimistic-update.ts';

/** Parks the entry that an order waits for. Resolves to the reason why it is parked now. Rejects as the ledger does. */
export async function parkOrder(
  ledger: Ledger,
  key: RecordKey,
  because: ParkReason,
  deadline: Deadline,
): Promise<ParkReason | 'nothingWaits'> {
  const { result } = await update<LedgerRecord, ParkReason | 'nothingWaits'>(
    slotOf(ledger, key),
    (record) => {
      const step = record === null ? null : nextStep(record, Number.NEGATIVE_INFINITY);
      // Parked by another worker, or by our own write, whose answer was lost.
      if (step?.kind === 'parked') return { result: step.entry.parked ?? 'refused' };
      if (record === null || step?.kind !== 'wait') return { result: 'nothingWaits' };
      const entry = parked(step.entry, because, deadline.now());
      return { save: withEntry(record, entry), result: entry.parked ?? because };
    },
    deadline.signal,
  );
  return result;
}
