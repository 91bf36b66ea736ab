import { createHash } from 'node:crypto';
import { type Outcome, outcome } from '../domain/outcome.ts';
import type { DeliveryQueue, KeptDelivery } from '../ports/delivery-queue.ts';
import type { Tell } from '../ports/telemetry.ts';
import type { Work } from '../shared/deadline.ts';

const FIRST_DELAY_SECONDS = 15;
/** The longest that SQS lets a message wait. */
const LONGEST_DELAY_SECONDS = 900;

/**
 * Puts a delivery that cannot be recorded into the queue, as it came: WooCommerce never sends it again. Never rejects;
 * `notRecorded` when the queue does not take it either.
 */
export async function keepDelivery(
  { deliveries, tell }: { readonly deliveries: DeliveryQueue; readonly tell: Tell },
  delivery: KeptDelivery,
  because: string,
  work: Work,
): Promise<Outcome> {
  try {
    await deliveries.keep(delivery, delaySeconds(delivery), work.signal);
  } catch (error) {
    tell({ kind: 'warning', message: 'a delivery could not be kept', error });
    return outcome('notRecorded', because);
  }
  return outcome('deferred', `${because}; kept as it came, to be recorded from the queue`);
}

/** Doubles with every try; spread, so that what an outage has gathered does not come back together. */
function delaySeconds({ store, receivedAtMs, tries }: KeptDelivery): number {
  const step = Math.min(LONGEST_DELAY_SECONDS, FIRST_DELAY_SECONDS * 2 ** tries);
  const hash = createHash('sha256').update(`${store} ${receivedAtMs} ${tries}`).digest().readUInt32BE(0);
  return Math.ceil(step * (0.5 + hash / 2 ** 33));
}
