import { createHash } from 'node:crypto';
import type { Outcome } from '../domain/outcome.ts';
import type { Explanation } from '../domain/reasons.ts';
import type { DeferredDelivery, DeliveryQueue } from '../ports/delivery-queue.ts';
import { MAX_QUEUE_DELAY_MS } from '../ports/max-queue-delay.ts';
import type { Emit } from '../ports/telemetry.ts';
import type { Deadline } from '../shared/deadline.ts';
import { keepInQueue } from './keep-in-queue.ts';

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
  const keep = (seconds: number) => deliveries.keep(delivery, seconds, deadline.signal);
  return await keepInQueue({ emit, keep }, delivery, why, delaySeconds(delivery), deadline);
}

/** Doubles with every try. Spread at random, so that the deliveries of an outage do not come back at the same moment. */
function delaySeconds({ store, receivedAtMs, tries }: DeferredDelivery): number {
  const step = Math.min(MAX_QUEUE_DELAY_MS / 1000, FIRST_DELAY_SECONDS * 2 ** tries);
  const hash = createHash('sha256').update(`${store} ${receivedAtMs} ${tries}`).digest().readUInt32BE(0);
  return Math.ceil(step * (0.5 + hash / 2 ** 33));
}
