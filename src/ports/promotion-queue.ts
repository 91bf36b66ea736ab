import type { AwardBatch } from '../domain/promotion/award-batch.ts';

/** To begin an occurrence, or to go on with one. */
export interface Firing {
  readonly promotion: string;
  readonly scheduledAtMs: number;
}

export type PromotionMessage =
  | { readonly kind: 'firing'; readonly firing: Firing }
  | { readonly kind: 'awards'; readonly batch: AwardBatch };

/** Carries promotions: at least once, in no order. */
export interface PromotionQueue {
  /** `failed` were not queued. Rejects when it is unknown which were queued; then all may be sent again. */
  send(
    messages: readonly PromotionMessage[],
    delaySeconds: number,
    signal: AbortSignal,
  ): Promise<{ readonly failed: readonly PromotionMessage[] }>;
}
