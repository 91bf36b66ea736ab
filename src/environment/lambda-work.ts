import type { Work } from '../time/work.ts';

/** The time a Lambda invocation has: until `reserveMs` before the runtime ends it, and no longer than `atMostMs`. */
export function lambdaWork(
  context: { getRemainingTimeInMillis(): number },
  { reserveMs, atMostMs = Number.POSITIVE_INFINITY }: { reserveMs: number; atMostMs?: number },
): Work {
  const leftMs = Math.max(0, Math.min(context.getRemainingTimeInMillis() - reserveMs, atMostMs));
  return { now: Date.now, deadlineAtMs: Date.now() + leftMs, signal: AbortSignal.timeout(leftMs) };
}
