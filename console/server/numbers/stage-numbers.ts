import { CloudWatchClient, type MetricDataQuery, paginateGetMetricData } from '@aws-sdk/client-cloudwatch';
import { located } from '../../../cli/failure.ts';
import { regionOf, stackName } from '../../../cli/stack.ts';
import type { MetricName } from '../../../src/aws/cloudwatch/metric-table.ts';
import type { Bucket } from '../../api.ts';
import { type Buckets, bucketsOf, type NumberSource, numbersOf } from './number-source.ts';

/** Of Ponte's own metrics, or the runs of a function: each takes one delivery. */
type Statistic = readonly [
  metric: MetricName | 'Invocations',
  statistic: string,
  of?: 'success' | 'warning' | 'error' | 'shopify' | 'woocommerce' | undefined,
];

/** What is asked for of each bucket, and once more of the whole span. */
const ASKED = {
  shopify: ['Invocations', 'Sum', 'shopify'],
  woocommerce: ['Invocations', 'Sum', 'woocommerce'],
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

/** The calls of each short span. */
const PEAK = 'peak_of_calls';

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
      const { ofBuckets, ofAll, peakCalls } = await metrics.read();
      return numbersOf(buckets, (atMs) => bucketOf(ofBuckets.get(atMs) ?? {}), {
        totals: bucketOf(ofAll),
        peak: { calls: peakCalls, overMs: buckets.peakMs },
        source: `The metrics in the CloudWatch namespace ${stackName(stage)}, which are minutes behind.`,
        missing: [],
      });
    },
  };
}

async function valuesOf(
  client: CloudWatchClient,
  stage: string,
  { fromMs, toMs, bucketMs, peakMs }: Buckets,
  signal: AbortSignal,
): Promise<{ readonly ofBuckets: ReadonlyMap<number, Values>; readonly ofAll: Values; readonly peakCalls: number }> {
  const names = Object.keys(ASKED) as Name[];
  const pages = paginateGetMetricData(
    { client },
    {
      StartTime: new Date(fromMs),
      EndTime: new Date(toMs),
      MetricDataQueries: [
        ...names.flatMap((name) => [
          queryOf(stage, name, `bucket_${name}`, bucketMs),
          queryOf(stage, name, `all_${name}`, toMs - fromMs),
        ]),
        queryOf(stage, 'calls', PEAK, peakMs),
      ],
    },
    { abortSignal: signal },
  );
  const ofBuckets = new Map<number, Values>();
  const ofAll: Values = {};
  let peakCalls = 0;
  for await (const { MetricDataResults: results = [] } of pages) {
    for (const { Id: id = '', Timestamps: times = [], Values: values = [] } of results) {
      if (id === PEAK) peakCalls = Math.max(peakCalls, ...values);
      const name = id === PEAK ? undefined : names.find((one) => id.endsWith(`_${one}`));
      if (name === undefined) continue;
      for (const [index, value] of values.entries()) {
        const atMs = times[index]?.getTime() ?? 0;
        if (id.startsWith('all_')) ofAll[name] = (ofAll[name] ?? 0) + value;
        else ofBuckets.set(atMs, { ...ofBuckets.get(atMs), [name]: value });
      }
    }
  }
  return { ofBuckets, ofAll, peakCalls };
}

function queryOf(stage: string, name: Name, id: string, periodMs: number): MetricDataQuery {
  const [metric, statistic, of]: Statistic = ASKED[name];
  const isOfLambda = metric === 'Invocations';
  const value = isOfLambda ? `${stackName(stage)}-${of}` : of;
  const dimensions = value === undefined ? [] : [{ Name: isOfLambda ? 'FunctionName' : 'Severity', Value: value }];
  return {
    Id: id,
    MetricStat: {
      Metric: {
        Namespace: isOfLambda ? 'AWS/Lambda' : stackName(stage),
        MetricName: metric,
        Dimensions: dimensions,
      },
      Period: periodMs / 1_000,
      Stat: statistic,
    },
  };
}

function bucketOf({ success = 0, warning = 0, error = 0, ...rest }: Values): Omit<Bucket, 'at'> {
  const { shopify = 0, woocommerce = 0, given = 0, takenBack = 0, calls = 0, median, p95, longest } = rest;
  const isMeasured = median !== undefined && p95 !== undefined && longest !== undefined;
  return {
    given,
    takenBack,
    deliveries: shopify + woocommerce,
    attempts: null,
    outcomes: { success, warning, error },
    calls,
    latencyMs: isMeasured ? { median, p95, longest } : null,
  };
}
