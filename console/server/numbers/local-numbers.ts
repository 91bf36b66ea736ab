import * as z from 'zod';
import { linesAfter } from '../../../cli/local/ask-platform.ts';
import type { LoggedLine } from '../../../local/line-log.ts';
import { parseJson } from '../../../src/shared/parse-json.ts';
import type { Bucket } from '../../api.ts';
import { oneAtATime } from '../one-at-a-time.ts';
import { bucketsOf, type NumberSource, numbersOf } from './number-source.ts';

/** What is read of a line in CloudWatch's embedded metric format; a count is a number, durations are a list. */
const document = z.object({
  _aws: z.object({ Timestamp: z.number() }),
  Severity: z.enum(['success', 'warning', 'error']).optional(),
  Outcomes: z.number().optional(),
  PointsGiven: z.number().optional(),
  PointsTakenBack: z.number().optional(),
  ApiLatency: z.array(z.number()).optional(),
});

type Sampled = z.infer<typeof document>;

/** A delivery that succeeded has no metric of its own: a stage counts its line, too (`deploy/resources/successes.yml`). */
const success = z.object({ what: z.literal('delivery'), severity: z.literal('success') });

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
      const { bucketMs, fromMs, toMs } = buckets;
      const within = samples.filter(({ _aws: { Timestamp: at } }) => at >= fromMs && at < toMs);
      const byBucket = Map.groupBy(
        within,
        ({ _aws }) => fromMs + Math.floor((_aws.Timestamp - fromMs) / bucketMs) * bucketMs,
      );
      const firstMs = samples[0]?._aws.Timestamp ?? now();
      return numbersOf(buckets, (atMs) => summed(byBucket.get(atMs) ?? []), {
        totals: summed(within),
        source: 'The metrics that the functions of the local platform wrote.',
        missing:
          firstMs > fromMs ? [`What came before ${new Date(firstMs).toISOString()}: the platform keeps no more.`] : [],
      });
    },
  };
}

function sampledOf({ line, at }: LoggedLine): Sampled | readonly [] {
  const parsed = parseJson(line);
  if (success.safeParse(parsed).success)
    return { _aws: { Timestamp: Date.parse(at) }, Severity: 'success', Outcomes: 1 };
  return document.safeParse(parsed).data ?? [];
}

function summed(samples: readonly Sampled[]): Omit<Bucket, 'at'> {
  const outcomes = { success: 0, warning: 0, error: 0 };
  for (const { Severity: severity, Outcomes: number } of samples)
    if (severity !== undefined) outcomes[severity] += number ?? 0;
  const sum = (name: 'PointsGiven' | 'PointsTakenBack') => samples.reduce((total, one) => total + (one[name] ?? 0), 0);
  const latencies = samples.flatMap(({ ApiLatency }) => ApiLatency ?? []).toSorted((one, other) => one - other);
  const at = (share: number) => latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0;
  return {
    given: sum('PointsGiven'),
    takenBack: sum('PointsTakenBack'),
    outcomes,
    calls: latencies.length,
    latencyMs: latencies.length === 0 ? null : { median: at(0.5), p95: at(0.95), longest: latencies.at(-1) ?? 0 },
  };
}
