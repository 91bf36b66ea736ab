import { redriven } from '../../src/domain/attempt.ts';
import { listedAs } from '../../src/domain/next-step.ts';
import { nextSteps } from '../../src/domain/next-steps.ts';
import { type ParkedReason, privacyRequests } from '../../src/domain/parked-reasons.ts';
import type { RunRecord } from '../../src/domain/promotion/run.ts';
import { scheduledAtMs } from '../../src/domain/promotion/run-key.ts';
import { type LedgerRecord, type RecordKey, withEntry } from '../../src/domain/record.ts';
import type { DeliveryQueue } from '../../src/ports/delivery-queue.ts';
import { type Ledger, NO_STORE, slotOf } from '../../src/ports/ledger.ts';
import type { Parked, ParkedStore } from '../../src/ports/parked-store.ts';
import type { PostingQueue } from '../../src/ports/posting-queue.ts';
import type { PromotionQueue } from '../../src/ports/promotion-queue.ts';
import type { Deadline } from '../../src/shared/deadline.ts';
import { update } from '../../src/shared/optimistic-update.ts';

export interface RedriveDependencies {
  readonly ledger: Ledger;
  readonly queue: PostingQueue;
  readonly deliveries: DeliveryQueue;
  readonly parkedStore: ParkedStore;
  readonly promotionQueue: PromotionQueue;
}

/** What sending something parked through again comes to, as far as can be told beforehand. */
export type Foreseen = { readonly kind: 'wouldRedrive' } | { readonly kind: 'leftParked'; readonly because: string };

/** What it came to; the points follow when the order is settled from the queue. */
export type Redriven =
  | { readonly kind: 'redriven' }
  /** Somebody else was faster. */
  | { readonly kind: 'parkedNoLonger' }
  | Extract<Foreseen, { kind: 'leftParked' }>;

/** Changes nothing. */
export function foresee(parked: Parked, nowMs: number): Foreseen {
  if (parked.kind === 'illegible') return leftParked('illegible');
  const request = privacyRequests.find((one) => 'delivery' in parked && parked.delivery.reason === one);
  if (request !== undefined) return leftParked(request);
  if ('delivery' in parked && parked.delivery.store === NO_STORE)
    return { kind: 'leftParked', because: 'it came from no shop' };
  if (parked.kind === 'occurrence' && parked.record.because === null) return leftParked('badRows');
  if (parked.kind === 'paymentAhead') return leftParked('paymentAhead');
  if ('entry' in parked && redriven(parked.entry, nowMs) === null) return leftParked('pointsOutOfRange');
  return { kind: 'wouldRedrive' };
}

/**
 * Sends something parked through again: doing it twice changes nothing.
 * Rejects when ledger or queue cannot be reached; it is then parked still, or the sweep finds it.
 */
export async function redrive(
  dependencies: RedriveDependencies,
  parked: Parked,
  deadline: Deadline,
): Promise<Redriven> {
  switch (parked.kind) {
    case 'illegible':
      return leftParked('illegible');
    case 'paymentAhead':
      return leftParked('paymentAhead');
    case 'delivery':
    case 'otherShop':
      return await redriveDelivery(dependencies, parked.pk, deadline);
    case 'occurrence':
      return await redriveRun(dependencies, parked.record, deadline);
    case 'order':
    case 'uncollected':
      return await redriveOrder(dependencies, parked.record.key, deadline);
    default:
      return parked satisfies never;
  }
}

/**
 * A body goes through the queue to the functions that are deployed, whose configuration counts, and is cleared by them once it
 * is recorded. Bodies of WooCommerce keep the time at which they came: they never overtake what the shop has said since.
 */
async function redriveDelivery(
  { parkedStore, deliveries }: RedriveDependencies,
  pk: string,
  deadline: Deadline,
): Promise<Redriven> {
  const delivery = await parkedStore.delivery(pk, deadline.signal);
  if (delivery === null) return { kind: 'parkedNoLonger' };
  const { store, topic, signature, receivedAtMs, body } = delivery;
  await deliveries.keep({ store, topic, signature, receivedAtMs, tries: 0, parkedPk: pk, body }, 0, deadline.signal);
  return { kind: 'redriven' };
}

/** It is fired again, for the time that it was scheduled for: what it pinned stays. */
async function redriveRun(
  { promotionQueue }: RedriveDependencies,
  { key, because }: RunRecord,
  deadline: Deadline,
): Promise<Redriven> {
  if (because === null) return leftParked('badRows');
  const trigger = { promotion: key.promotion, scheduledAtMs: scheduledAtMs(key) };
  const { failed } = await promotionQueue.send([{ kind: 'trigger', trigger }], 0, deadline.signal);
  if (failed.length > 0) throw new Error('the queue did not take it');
  return { kind: 'redriven' };
}

/** Orders and awards keep the change keys that they have. */
async function redriveOrder(
  { ledger, queue }: RedriveDependencies,
  key: RecordKey,
  deadline: Deadline,
): Promise<Redriven> {
  const { result } = await update<LedgerRecord, Redriven>(
    slotOf(ledger, key),
    (record) => {
      const listed = record && listedAs(record);
      if (record === null || listed === null) return { result: { kind: 'parkedNoLonger' } };
      if (listed.entry === null) return { result: leftParked('paymentAhead') };
      const again = redriven(listed.entry, deadline.now());
      if (again === null) return { result: leftParked('pointsOutOfRange') };
      return { save: withEntry(record, again), result: { kind: 'redriven' } };
    },
    deadline.signal,
  );
  if (result.kind === 'redriven') await queue.send([key], 0, deadline.signal);
  return result;
}

/** What helps instead of sending it through again. */
function leftParked(reason: ParkedReason) {
  return { kind: 'leftParked', because: nextSteps[reason] } as const;
}
