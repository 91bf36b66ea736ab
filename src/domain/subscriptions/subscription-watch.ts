/** What was seen of one store's webhooks. */
export interface SubscriptionWatch {
  /** When they are looked at next. */
  readonly nextAtMs: number;
  /** When none was missing or switched off, last; `null` before that was seen. */
  readonly fineAtMs: number | null;
  /** Whether the store's API ever showed one that points here. */
  readonly isSeen: boolean;
}

export const NOT_WATCHED: SubscriptionWatch = { nextAtMs: 0, fineAtMs: null, isSeen: false };

/** A little less than an hour, so that of runs every 15 or 60 minutes one an hour looks. */
const LOOK_EVERY_MS = 3_300_000;

export function isLookDue({ nextAtMs }: SubscriptionWatch, nowMs: number): boolean {
  return nowMs >= nextAtMs;
}

/** The watch with its next look put off; for as long as the store asks, if that is longer. */
export function withNextLook(
  watch: SubscriptionWatch,
  nowMs: number,
  retryAfterMs: number | null = null,
): SubscriptionWatch {
  return { ...watch, nextAtMs: nowMs + Math.max(LOOK_EVERY_MS, retryAfterMs ?? 0) };
}

/** Longer than from one look to the next: one was left out. */
const GAP_FROM_MS = 1.5 * LOOK_EVERY_MS;

/**
 * For how long they may not have been whole until now, when they are: `null` where they always were, and `unknown` where nobody saw them whole
 * before. `wasWrong`: this look found something wrong, and put it right. The one before it found something wrong where it left the next look
 * later than one that finds them whole does, as where a repair was cut off and is gone on with at once.
 */
export function gapUntilNow(
  { fineAtMs, nextAtMs }: SubscriptionWatch,
  nowMs: number,
  wasWrong: boolean,
): number | 'unknown' | null {
  const isFirstLook = nextAtMs === NOT_WATCHED.nextAtMs;
  if (fineAtMs === null) return isFirstLook && !wasWrong ? null : 'unknown';
  const gapMs = nowMs - fineAtMs;
  const wasWrongBefore = nextAtMs - fineAtMs > LOOK_EVERY_MS;
  return wasWrong || wasWrongBefore || gapMs >= GAP_FROM_MS ? gapMs : null;
}
