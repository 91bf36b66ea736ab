import { parked } from '../domain/attempt.ts';
import type { ParkReason } from '../domain/entry.ts';
import { nextStep } from '../domain/next-step.ts';
import { type RecordKey, withEntry } from '../domain/record.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { Deadline } from '../shared/deadline.ts';

/** Leaves the entry that an order waits for to a person. Rejects as the ledger does. */
export async function parkOrder(
  ledger: Ledger,
  key: RecordKey,
  because: ParkReason,
  deadline: Deadline,
): Promise<'parked' | 'nothingWaits'> {
  for (;;) {
    const loaded = await ledger.load(key, deadline.signal);
    const step = loaded === null ? null : nextStep(loaded.record, Number.NEGATIVE_INFINITY);
    // By somebody before us, or by us: the answer to our write may have been lost, and its repetition have met it.
    if (step?.kind === 'parked') return 'parked';
    if (loaded === null || step?.kind !== 'wait') return 'nothingWaits';
    const record = withEntry(loaded.record, parked(step.entry, because, deadline.now()));
    if ((await ledger.save(record, loaded.version, deadline.signal)) === 'saved') return 'parked';
    deadline.signal.throwIfAborted();
  }
}
