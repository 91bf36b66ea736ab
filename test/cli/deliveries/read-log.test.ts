import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, expect, test, vi } from 'vitest';
import { readAgo } from '../../../cli/commands/deliveries.ts';
import { deliveriesOf, readDeliveryLine } from '../../../cli/deliveries/read-log.ts';
import { describeDelivery } from '../../../cli/deliveries.ts';
import { timesOf } from '../../../cli/times.ts';
import { logLine } from '../../../src/aws/cloudwatch/event-table.ts';
import { outcome } from '../../../src/domain/outcome.ts';

const AT = '2026-11-30T15:46:03.626Z';

/** A line as Lambda's log format JSON writes what a function logs of a delivery. */
function written(order: string): string {
  const line = logLine({
    kind: 'deliveryHandled',
    platform: 'shopify',
    store: 'acme',
    topic: 'orders/paid',
    delivery: 'd-1',
    tookMs: 31,
    outcome: {
      ...outcome('applied', 'applied', order),
      entries: [{ changeKey: 'ADD-***-10-5001', points: 10, outcome: 'applied' }],
    },
  });
  return JSON.stringify({ timestamp: AT, level: 'INFO', requestId: 'r', message: line?.fields });
}

afterEach(() => vi.unstubAllEnvs());

test('a line of the log is read as its function writes it', () => {
  const line = readDeliveryLine(written('5001'));
  expect(line).toMatchObject({
    at: AT,
    store: 'acme',
    topic: 'orders/paid',
    order: '5001',
    severity: 'success',
    tookMs: 31,
  });
  const times = timesOf([{ id: 'acme', timeZone: 'America/Sao_Paulo' }]);
  expect(line && describeDelivery(line, times).text).toBe(
    '2026-11-30 12:46:03 UTC-3  orders/paid → acme, order 5001, 31 ms\n  applied (+10 applied)',
  );
});

test.each(['', 'START RequestId', '{"message":{"what":"sweep"}}', '{"message":"text"}'])('no delivery: %s', (text) => {
  expect(readDeliveryLine(text)).toBeNull();
});

test('a stage is asked for both of its functions, page after page', async () => {
  const asked: { readonly logGroupName: string; readonly startTime: number; readonly nextToken?: string }[] = [];
  const server = createServer(async (request, response) => {
    const ask = JSON.parse(await text(request));
    asked.push(ask);
    const isFirst = ask.nextToken === undefined && ask.logGroupName.endsWith('-shopify');
    const events = ask.logGroupName.endsWith('-shopify')
      ? [{ message: written(isFirst ? '1' : '2') }, { message: 'x' }]
      : [];
    response.setHeader('content-type', 'application/x-amz-json-1.1');
    response.end(JSON.stringify({ events, ...(isFirst && { nextToken: 'more' }) }));
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  vi.stubEnv('AWS_ENDPOINT_URL_CLOUDWATCH_LOGS', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  vi.stubEnv('AWS_REGION', 'sa-east-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'made-up');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'made-up');
  const orders: (string | null)[] = [];
  for await (const line of deliveriesOf('prod', 1_700_000_000_000, AbortSignal.timeout(10_000)))
    orders.push(line.order);
  server.close();
  expect(orders).toEqual(['1', '2']);
  expect(asked.map(({ logGroupName, nextToken }) => [logGroupName, nextToken])).toEqual([
    ['/aws/lambda/ponte-prod-shopify', undefined],
    ['/aws/lambda/ponte-prod-shopify', 'more'],
    ['/aws/lambda/ponte-prod-woocommerce', undefined],
  ]);
  expect(asked[0]).toMatchObject({ filterPattern: '{ $.message.what = "delivery" }', startTime: 1_700_000_000_000 });
});

test('how long ago', () => {
  expect([readAgo('30m'), readAgo('6h'), readAgo('2d')]).toEqual([1_800_000, 21_600_000, 172_800_000]);
  for (const text of ['', '0h', '2w', '-1h', 'h']) expect(() => readAgo(text)).toThrow('30m, 6h or 2d');
});
