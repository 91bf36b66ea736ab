import * as z from 'zod';
import { linesAfter } from '../../../cli/local/ask-platform.ts';
import type { LoggedLine } from '../../../local/line-log.ts';
import { parseJson } from '../../../src/shared/parse-json.ts';
import type { Bucket, Severity } from '../../api.ts';
import { oneAtATime } from '../one-at-a-time.ts';
import { bucketsOf, type NumberSource, numbersOf } from './number-source.ts';

/** What is read of a line in CloudWatch's embedded metric format; a count is a number, durations are a list. */
const metrics = z.object({
  _aws: z.object({ Timestamp: z.number() }),
  PointsGiven: z.number().optional(),
  PointsTakenBack: z.number().optional(),
  ApiLatency: z.array(z.number()).optional(),
});

/** A function's line of a delivery, or of what it took from a queue. */
const handled = z.object({
  what: z.enum(['delivery', 'settle', 'promotion']),
  severity: z.enum(['success', 'warning', 'error']),
});

interface Sampled extends Partial<z.infer<typeof metrics>> {
  readonly atMs: number;
  readonly delivery?: Severity;
  readonly isAttempt?: boolean;
}

const MOST = 30_000;

/** By the metrics that the functions of the local platform write, as those of a stage do. */
export function localNumbers(control: string): NumberSource {
  let samples: readonly Sampled[] = [];
  let last = 0;

  const refresh = oneAtATime(async () => {
    const lines = await linesAfter(control, last);
    last = lines.at(-1)?.number ?? last;
    const read = lines.flatMap(sampledOf);
    if (read.length > 0) samples = [...samples, ...read].slice(-MOST);
  });

  return {
    async read(span, { now }) {
      await refresh();
      const buckets = bucketsOf(span, now());
      const { bucketMs, peakMs, fromMs, toMs } = buckets;
      const within = samples.filter(({ atMs }) => atMs >= fromMs && atMs < toMs);
      const byBucket = inSpans(within, fromMs, bucketMs);
      const perPeak = [...inSpans(within, fromMs, peakMs).values()].map((some) => summed(some).calls);
      const firstMs = samples[0]?.atMs ?? now();
      return numbersOf(buckets, (atMs) => summed(byBucket.get(atMs) ?? []), {
        totals: summed(within),
        peak: { calls: Math.max(0, ...perPeak), overMs: peakMs },
        source: 'The metrics that the functions of the local platform wrote.',
        missing:
          firstMs > fromMs ? [`What came before ${new Date(firstMs).toISOString()}: the platform keeps no more.`] : [],
      });
    },
  };
}

function sampledOf({ line, at }: LoggedLine): Sampled | readonly [] {
  const parsed = parseJson(line);
  const told = handled.safeParse(parsed).data;
  if (told?.what === 'delivery') return { atMs: Date.parse(at), delivery: told.severity };
  if (told !== undefined) return { atMs: Date.parse(at), isAttempt: true };
  const { data } = metrics.safeParse(parsed);
  return data === undefined ? [] : { ...data, atMs: data._aws.Timestamp };
}

/** Those of each span of so many milliseconds, by when it begins. */
function inSpans(samples: readonly Sampled[], fromMs: number, spanMs: number): Map<number, Sampled[]> {
  return Map.groupBy(samples, ({ atMs }) => fromMs + Math.floor((atMs - fromMs) / spanMs) * spanMs);
}

function summed(samples: readonly Sampled[]): Omit<Bucket, 'at'> {
  const outcomes = { success: 0, warning: 0, error: 0 };
  for (const { delivery } of samples) if (delivery !== undefined) outcomes[delivery] += 1;
  const sum = (name: 'PointsGiven' | 'PointsTakenBack') => samples.reduce((total, one) => total + (one[name] ?? 0), 0);
  const latencies = samples.flatMap(({ ApiLatency }) => ApiLatency ?? []).toSorted((one, other) => one - other);
  const at = (share: number) => latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0;
  return {
    given: sum('PointsGiven'),
    takenBack: sum('PointsTakenBack'),
    deliveries: outcomes.success + outcomes.warning + outcomes.error,
    attempts: samples.filter(({ isAttempt }) => isAttempt === true).length,
    outcomes,
    calls: latencies.length,
    latencyMs: latencies.length === 0 ? null : { median: at(0.5), p95: at(0.95), longest: latencies.at(-1) ?? 0 },
  };
}
