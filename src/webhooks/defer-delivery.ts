import { createHash } from 'node:crypto';
import { type Outcome, outcome } from '../domain/outcome.ts';
import type { Explanation } from '../domain/reasons.ts';
import type { DeferredDelivery, DeliveryQueue } from '../ports/delivery-queue.ts';
import { MAX_QUEUE_DELAY_MS } from '../ports/max-queue-delay.ts';
import type { Emit } from '../ports/telemetry.ts';
import type { Deadline } from '../shared/deadline.ts';

const FIRST_DELAY_SECONDS = 15;

/**
 * Puts a delivery that cannot be recorded into the queue, as it came: WooCommerce never sends it again. Never rejects;
 * `notRecorded` when the queue does not take it either.
 */
export async function deferDelivery(
  { deliveries, emit }: { readonly deliveries: DeliveryQueue; readonly emit: Emit },
  delivery: DeferredDelivery,
  why: Explanation,
  deadline: Deadline,
): Promise<Outcome> {
  const delay = delaySeconds(delivery);
  try {
    await deliveries.keep(delivery, delay, deadline.signal);
  } catch (error) {
    emit({ kind: 'warning', message: 'a delivery could not be kept', error });
    return outcome('notRecorded', why);
  }
  const { store, signature, receivedAtMs } = delivery;
  const ageMs = Math.max(0, deadline.now() - receivedAtMs);
  emit({ kind: 'deliveryKept', store, isVerified: signature === null, ageMs, nextInMs: delay * 1_000 });
  return keptAsItCame(why);
}

/** The outcome of a delivery that is kept whole in a queue. */
export function keptAsItCame({ reason, because }: Explanation): Outcome {
  return outcome('deferred', { reason, because: `${because}; kept as it came, to be recorded from the queue` });
}

/** Doubles with every try. Spread at random, so that the deliveries of an outage do not come back at the same moment. */
function delaySeconds({ store, receivedAtMs, tries }: DeferredDelivery): number {
  const step = Math.min(MAX_QUEUE_DELAY_MS / 1000, FIRST_DELAY_SECONDS * 2 ** tries);
  const hash = createHash('sha256').update(`${store} ${receivedAtMs} ${tries}`).digest().readUInt32BE(0);
  return Math.ceil(step * (0.5 + hash / 2 ** 33));
}
