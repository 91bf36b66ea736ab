import type { DeferredDelivery } from './delivery-queue.ts';

/** A delivery whose sender nobody could verify yet. */
export interface UnverifiedDelivery extends DeferredDelivery {
  readonly signature: string;
  /** When this copy was put into the queue, which forgets it 14 days later. */
  readonly sentAtMs: number;
}

/** A message that is given back to the queue rests there for as long before it comes again. */
export const UNVERIFIED_REST_MS = 3_600_000;

/** Keeps deliveries until their senders can be verified. At least once, in no order. */
export interface UnverifiedQueue {
  /** Rejects when the delivery was not kept, or when nobody knows whether it was; then it may be kept again. */
  keep(delivery: UnverifiedDelivery, delaySeconds: number, signal: AbortSignal): Promise<void>;
}
