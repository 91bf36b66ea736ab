import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { metricTable } from '../../src/aws/cloudwatch/metric-table.ts';

const page = readFileSync('docs/cost.md', 'utf8');

test('the fixed part counts the alarms of the template, and those that are billed by what their query finds', () => {
  const shape = readFileSync('test/support/template/expected-shape.txt', 'utf8');
  const [, all] = /^(\d+) × AWS::CloudWatch::Alarm$/m.exec(shape) ?? [];
  const ofStores = [...shape.matchAll(/: SELECT SUM\(\w+\) FROM /g)].length;
  const alarms = Number(all) - ofStores;
  expect(ofStores).toBe(7);
  expect(page).toContain(
    `\n| ${alarms} alarms, one dashboard | quoted at 0.10 and 3.00: ${(alarms / 10 + 3).toFixed(2)} |`,
  );
});

test('and the metrics, among them the one that is counted from the log of the API', () => {
  const ofAll = Object.values(metricTable).filter(({ dimension }) => dimension !== 'Store');
  const metrics = ofAll.length + 1;
  const bySeverity = metrics + 2;
  expect(page).toContain(
    `\n| ${metrics} metrics, one of them with three severities | quoted at 0.30 each: ${(bySeverity * 0.3).toFixed(2)} for all ${bySeverity};`,
  );
});
