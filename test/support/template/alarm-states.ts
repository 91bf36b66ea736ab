import type { Sample } from '../../../src/aws/cloudwatch/embedded-metrics.ts';
import { type WatchedMetric, watchedMetric } from './watched-metric.ts';

/** A sample, and when it was written. */
export interface TimedSample extends Sample {
  readonly atMs: number;
}

/** An alarm of the template, as far as it decides. */
export interface AlarmProperties {
  readonly EvaluationPeriods: number;
  readonly DatapointsToAlarm?: number;
  readonly Threshold: number;
  readonly ComparisonOperator: string;
  readonly TreatMissingData: string;
}

const MINUTE_MS = 60_000;

/**
 * When an alarm on metrics of our own first tells, as CloudWatch decides: every minute it looks at the last periods, and tells when
 * enough of them breach. An alarm with a query judges each value of the dimension by itself, so that there is an answer for each;
 * `of` is `null` for an alarm without one. What never tells until `untilMs` is left out.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html#alarm-evaluation
 */
export function firstAlarms(
  alarm: AlarmProperties,
  samples: readonly TimedSample[],
  { fromMs, untilMs }: { readonly fromMs: number; readonly untilMs: number },
): { readonly of: string | null; readonly atMs: number }[] {
  const watched = watchedMetric(alarm);
  const own = samples.filter(({ metric }) => metric === watched.metric);
  const isOfEach = watched.dimension !== null && watched.of === null;
  const judged = isOfEach ? new Set(own.map(({ of }) => of)) : [watched.of];
  return [...judged].flatMap((of) => {
    const those = own.filter((sample) => sample.of === of);
    for (let nowMs = fromMs; nowMs <= untilMs; nowMs += MINUTE_MS)
      if (isInAlarm(alarm, watched, those, nowMs)) return [{ of: isOfEach ? String(of) : null, atMs: nowMs }];
    return [];
  });
}

function isInAlarm(
  alarm: AlarmProperties,
  { periodSeconds, statistic }: WatchedMetric,
  samples: readonly TimedSample[],
  nowMs: number,
): boolean {
  const { EvaluationPeriods, DatapointsToAlarm = EvaluationPeriods, TreatMissingData } = alarm;
  const periodMs = periodSeconds * 1_000;
  let breaching = 0;
  for (let back = 0; back < EvaluationPeriods; back += 1) {
    const toMs = nowMs - back * periodMs;
    const values = samples.filter(({ atMs }) => toMs - periodMs < atMs && atMs <= toMs).map(({ value }) => value);
    if (values.length === 0 ? TreatMissingData === 'breaching' : breaches(alarm, statistic, values)) breaching += 1;
  }
  return breaching >= DatapointsToAlarm;
}

function breaches(
  { ComparisonOperator, Threshold }: AlarmProperties,
  statistic: string,
  values: readonly number[],
): boolean {
  if (!['Sum', 'Maximum'].includes(statistic) || ComparisonOperator !== 'GreaterThanThreshold')
    throw new Error('no such alarm is judged here');
  const value = statistic === 'Maximum' ? Math.max(...values) : values.reduce((total, one) => total + one, 0);
  return value > Threshold;
}
