import type { Deadline } from '../../../src/shared/deadline.ts';
import type { Bucket, Numbers, Span } from '../../api.ts';

/** Numbers of a platform over a span of time that ends now. */
export interface NumberSource {
  read(span: Span, deadline: Deadline): Promise<Numbers>;
}

const MINUTE_MS = 60_000;

/** `peakMs`: CloudWatch keeps minutes for 15 days, and five minutes for 63. */
const SPANS: Readonly<Record<Span, { readonly count: number; readonly bucketMs: number; readonly peakMs: number }>> = {
  hour: { count: 60, bucketMs: MINUTE_MS, peakMs: MINUTE_MS },
  day: { count: 48, bucketMs: 30 * MINUTE_MS, peakMs: MINUTE_MS },
  month: { count: 30, bucketMs: 1_440 * MINUTE_MS, peakMs: 5 * MINUTE_MS },
};

/** Whole buckets, the last of which is not over. */
export type Buckets = ReturnType<typeof bucketsOf>;

export function bucketsOf(span: Span, nowMs: number) {
  const { count, bucketMs, peakMs } = SPANS[span];
  const toMs = (Math.floor(nowMs / bucketMs) + 1) * bucketMs;
  const fromMs = toMs - count * bucketMs;
  return { span, count, bucketMs, peakMs, fromMs, toMs };
}

/** @param bucketAt what happened in the bucket that begins then */
export function numbersOf(
  { span, count, bucketMs, fromMs, toMs }: Buckets,
  bucketAt: (atMs: number) => Omit<Bucket, 'at'>,
  rest: Pick<Numbers, 'totals' | 'peak' | 'source' | 'missing'>,
): Numbers {
  const buckets = Array.from({ length: count }, (_, index) => {
    const atMs = fromMs + index * bucketMs;
    return { at: new Date(atMs).toISOString(), ...bucketAt(atMs) };
  });
  return { span, from: new Date(fromMs).toISOString(), to: new Date(toMs).toISOString(), bucketMs, buckets, ...rest };
}
