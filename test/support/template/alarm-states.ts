import type { Sample } from '../../../src/aws/cloudwatch/embedded-metrics.ts';

/** A sample, and when it was written. */
export interface TimedSample extends Sample {
  readonly atMs: number;
}

/** An alarm of the template, as far as it decides. */
export interface AlarmProperties {
  readonly Namespace: string;
  readonly MetricName: string;
  readonly Dimensions?: readonly { readonly Name: string; readonly Value: unknown }[];
  readonly Statistic?: 'Sum' | 'Maximum';
  readonly Period: number;
  readonly EvaluationPeriods: number;
  readonly DatapointsToAlarm?: number;
  readonly Threshold: number;
  readonly ComparisonOperator: string;
  readonly TreatMissingData: string;
}

const MINUTE_MS = 60_000;

/**
 * When an alarm on a metric of our own first tells, as CloudWatch decides: every minute it looks at the last periods, and
 * tells when enough of them breach. Null when it never does until `untilMs`.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html#alarm-evaluation
 */
export function firstAlarmMs(
  alarm: AlarmProperties,
  samples: readonly TimedSample[],
  { fromMs, untilMs }: { readonly fromMs: number; readonly untilMs: number },
): number | null {
  const own = samples.filter(({ metric, of }) => metric === alarm.MetricName && of === dimensionOf(alarm));
  for (let nowMs = fromMs; nowMs <= untilMs; nowMs += MINUTE_MS) if (isInAlarm(alarm, own, nowMs)) return nowMs;
  return null;
}

function dimensionOf({ Dimensions = [] }: AlarmProperties): string | null {
  const [first] = Dimensions;
  return first === undefined ? null : String(first.Value);
}

function isInAlarm(alarm: AlarmProperties, samples: readonly TimedSample[], nowMs: number): boolean {
  const { Period, EvaluationPeriods, DatapointsToAlarm = EvaluationPeriods, TreatMissingData } = alarm;
  const periodMs = Period * 1_000;
  let breaching = 0;
  for (let back = 0; back < EvaluationPeriods; back += 1) {
    const toMs = nowMs - back * periodMs;
    const values = samples.filter(({ atMs }) => toMs - periodMs < atMs && atMs <= toMs).map(({ value }) => value);
    if (values.length === 0 ? TreatMissingData === 'breaching' : breaches(alarm, values)) breaching += 1;
  }
  return breaching >= DatapointsToAlarm;
}

function breaches({ Statistic, ComparisonOperator, Threshold }: AlarmProperties, values: readonly number[]): boolean {
  if (Statistic === undefined || ComparisonOperator !== 'GreaterThanThreshold')
    throw new Error('no such alarm is judged here');
  const value = Statistic === 'Maximum' ? Math.max(...values) : values.reduce((total, one) => total + one, 0);
  return value > Threshold;
}
