import type { Store } from '../configuration/store.ts';
import { type Outcome, outcome } from '../outcomes/outcome.ts';
import { outcomeTable } from '../outcomes/outcome-table.ts';
import type { KeptDelivery } from '../queue/delivery-queue.ts';
import { signalWithReserve, type Work } from '../time/work.ts';
import { keepDelivery } from './keep-delivery.ts';
import type { Platform } from './platform.ts';
import type { ReceiveDependencies } from './receive-delivery.ts';
import { KEEPING_MS, takeDelivery } from './take-delivery.ts';
import { verifySender } from './verify-sender.ts';

export interface ReceiveKeptDependencies extends ReceiveDependencies {
  readonly platforms: Readonly<Record<Store['platform'], Platform>>;
}

/**
 * Handles a delivery that the queue kept, as if it had come just now: whoever could not be verified is verified first. What
 * still is out of order brings it back later, until its time is up; then a person gets it. Never rejects; `notRecorded` asks
 * the queue to bring the same message again.
 */
export async function receiveKept(
  dependencies: ReceiveKeptDependencies,
  delivery: KeptDelivery,
  work: Work,
): Promise<Outcome> {
  const { stores, platforms, retry } = dependencies;
  const again = async (because: string, more: Partial<KeptDelivery> = {}) => {
    const next = { ...delivery, ...more, tries: delivery.tries + 1 };
    const isOver = work.now() - delivery.receivedAtMs > retry.giveUpAfterMs;
    return isOver
      ? await giveUp(dependencies, next, because, work)
      : await keepDelivery(dependencies, next, because, work);
  };

  const store = stores.find(({ id }) => id === delivery.store);
  if (store === undefined) return await again('its store is not in ponte.config.ts');
  const platform = platforms[store.platform];
  const { signature, body: rawBody } = delivery;
  if (signature !== null) {
    const verifying = signalWithReserve(work, KEEPING_MS);
    const sender = await verifySender(dependencies, platform, store, { signature, rawBody }, verifying);
    if (sender.kind === 'refused') return sender.outcome;
    if (sender.kind === 'unknown') return await again(sender.because);
  }

  const taken = await takeDelivery(dependencies, platform, store, { ...delivery, rawBody }, work);
  const { disposition } = outcomeTable[taken.kind];
  if (disposition === 'unrecorded') return { ...(await again(taken.message, { signature: null })), order: taken.order };
  if (delivery.parked && disposition !== 'parked') await takeOffTheShelf(dependencies, delivery, work);
  return taken;
}

/** Should this fail, the body is listed still: sent through again, it changes nothing. */
async function takeOffTheShelf(
  { ledger, tell }: ReceiveDependencies,
  delivery: KeptDelivery,
  work: Work,
): Promise<void> {
  try {
    await ledger.clearDelivery(delivery, work.signal);
  } catch (error) {
    tell({ kind: 'warning', message: 'a recorded delivery is still listed as parked', error });
  }
}

/** After as long as an entry is tried, a person gets it; the ledger keeps it whole. */
async function giveUp(
  { ledger, tell }: ReceiveDependencies,
  delivery: KeptDelivery,
  because: string,
  work: Work,
): Promise<Outcome> {
  try {
    await ledger.parkDelivery({ ...delivery, because: `for too long: ${because}` }, work.signal);
  } catch (error) {
    tell({ kind: 'warning', message: 'a delivery could not be parked', error });
    return outcome('notRecorded', because);
  }
  return outcome('parked', `kept for a person, for too long: ${because}`);
}
