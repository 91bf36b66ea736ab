import { expect, test } from 'vitest';
import { readSchedule } from '../../../src/domain/promotion/schedule-expression.ts';

test.each([
  ['cron(0 9 ? * MON-FRI *)', { kind: 'cron', fields: ['0', '9', '?', '*', 'MON-FRI', '*'] }],
  ['rate(1 day)', { kind: 'rate', value: 1, unit: 'day' }],
  ['rate(90 minutes)', { kind: 'rate', value: 90, unit: 'minute' }],
  ['at(2026-12-24T09:00:30)', { kind: 'at', localTime: '2026-12-24T09:00', seconds: 30 }],
])('%s is taken apart', (expression, parts) => {
  expect(readSchedule(expression)).toEqual(parts);
});

test.each([
  'cron(0 9 * * ?)',
  'cron(0  9 * * ? *)',
  'rate(0 days)',
  'rate(10000 days)',
  'rate(1 week)',
  'at(2026-12-24)',
  'at(2026-12-24T09:00:60)',
  ' rate(1 day)',
])('%s is none', (expression) => {
  expect(readSchedule(expression)).toBeNull();
});
