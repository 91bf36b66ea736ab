import { type Outcome, outcome } from '../domain/outcome.ts';
import type { Explanation } from '../domain/reasons.ts';
import type { DeferredDelivery } from '../ports/delivery-queue.ts';
import type { Emit } from '../ports/telemetry.ts';
import type { Deadline } from '../shared/deadline.ts';

/** Puts a delivery into a queue, as it came. Never rejects; `notRecorded` when the queue does not take it. */
export async function keepInQueue(
  { emit, keep }: { readonly emit: Emit; readonly keep: (delaySeconds: number) => Promise<void> },
  delivery: Waiting,
  why: Explanation,
  delaySeconds: number,
  deadline: Deadline,
): Promise<Outcome> {
  try {
    await keep(delaySeconds);
  } catch (error) {
    emit({ kind: 'warning', message: 'a delivery could not be kept', error });
    return outcome('notRecorded', why);
  }
  return keptAsItCame({ emit }, delivery, why, delaySeconds * 1_000, deadline);
}

type Waiting = Pick<DeferredDelivery, 'store' | 'signature' | 'receivedAtMs'>;

/** The outcome of a delivery that is kept whole in a queue until its next try; emits its age. */
export function keptAsItCame(
  { emit }: { readonly emit: Emit },
  { store, signature, receivedAtMs }: Waiting,
  { reason, because }: Explanation,
  nextInMs: number,
  deadline: Deadline,
): Outcome {
  const ageMs = Math.max(0, deadline.now() - receivedAtMs);
  emit({ kind: 'deliveryKept', store, isVerified: signature === null, ageMs, nextInMs });
  return outcome('deferred', { reason, because: `${because}; kept as it came, to be recorded from the queue` });
}
