import type { Work } from '../shared/deadline.ts';

/** Begins the work of one invocation: it ends `reserveMs` before the runtime ends it, and lasts no longer than `atMostMs`. */
export type StartWork = (
  context: { getRemainingTimeInMillis(): number },
  limits: { readonly reserveMs: number; readonly atMostMs?: number },
) => Work;

/** By the machine's clock. */
export const lambdaWork: StartWork = (context, { reserveMs, atMostMs = Number.POSITIVE_INFINITY }) => {
  const leftMs = Math.max(0, Math.min(context.getRemainingTimeInMillis() - reserveMs, atMostMs));
  return { now: Date.now, deadlineAtMs: Date.now() + leftMs, signal: AbortSignal.timeout(leftMs) };
};
