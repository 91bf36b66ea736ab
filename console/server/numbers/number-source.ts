import type { Deadline } from '../../../src/shared/deadline.ts';
import type { Numbers, Span } from '../../api.ts';

/** Numbers of a platform over a span of time that ends now. */
export interface NumberSource {
  read(span: Span, deadline: Deadline): Promise<Numbers>;
}

const MINUTE_MS = 60_000;

const SPANS: Readonly<Record<Span, { readonly count: number; readonly bucketMs: number }>> = {
  hour: { count: 60, bucketMs: MINUTE_MS },
  day: { count: 48, bucketMs: 30 * MINUTE_MS },
  month: { count: 30, bucketMs: 1_440 * MINUTE_MS },
};

/** The buckets of a span: whole ones, the last of which is not over. */
export function bucketsOf(span: Span, nowMs: number) {
  const { count, bucketMs } = SPANS[span];
  const toMs = (Math.floor(nowMs / bucketMs) + 1) * bucketMs;
  const fromMs = toMs - count * bucketMs;
  return { count, bucketMs, fromMs, toMs };
}
