import { type Outcome, outcome } from '../domain/outcome.ts';
import type { ParkedReason } from '../domain/parked-reasons.ts';
import { type Explanation, explain } from '../domain/reasons.ts';
import type { Ledger, ParkedDelivery } from '../ports/ledger.ts';
import type { Emit } from '../ports/telemetry.ts';

type Unexplained = Omit<ParkedDelivery, keyof Explanation>;

/** Leaves a delivery, with its body, to a person. Rejects as the ledger does. */
export async function parkDelivery(
  ledger: Ledger,
  { store, topic, signature, receivedAtMs, body }: Unexplained,
  { reason, because }: Explanation<ParkedReason>,
  signal: AbortSignal,
): Promise<Outcome> {
  await ledger.parkDelivery({ store, topic, signature, receivedAtMs, body, reason, because }, signal);
  return outcome('parked', { reason, because: `kept for a person: ${because}` });
}

/** The same, but never rejects: `notRecorded` when the ledger does not take the delivery. */
export async function tryToParkDelivery(
  { ledger, emit }: { readonly ledger: Ledger; readonly emit: Emit },
  delivery: Unexplained,
  why: Explanation<ParkedReason>,
  signal: AbortSignal,
): Promise<Outcome> {
  try {
    return await parkDelivery(ledger, delivery, why, signal);
  } catch (error) {
    emit({ kind: 'warning', message: 'a delivery could not be parked', error });
    const { reason, because } = explain('ledgerNotWritten');
    return outcome('notRecorded', { reason, because: `for a person (${why.because}), but ${because}` });
  }
}
