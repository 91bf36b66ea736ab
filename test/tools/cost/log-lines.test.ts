import { expect, test } from 'vitest';
import { accessLogBytes, lambdaLogBytes } from '../../../tools/cost/log-lines.ts';

test('the access log has a line of nearly 200 bytes for a delivery', () => {
  const line =
    '{"requestId":"JKJaXmPLvHcESHA=","time":"08/Oct/2026:06:53:45 +0000","route":"POST /webhooks/woocommerce/{store}",' +
    '"status":"200","latencyMs":"213","functionStatus":"200","error":"-"}';
  expect(accessLogBytes).toBe(line.length);
});

test("Lambda's start and report have less than 500", () => {
  expect(lambdaLogBytes).toBeGreaterThan(400);
  expect(lambdaLogBytes).toBeLessThan(500);
});
