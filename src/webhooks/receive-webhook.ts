import { type Outcome, outcome } from '../domain/outcome.ts';
import { outcomeTable } from '../domain/outcome-table.ts';
import type { Delivery } from '../platforms/delivery.ts';
import { header, type Platform } from '../platforms/platform.ts';
import type { DeliveryQueue } from '../ports/delivery-queue.ts';
import type { SettleQueuedDependencies } from '../posting/post-queued.ts';
import { signalWithReserve, type Work } from '../shared/deadline.ts';
import { keepDelivery } from './defer-delivery.ts';
import { KEEPING_MS, takeDelivery } from './process-delivery.ts';
import { verifySender } from './verify-sender.ts';

/** Receiving needs what settling from the queue needs: it settles inline where it can, and queues the rest. */
export interface ReceiveDependencies extends SettleQueuedDependencies {
  readonly deliveries: DeliveryQueue;
}

const MAX_BODY_BYTES = 5 * 1024 * 1024;

/**
 * Handles one delivery from its bytes to its outcome: verify, then take those same bytes. What cannot be recorded, or not be
 * verified since the secret cannot be read, is kept in the queue as it came.
 * Never rejects; whatever is acknowledged has been settled, recorded, parked or kept.
 */
export async function receiveDelivery(
  dependencies: ReceiveDependencies,
  platform: Platform,
  delivery: Delivery,
  work: Work,
): Promise<Outcome> {
  const { rawBody, receivedAtMs } = delivery;
  if (platform.isPing(delivery)) return outcome('nothingToDo', 'ping');
  if (rawBody.byteLength > MAX_BODY_BYTES) return outcome('tooLarge', 'the body exceeds 5 MiB');
  const store = dependencies.stores.find(({ id }) => id === delivery.store);
  if (store === undefined || store.platform !== platform.name) {
    return outcome('unknownStore', `no ${platform.name} store has this name; see ponte.config.ts`);
  }
  const signature = header(delivery, platform.signatureHeaders);
  if (signature === null) {
    const missing = `the ${platform.signatureHeaders[0]} header is missing`;
    return outcome('signatureRefused', `${missing}; was this sent by ${platform.name}?`);
  }
  const topic = header(delivery, platform.topicHeaders);
  const kept = { store: store.id, topic, signature, receivedAtMs, tries: 0, parkedPk: null, body: rawBody };

  const verifying = signalWithReserve(work, KEEPING_MS);
  const sender = await verifySender(dependencies, platform, store, { signature, rawBody }, verifying);
  if (sender.kind === 'refused') return sender.outcome;
  if (sender.kind === 'unknown') return await keepDelivery(dependencies, kept, sender.because, work);

  const { outcome: taken } = await takeDelivery(dependencies, platform, store, { topic, receivedAtMs, rawBody }, work);
  if (outcomeTable[taken.kind].disposition !== 'unrecorded') return taken;
  const outcomeOfKeeping = await keepDelivery(dependencies, { ...kept, signature: null }, taken.message, work);
  return { ...outcomeOfKeeping, order: taken.order };
}
