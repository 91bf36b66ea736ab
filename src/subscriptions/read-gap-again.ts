import { withGap } from '../domain/reconciliation/reconciliation.ts';
import type { Reconciliations } from '../ports/reconciliations.ts';
import { slotAt, update } from '../shared/optimistic-update.ts';

/**
 * Has reconciliation's next run read again what a store changed while its webhooks were not whole: the last `gapMs`, or with `null` all that a
 * look back covers. False for a store that was never reconciled, whose first run reads that anyway. Rejects when the ledger cannot be reached.
 */
export async function readGapAgain(
  reconciliations: Reconciliations,
  store: string,
  gapMs: number | null,
  nowMs: number,
  signal: AbortSignal,
): Promise<boolean> {
  const { result } = await update(
    slotAt(reconciliations, store),
    (known) => (known === null ? { result: false } : { save: withGap(known, gapMs, nowMs), result: true }),
    signal,
  );
  return result;
}
