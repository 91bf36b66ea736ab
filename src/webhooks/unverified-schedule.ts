import { MAX_QUEUE_DELAY_MS } from '../ports/max-queue-delay.ts';
import type { UnverifiedDelivery } from '../ports/unverified-queue.ts';

/** An earlier try would learn nothing: a secret that could not be read is requested again after a minute. */
export const FIRST_DELAY_SECONDS = 60;
/** A delivery waits for so many times as long as it has waited already: a minute, three, twelve. */
const GROWTH = 3;
/**
 * The queue deletes a message 14 days after it was sent, and counts its receives. A new copy replaces it long before either limit.
 */
const COPY_LASTS_MS = 4 * 86_400_000;

export type NextTry =
  | { readonly kind: 'sendAgain'; readonly delaySeconds: number }
  /** The message goes back to the queue, which delivers it again after an hour without a call. */
  | { readonly kind: 'rest' };

/** When a delivery that still cannot be verified is tried again: after minutes that grow to a quarter of an hour, then every hour. */
export function nextTry(
  { receivedAtMs, sentAtMs }: Pick<UnverifiedDelivery, 'receivedAtMs' | 'sentAtMs'>,
  nowMs: number,
): NextTry {
  const delayMs = Math.max(FIRST_DELAY_SECONDS * 1_000, GROWTH * (nowMs - receivedAtMs));
  if (delayMs <= MAX_QUEUE_DELAY_MS) return { kind: 'sendAgain', delaySeconds: Math.ceil(delayMs / 1_000) };
  return nowMs - sentAtMs >= COPY_LASTS_MS
    ? { kind: 'sendAgain', delaySeconds: MAX_QUEUE_DELAY_MS / 1_000 }
    : { kind: 'rest' };
}
