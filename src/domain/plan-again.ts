import { planEntries } from './plan-entries.ts';
import { isOrder, type LedgerRecord } from './record.ts';
import type { Store } from './store.ts';

/** Plans again after an answer: facts of an order may have come meanwhile; an award stays as it was pinned. */
export function planAgain<Kind extends LedgerRecord>(record: Kind, store: Store, nowMs: number): Kind {
  return isOrder(record) ? ({ ...record, ...planEntries(record, store, nowMs) } as Kind) : record;
}
