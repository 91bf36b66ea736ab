import type { Outcome } from '../domain/outcome.ts';
import { outcomeTable } from '../domain/outcome-table.ts';
import { type Explanation, explain } from '../domain/reasons.ts';
import type { Store } from '../domain/store.ts';
import type { Platform } from '../platforms/platform.ts';
import type { DeferredDelivery } from '../ports/delivery-queue.ts';
import { UNVERIFIED_REST_MS, type UnverifiedDelivery } from '../ports/unverified-queue.ts';
import { type Deadline, signalWithReserve } from '../shared/deadline.ts';
import { TIME } from '../shared/time-budgets.ts';
import { deferDelivery } from './defer-delivery.ts';
import { keptAsItCame } from './keep-in-queue.ts';
import { keepUnverified, sendUnverified } from './keep-unverified.ts';
import { tryToParkDelivery } from './park-delivery.ts';
import { processDelivery } from './process-delivery.ts';
import type { WebhookDependencies } from './receive-webhook.ts';
import { nextTry } from './unverified-schedule.ts';
import { verifySender } from './verify-sender.ts';

export interface ReplayDependencies extends WebhookDependencies {
  readonly platforms: Readonly<Record<Store['platform'], Platform>>;
}

/** The result of a message of the unverified queue. */
export interface Replayed {
  readonly outcome: Outcome;
  /** The message goes back to its queue, which delivers it again after an hour. */
  readonly rests: boolean;
}

/** A waiting delivery is judged only by secrets that are younger than this; they are not requested more often. */
const SECRETS_LAST_MS = 60_000;

/**
 * Handles a delivery from the queue as if it had just arrived. If its sender was not verified, that comes first, and nothing of
 * a forged delivery is believed. If the ledger or the secret still cannot be used, the delivery waits again, until its time is
 * up; then it is parked. Never rejects. `notRecorded` asks the queue to deliver the same message again.
 */
export async function replayDelivery(
  dependencies: ReplayDependencies,
  delivery: DeferredDelivery,
  deadline: Deadline,
): Promise<Outcome> {
  return await replay(dependencies, delivery, deadline, (next, why) =>
    keepUnverified(dependencies, next, why, deadline),
  );
}

/** Handles a delivery from the queue of unverified deliveries, where it was counted on its arrival. Never rejects. */
export async function replayUnverified(
  dependencies: ReplayDependencies,
  { sentAtMs, ...delivery }: UnverifiedDelivery,
  deadline: Deadline,
): Promise<Replayed> {
  let rests = false;
  let goesOn = false;
  const outcome = await replay(dependencies, delivery, deadline, async (again, why) => {
    const next = nextTry({ ...delivery, sentAtMs }, deadline.now());
    goesOn = true;
    rests = next.kind === 'rest';
    return next.kind === 'rest'
      ? keptAsItCame(dependencies, again, why, UNVERIFIED_REST_MS, deadline)
      : await sendUnverified(dependencies, again, why, next.delaySeconds, deadline);
  });
  const leaves = !goesOn && outcomeTable[outcome.kind].disposition !== 'unrecorded';
  if (leaves) await dependencies.unverifiedRoom.giveBack(delivery, deadline);
  return { outcome, rests };
}

type Unverified = DeferredDelivery & { readonly signature: string };

async function replay(
  dependencies: ReplayDependencies,
  delivery: DeferredDelivery,
  deadline: Deadline,
  waitUnverified: (delivery: Unverified, why: Explanation) => Promise<Outcome>,
): Promise<Outcome> {
  const { stores, platforms, retry } = dependencies;
  const again = async (why: Explanation, signature: string | null) => {
    const next = { ...delivery, tries: delivery.tries + 1 };
    const isOver = deadline.now() - delivery.receivedAtMs > retry.giveUpAfterMs;
    if (isOver) {
      const because = explain('keptTooLong', why.because);
      return (await tryToParkDelivery(dependencies, { ...next, signature }, because, deadline.signal)).outcome;
    }
    return signature === null
      ? await deferDelivery(dependencies, { ...next, signature }, why, deadline)
      : await waitUnverified({ ...next, signature }, why);
  };

  const { signature, body: rawBody } = delivery;
  const store = stores.get(delivery.store);
  if (store === undefined) return await again(explain('storeMissing'), signature);
  const platform = platforms[store.platform];
  if (signature !== null) {
    const verifying = signalWithReserve(deadline, TIME.deferring);
    // What a person sends through again may be signed with a secret that was put back just now.
    const arrivedAtMs = delivery.parkedPk === null ? deadline.now() - SECRETS_LAST_MS : deadline.now();
    const sender = await verifySender(dependencies, platform, store, { signature, rawBody, arrivedAtMs }, verifying);
    if (sender.kind === 'refused') return await refuse(dependencies, delivery, sender.outcome, deadline);
    if (sender.kind === 'unknown') return await again(sender, signature);
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
    return { ...(await again(why, null)), order: taken.order };
  }
  // What was parked for one reason may be parked anew for another, under another key.
  if (delivery.parkedPk !== null && delivery.parkedPk !== parkedPk) {
    await clear(dependencies, delivery.parkedPk, delivery.receivedAtMs, deadline);
  }
  return taken;
}

/** If this fails, the body stays listed. Redriving it again changes nothing. */
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
 * Parks it, because the sender was told that the delivery is kept. It may be forged, or signed with a secret that the store had
 * when the delivery arrived. A redrive verifies it while that secret is in `webhookSecrets` again.
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
