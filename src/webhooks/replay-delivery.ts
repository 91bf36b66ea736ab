import type { Outcome } from '../domain/outcome.ts';
import { outcomeTable } from '../domain/outcome-table.ts';
import { type Explanation, explain } from '../domain/reasons.ts';
import type { Store } from '../domain/store.ts';
import type { Platform } from '../platforms/platform.ts';
import type { DeferredDelivery } from '../ports/delivery-queue.ts';
import { type Deadline, signalWithReserve } from '../shared/deadline.ts';
import { TIME } from '../shared/time-budgets.ts';
import { deferDelivery } from './defer-delivery.ts';
import { tryToParkDelivery } from './park-delivery.ts';
import { processDelivery } from './process-delivery.ts';
import type { WebhookDependencies } from './receive-webhook.ts';
import { verifySender } from './verify-sender.ts';

export interface ReplayDependencies extends WebhookDependencies {
  readonly platforms: Readonly<Record<Store['platform'], Platform>>;
}

/**
 * Handles a delivery that the queue kept, as if it had come just now: whoever could not be verified is verified first, and
 * nothing of a forged one is believed. What still is out of order brings it back later, until its time is up; then a person
 * gets it. Never rejects; `notRecorded` asks the queue to bring the same message again.
 */
export async function replayDelivery(
  dependencies: ReplayDependencies,
  delivery: DeferredDelivery,
  deadline: Deadline,
): Promise<Outcome> {
  const { stores, platforms, retry } = dependencies;
  const again = async (why: Explanation, more: Partial<DeferredDelivery> = {}) => {
    const next = { ...delivery, ...more, tries: delivery.tries + 1 };
    const isOver = deadline.now() - delivery.receivedAtMs > retry.giveUpAfterMs;
    return isOver
      ? (await tryToParkDelivery(dependencies, next, explain('keptTooLong', why.because), deadline.signal)).outcome
      : await deferDelivery(dependencies, next, why, deadline);
  };

  const store = stores.find(({ id }) => id === delivery.store);
  if (store === undefined) return await again(explain('storeMissing'));
  const platform = platforms[store.platform];
  const { signature, body: rawBody } = delivery;
  if (signature !== null) {
    const verifying = signalWithReserve(deadline, TIME.deferring);
    const sender = await verifySender(dependencies, platform, store, { signature, rawBody }, verifying);
    if (sender.kind === 'refused') return await refuse(dependencies, delivery, sender.outcome, deadline);
    if (sender.kind === 'unknown') return await again(sender);
  }

  const { outcome: taken, parkedPk } = await processDelivery(
    dependencies,
    platform,
    store,
    { ...delivery, rawBody },
    deadline,
  );
  const { disposition } = outcomeTable[taken.kind];
  if (disposition === 'unrecorded') {
    const why = { reason: taken.reason, because: taken.message };
    return { ...(await again(why, { signature: null })), order: taken.order };
  }
  // What was parked for one reason may be parked anew for another, under another key.
  if (delivery.parkedPk !== null && delivery.parkedPk !== parkedPk) {
    await clear(dependencies, delivery.parkedPk, delivery.receivedAtMs, deadline);
  }
  return taken;
}

/** Should this fail, the body is listed still: sent through again, it changes nothing. */
async function clear(
  { ledger, emit }: WebhookDependencies,
  pk: string,
  receivedAtMs: number,
  deadline: Deadline,
): Promise<void> {
  try {
    await ledger.clearDelivery(pk, receivedAtMs, deadline.signal);
  } catch (error) {
    emit({ kind: 'warning', message: 'a recorded delivery is still listed as parked', error });
  }
}

/**
 * The sender was told that the delivery is kept, so that a person gets it: it may be forged, or be signed with a secret that
 * the store had when it came. Put back into `webhookSecrets` for as long as a redrive takes, that secret proves it.
 */
async function refuse(
  dependencies: WebhookDependencies,
  delivery: DeferredDelivery,
  refused: Outcome,
  deadline: Deadline,
): Promise<Outcome> {
  if (delivery.parkedPk !== null) return refused;
  const { outcome } = await tryToParkDelivery(dependencies, delivery, explain('unproven'), deadline.signal);
  return outcome;
}
