import { expect, test } from 'vitest';
import { patternOf } from '../../../cli/deliveries/read-log.ts';
import { readSeverities } from '../../../cli/deliveries/severities.ts';

test.each([
  ['error', ['error']],
  ['warning,error', ['warning', 'error']],
  ['warning, error', ['warning', 'error']],
  ['warnings', null],
  ['warning,', null],
  ['', null],
])('%s', (text, read) => {
  expect(readSeverities(text)).toEqual(read);
});

test('a log is asked for one of several values, for what can stand in a pattern, and for no more of them than a pattern holds', () => {
  expect(patternOf({ what: 'delivery', severity: ['warning', 'error'], store: undefined })).toBe(
    '{ $.message.what = "delivery" && ($.message.severity = "warning" || $.message.severity = "error") }',
  );
  expect(patternOf({ what: 'delivery', order: ['5001'], topic: 'a"b' })).toBe(
    '{ $.message.what = "delivery" && $.message.order = "5001" }',
  );
  expect(patternOf({ what: 'delivery', order: Array.from({ length: 11 }, (_, at) => String(at)) })).toBe(
    '{ $.message.what = "delivery" }',
  );
});
