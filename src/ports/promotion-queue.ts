import type { AwardBatch } from '../domain/promotion/award-batch.ts';

/** To begin a run, or to go on with one. */
export interface Trigger {
  readonly promotion: string;
  readonly scheduledAtMs: number;
}

export type PromotionMessage =
  | { readonly kind: 'trigger'; readonly trigger: Trigger }
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
