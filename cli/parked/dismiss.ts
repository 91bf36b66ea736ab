import type { OccurrenceKey } from '../../src/domain/promotion/run-key.ts';
import type { Ledger } from '../../src/ports/ledger.ts';
import type { Parked } from '../../src/ports/parked-store.ts';
import type { OccurrenceShelf } from '../../src/ports/run-store.ts';
import type { Work } from '../../src/shared/deadline.ts';

export type Dismissed =
  | { readonly kind: 'dismissed' | 'wouldDismiss' | 'parkedNoLonger' }
  | { readonly kind: 'leftParked'; readonly because: string };

/** Whether something parked may be taken off the list without being sent through again. Points that are owed may not. */
export function foreseeDismissal(parked: Parked): Dismissed {
  switch (parked.kind) {
    case 'delivery':
      return { kind: 'wouldDismiss' };
    case 'occurrence':
      return { kind: 'wouldDismiss' };
    case 'order':
    case 'uncollected':
    case 'paymentAhead':
      return { kind: 'leftParked', because: 'points of a customer hang on it; put the cause right and redrive it' };
    case 'illegible':
      return { kind: 'leftParked', because: 'this Ponte cannot read the item' };
    default:
      return parked satisfies never;
  }
}

/** Takes something off the list for good: a body is deleted, an occurrence stays as it is. Rejects as the ledger does. */
export async function dismiss(
  { ledger, occurrences }: { readonly ledger: Ledger; readonly occurrences: OccurrenceShelf },
  parked: Parked,
  work: Work,
): Promise<Dismissed> {
  const foreseen = foreseeDismissal(parked);
  if (foreseen.kind !== 'wouldDismiss') return foreseen;
  if (parked.kind === 'delivery') await ledger.clearDelivery(parked.pk, work.signal);
  return parked.kind === 'occurrence'
    ? await dismissOccurrence(occurrences, parked.record.key, work)
    : { kind: 'dismissed' };
}

async function dismissOccurrence(occurrences: OccurrenceShelf, key: OccurrenceKey, work: Work): Promise<Dismissed> {
  for (;;) {
    const loaded = await occurrences.load(key, work.signal);
    if (loaded === null) return { kind: 'parkedNoLonger' };
    const record = { ...loaded.record, dismissedAtMs: work.now() };
    if ((await occurrences.save(record, loaded.version, work.signal)) === 'saved') return { kind: 'dismissed' };
    work.signal.throwIfAborted();
  }
}
