/** A delivery that could not be verified or recorded yet. */
export interface DeferredDelivery {
  readonly store: string;
  readonly topic: string | null;
  /** The signature that is still to be verified; until then nothing in the body is trusted. `null` once it is verified. */
  readonly signature: string | null;
  readonly receivedAtMs: number;
  /** How often the queue delivered it. */
  readonly tries: number;
  /** Its key in the list of what is parked, until it is recorded; `null` when it is not parked. */
  readonly parkedPk: string | null;
  readonly body: Uint8Array;
}

/** Holds deferred deliveries. Delivers them at least once, in any order. */
export interface DeliveryQueue {
  /** Rejects when the delivery was not queued, or when that is unknown; it may then be queued again. */
  keep(delivery: DeferredDelivery, delaySeconds: number, signal: AbortSignal): Promise<void>;
}
