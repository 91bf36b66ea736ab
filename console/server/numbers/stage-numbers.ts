import { CloudWatchClient, type MetricDataQuery, paginateGetMetricData } from '@aws-sdk/client-cloudwatch';
import { located } from '../../../cli/failure.ts';
import { regionOf, stackName } from '../../../cli/stack.ts';
import type { MetricName } from '../../../src/aws/cloudwatch/metric-table.ts';
import type { Bucket } from '../../api.ts';
import { type Buckets, bucketsOf, type NumberSource, numbersOf } from './number-source.ts';

type Statistic = readonly [
  metric: MetricName,
  statistic: string,
  severity?: 'success' | 'warning' | 'error' | undefined,
];

/** What is asked for of each bucket, and once more of the whole span. */
const ASKED = {
  success: ['Outcomes', 'Sum', 'success'],
  warning: ['Outcomes', 'Sum', 'warning'],
  error: ['Outcomes', 'Sum', 'error'],
  given: ['PointsGiven', 'Sum'],
  takenBack: ['PointsTakenBack', 'Sum'],
  calls: ['ApiLatency', 'SampleCount'],
  median: ['ApiLatency', 'p50'],
  p95: ['ApiLatency', 'p95'],
  longest: ['ApiLatency', 'Maximum'],
} as const satisfies Record<string, Statistic>;

type Name = keyof typeof ASKED;
type Values = Partial<Record<Name, number>>;

/** By a stage's metrics. */
export function stageNumbers(stage: string): NumberSource {
  return {
    async read(span, { now, signal }) {
      const client = new CloudWatchClient({});
      const region = await regionOf(client);
      const buckets = bucketsOf(span, now());
      const service = {
        what: `The metrics of ${stackName(stage)} in ${region}`,
        of: { kind: 'stage', stage } as const,
      };
      const metrics = located({ read: () => valuesOf(client, stage, buckets, signal) }, service);
      const { ofBuckets, ofAll } = await metrics.read();
      return numbersOf(buckets, (atMs) => bucketOf(ofBuckets.get(atMs) ?? {}), {
        totals: bucketOf(ofAll),
        source: `The metrics in the CloudWatch namespace ${stackName(stage)}, which are minutes behind.`,
        missing: [],
      });
    },
  };
}

async function valuesOf(
  client: CloudWatchClient,
  stage: string,
  { fromMs, toMs, bucketMs }: Buckets,
  signal: AbortSignal,
): Promise<{ readonly ofBuckets: ReadonlyMap<number, Values>; readonly ofAll: Values }> {
  const names = Object.keys(ASKED) as Name[];
  const pages = paginateGetMetricData(
    { client },
    {
      StartTime: new Date(fromMs),
      EndTime: new Date(toMs),
      MetricDataQueries: names.flatMap((name) => [
        queryOf(stage, name, `bucket_${name}`, bucketMs),
        queryOf(stage, name, `all_${name}`, toMs - fromMs),
      ]),
    },
    { abortSignal: signal },
  );
  const ofBuckets = new Map<number, Values>();
  const ofAll: Values = {};
  for await (const { MetricDataResults: results = [] } of pages) {
    for (const { Id: id = '', Timestamps: times = [], Values: values = [] } of results) {
      const name = names.find((one) => id.endsWith(`_${one}`));
      if (name === undefined) continue;
      for (const [index, value] of values.entries()) {
        const atMs = times[index]?.getTime() ?? 0;
        if (id.startsWith('all_')) ofAll[name] = (ofAll[name] ?? 0) + value;
        else ofBuckets.set(atMs, { ...ofBuckets.get(atMs), [name]: value });
      }
    }
  }
  return { ofBuckets, ofAll };
}

function queryOf(stage: string, name: Name, id: string, periodMs: number): MetricDataQuery {
  const [metric, statistic, severity]: Statistic = ASKED[name];
  const dimensions = severity === undefined ? [] : [{ Name: 'Severity', Value: severity }];
  return {
    Id: id,
    MetricStat: {
      Metric: { Namespace: stackName(stage), MetricName: metric, Dimensions: dimensions },
      Period: periodMs / 1_000,
      Stat: statistic,
    },
  };
}

function bucketOf({ success = 0, warning = 0, error = 0, ...rest }: Values): Omit<Bucket, 'at'> {
  const { given = 0, takenBack = 0, calls = 0, median, p95, longest } = rest;
  const isMeasured = median !== undefined && p95 !== undefined && longest !== undefined;
  return {
    given,
    takenBack,
    outcomes: { success, warning, error },
    calls,
    latencyMs: isMeasured ? { median, p95, longest } : null,
  };
}
