import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { type MetricName, metricTable } from '../../src/aws/cloudwatch/metric-table.ts';
import { reasonMetrics } from '../../src/aws/cloudwatch/reason-metrics.ts';
import { nextSteps } from '../../src/domain/next-steps.ts';
import { parkedReasons } from '../../src/domain/parked-reasons.ts';
import { type Reason, reasons } from '../../src/domain/reasons.ts';
import { watchedMetric } from '../support/template/watched-metric.ts';

interface Alarm {
  readonly Properties: object;
}

const root = join(import.meta.dirname, '../..');
const text = readFileSync(join(root, 'docs/operating.md'), 'utf8');
const names = Object.keys(reasons) as Reason[];

/** The metrics of our own that an alarm looks at. */
let watched: Set<string>;
beforeAll(async () => {
  const resolveVariable = async () => 'ponte-prod';
  const { alarms } = await import(join(root, 'deploy/alarms.js'));
  const metrics = Object.values<Alarm>(await alarms({ resolveVariable })).map(({ Properties }) =>
    watchedMetric(Properties),
  );
  watched = new Set(metrics.filter(({ namespace }) => namespace === 'ponte-prod').map(({ metric }) => metric));
});

describe('a reason that asks something of a person', () => {
  const asking = names.filter((name) => !(name in parkedReasons) && !nextSteps[name].startsWith('nothing'));

  test('is there', () => {
    expect(asking.length).toBeGreaterThan(10);
  });

  test.each(asking)('%s is counted, and an alarm looks at it', (name) => {
    expect(watched).toContain(reasonMetrics[name]);
  });

  test('or has been parked is told of by the alarms on what is parked', () => {
    expect([...watched]).toEqual(expect.arrayContaining(['Parked', 'StillParked']));
  });

  test('is the only one that is', () => {
    expect(Object.keys(reasonMetrics).filter((name) => !asking.includes(name as Reason))).toEqual([]);
  });
});

test('a metric has an alarm, or the runbook says that nobody has to look', () => {
  const [, harmless = ''] = /^What else is counted: ([\s\S]*?)\n\n/m.exec(text) ?? [];
  const unwatched = (Object.keys(metricTable) as MetricName[]).filter((name) => !watched.has(name));
  expect(unwatched.filter((name) => !harmless.includes(`\`${name}\``))).toEqual([]);
});
