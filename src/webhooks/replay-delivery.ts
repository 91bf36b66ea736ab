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
import { keepUnverified, sendUnverified, waitsUnverified } from './keep-unverified.ts';
import { tryToParkDelivery } from './park-delivery.ts';
import { processDelivery } from './process-delivery.ts';
import type { WebhookDependencies } from './receive-webhook.ts';
import { nextTry } from './unverified-schedule.ts';
import { verifySender } from './verify-sender.ts';

export interface ReplayDependencies extends WebhookDependencies {
  readonly platforms: Readonly<Record<Store['platform'], Platform>>;
}

/** What a message of the unverified queue came to. */
export interface Replayed {
  readonly outcome: Outcome;
  /** The message itself waits on: given back to its queue, it comes again after an hour. */
  readonly rests: boolean;
}

/** Secrets older than this decide of no delivery that waited; asked for more often than that, they are not. */
const SECRETS_LAST_MS = 60_000;

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
  return await replay(dependencies, delivery, deadline, (next, why) =>
    keepUnverified(dependencies, next, why, deadline),
  );
}

/** The same for a delivery of the queue of those that nobody could verify, which was counted when it came in. Never rejects. */
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
      ? waitsUnverified(dependencies, again, why, UNVERIFIED_REST_MS, deadline)
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
  const store = stores.find(({ id }) => id === delivery.store);
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
