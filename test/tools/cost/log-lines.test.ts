import { expect, test } from 'vitest';
import { accessLogBytes, lambdaBytes, lambdaLogBytes } from '../../../tools/cost/log-lines.ts';

test('the access log has a line of less than 150 bytes for a delivery', () => {
  const line =
    '{"requestId":"JKJaXmPLvHcESHA=","route":"POST /webhooks/woocommerce/{store}",' +
    '"status":"200","latencyMs":"213","functionStatus":"200","error":"-"}';
  expect(accessLogBytes).toBe(line.length);
});

test('Lambda itself writes nothing of a success at the system log level of the service', () => {
  expect(lambdaLogBytes).toBe(0);
});

test('at the level INFO, its start and report have less than 500', () => {
  expect(lambdaBytes('INFO')).toBeGreaterThan(400);
  expect(lambdaBytes('INFO')).toBeLessThan(500);
});
