import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { metricTable } from '../../src/aws/cloudwatch/metric-table.ts';
import { type AlarmProperties, firstAlarms, type TimedSample } from '../support/template/alarm-states.ts';
import { watchedMetric } from '../support/template/watched-metric.ts';

let alarms: Record<string, { readonly Properties: AlarmProperties }>;
beforeAll(async () => {
  const module = await import(join(import.meta.dirname, '../../deploy/alarms.js'));
  alarms = await module.alarms({ resolveVariable: async () => 'ponte-prod' });
});

const ofStores = () =>
  Object.entries(alarms).filter(([, { Properties }]) => watchedMetric(Properties).dimension === 'Store');

test('are one for each metric of a store, whatever the number of stores', () => {
  const metrics = Object.entries(metricTable).filter(([, { dimension }]) => dimension === 'Store');
  const watched = ofStores().map(([, { Properties }]) => watchedMetric(Properties));
  expect(watched.map(({ metric }) => metric).toSorted()).toEqual(metrics.map(([name]) => name).toSorted());
  expect(watched.filter(({ of }) => of !== null)).toEqual([]);
});

test('tell of each store by itself, of a second one while a first is told of already', () => {
  const at = (atMs: number, of: string): TimedSample => ({ metric: 'StoreSilent', value: 1, of, atMs });
  const silent = alarms.StoreSilent?.Properties;
  if (silent === undefined) throw new Error('StoreSilent is missing');
  const minutes = Array.from({ length: 12 }, (_, index) => index * 300_000);
  const samples = [...minutes.map((ms) => at(ms, 'one')), ...minutes.slice(6).map((ms) => at(ms, 'two'))];
  expect(firstAlarms(silent, samples, { fromMs: 0, untilMs: 3_600_000 })).toEqual([
    { of: 'one', atMs: 0 },
    { of: 'two', atMs: 1_800_000 },
  ]);
});

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-limits.html
test('look back for three hours at most, as AWS lets a query', () => {
  for (const [name, { Properties }] of ofStores()) {
    expect([name, watchedMetric(Properties).periodSeconds * Properties.EvaluationPeriods]).toSatisfy(
      ([, seconds]) => seconds <= 3 * 3_600,
    );
  }
});
