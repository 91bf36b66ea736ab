import { type Outcome, outcome } from '../domain/outcome.ts';
import { outcomeTable } from '../domain/outcome-table.ts';
import { explain } from '../domain/reasons.ts';
import type { Delivery } from '../platforms/delivery.ts';
import { header, type Platform } from '../platforms/platform.ts';
import type { DeliveryQueue } from '../ports/delivery-queue.ts';
import type { PostQueuedDependencies } from '../posting/post-queued.ts';
import { type Deadline, signalWithReserve } from '../shared/deadline.ts';
import { TIME } from '../shared/time-budgets.ts';
import { deferDelivery } from './defer-delivery.ts';
import { keepUnverified, type UnverifiedDependencies } from './keep-unverified.ts';
import { processDelivery } from './process-delivery.ts';
import { verifySender } from './verify-sender.ts';

/** Includes what posting needs: a delivery's entries are posted inline if possible, and queued otherwise. */
export interface WebhookDependencies extends PostQueuedDependencies, UnverifiedDependencies {
  readonly deliveries: DeliveryQueue;
}

const MAX_BODY_BYTES = 5 * 1024 * 1024;

/**
 * Handles one delivery from its bytes to its outcome: verifies the bytes, then processes the same bytes. A delivery that cannot
 * be recorded, or cannot be verified because the secret cannot be read, is kept in a queue as it came. A ping is answered from
 * the configuration alone. Never rejects. Whatever is acknowledged has been settled, recorded, parked or kept.
 */
export async function receiveWebhook(
  dependencies: WebhookDependencies,
  platform: Platform,
  delivery: Delivery,
  deadline: Deadline,
): Promise<Outcome> {
  const { rawBody, receivedAtMs } = delivery;
  const store = dependencies.stores.get(delivery.store);
  if (store === undefined || store.platform !== platform.name) {
    return outcome('unknownStore', explain('unknownStore', platform.name));
  }
  if (platform.isPing(delivery)) return outcome('nothingToDo', 'ping');
  if (rawBody.byteLength > MAX_BODY_BYTES) return outcome('tooLarge', 'tooLarge');
  const signature = header(delivery, platform.signatureHeaders);
  if (signature === null) {
    const [wanted = ''] = platform.signatureHeaders;
    return outcome('signatureRefused', explain('signatureMissing', wanted, platform.name));
  }
  const topic = header(delivery, platform.topicHeaders);
  const kept = { store: store.id, topic, signature, receivedAtMs, tries: 0, parkedPk: null, body: rawBody };
  const signed = { signature, rawBody, arrivedAtMs: deadline.now() };

  if (store.settlement === 'inline' && !store.shadow) dependencies.circuitBreaker.anticipate(store, deadline);
  const verifying = signalWithReserve(deadline, TIME.deferring);
  const sender = await verifySender(dependencies, platform, store, signed, verifying);
  if (sender.kind === 'refused') return sender.outcome;
  if (sender.kind === 'unknown') return await keepUnverified(dependencies, kept, sender, deadline);

  const { outcome: taken } = await processDelivery(
    dependencies,
    platform,
    store,
    { topic, receivedAtMs, rawBody },
    deadline,
  );
  if (outcomeTable[taken.kind].disposition !== 'unrecorded') return taken;
  const why = { reason: taken.reason, because: taken.message };
  const outcomeOfKeeping = await deferDelivery(dependencies, { ...kept, signature: null }, why, deadline);
  return { ...outcomeOfKeeping, order: taken.order };
}
