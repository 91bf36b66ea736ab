/** A delivery as it came, when it could not be recorded or its sender not be verified. */
export interface DeferredDelivery {
  readonly store: string;
  readonly topic: string | null;
  /** What the sender signed with, while nobody has verified it; until then nothing of the body may be believed. Null afterwards. */
  readonly signature: string | null;
  readonly receivedAtMs: number;
  /** How often it has been tried from the queue. */
  readonly tries: number;
  /** The key under which it lies among the parked, until it is recorded; null when it does not. */
  readonly parkedPk: string | null;
  readonly body: Uint8Array;
}

/** Keeps deliveries for as long as what they need is out of order. At least once, in no order. */
export interface DeliveryQueue {
  /** Rejects when the delivery was not kept, or when nobody knows whether it was; then it may be kept again. */
  keep(delivery: DeferredDelivery, delaySeconds: number, signal: AbortSignal): Promise<void>;
}
