import type { RunRecord } from '../../src/domain/promotion/run.ts';
import type { RunKey } from '../../src/domain/promotion/run-key.ts';
import { explain } from '../../src/domain/reasons.ts';
import type { Ledger } from '../../src/ports/ledger.ts';
import type { Parked } from '../../src/ports/parked-store.ts';
import { type RunStore, slotOfRun } from '../../src/ports/run-store.ts';
import type { Deadline } from '../../src/shared/deadline.ts';
import { update } from '../../src/shared/optimistic-update.ts';

export type Dismissed =
  | { readonly kind: 'dismissed' | 'wouldDismiss' | 'parkedNoLonger' }
  | { readonly kind: 'leftParked'; readonly because: string };

/** Whether something parked may be taken off the list without being sent through again. Points that are owed may not. */
export function foreseeDismissal(parked: Parked): Dismissed {
  switch (parked.kind) {
    case 'delivery':
    case 'otherShop':
      return { kind: 'wouldDismiss' };
    case 'occurrence':
      return { kind: 'wouldDismiss' };
    case 'order':
    case 'uncollected':
    case 'paymentAhead':
      return { kind: 'leftParked', because: 'points of a customer hang on it; put the cause right and redrive it' };
    case 'illegible':
      return { kind: 'leftParked', because: explain('illegible').because };
    default:
      return parked satisfies never;
  }
}

/** Takes something off the list for good: a body is deleted, a run stays as it is. Rejects as the ledger does. */
export async function dismiss(
  { ledger, runs }: { readonly ledger: Ledger; readonly runs: RunStore },
  parked: Parked,
  deadline: Deadline,
): Promise<Dismissed> {
  const foreseen = foreseeDismissal(parked);
  if (foreseen.kind !== 'wouldDismiss') return foreseen;
  if ('delivery' in parked) {
    const done = await ledger.clearDelivery(parked.pk, parked.delivery.receivedAtMs, deadline.signal);
    return done === 'cleared'
      ? { kind: 'dismissed' }
      : { kind: 'leftParked', because: 'a newer body has come meanwhile' };
  }
  return parked.kind === 'occurrence' ? await dismissRun(runs, parked.record.key, deadline) : { kind: 'dismissed' };
}

async function dismissRun(runs: RunStore, key: RunKey, deadline: Deadline): Promise<Dismissed> {
  const { result } = await update<RunRecord, Dismissed>(
    slotOfRun(runs, key),
    (record) =>
      record === null
        ? { result: { kind: 'parkedNoLonger' } }
        : { save: { ...record, dismissedAtMs: deadline.now() }, result: { kind: 'dismissed' } },
    deadline.signal,
  );
  return result;
}
