import { abortAfter } from '../shared/abort-after.ts';
import type { Deadline } from '../shared/deadline.ts';

/** The deadline of one invocation: `reserveMs` before the runtime ends it, and at most `atMostMs` from now. */
export type StartDeadline = (
  context: { getRemainingTimeInMillis(): number },
  limits: { readonly reserveMs: number; readonly atMostMs?: number },
) => Deadline;

/** By the machine's clock. */
export const lambdaDeadline: StartDeadline = (context, { reserveMs, atMostMs = Number.POSITIVE_INFINITY }) => {
  const leftMs = Math.max(0, Math.min(context.getRemainingTimeInMillis() - reserveMs, atMostMs));
  return { now: Date.now, endsAtMs: Date.now() + leftMs, signal: abortAfter(leftMs) };
};
