import type { AwardBatch } from '../domain/promotion/award-batch.ts';

/** Begins a run, or continues it. */
export interface Trigger {
  readonly promotion: string;
  readonly scheduledAtMs: number;
}

export type PromotionMessage =
  | { readonly kind: 'trigger'; readonly trigger: Trigger }
  | { readonly kind: 'awards'; readonly batch: AwardBatch };

/** Delivers promotion messages at least once, in any order. */
export interface PromotionQueue {
  /** `failed` were not queued. Rejects when it is unknown which were queued; all may then be sent again. */
  send(
    messages: readonly PromotionMessage[],
    delaySeconds: number,
    signal: AbortSignal,
  ): Promise<{ readonly failed: readonly PromotionMessage[] }>;
}
