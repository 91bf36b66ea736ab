import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LoggedDelivery, openDeliveryLog } from '../../../local/deliveries/delivery-log.ts';
import { loggedExchange } from '../../../local/deliveries/log-exchange.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ponte-log-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const delivery = (path: string, bodyBase64 = ''): Omit<LoggedDelivery, 'number'> => ({
  at: '2026-12-01T00:00:00.000Z',
  path,
  store: null,
  platform: null,
  topic: null,
  orderName: null,
  headers: {},
  requestId: null,
  bodyBase64,
  status: 404,
  tookMs: 1,
  answer: null,
});

test('numbers go on after a restart, and a line half written is left out', () => {
  const file = join(folder, 'kept.jsonl');
  const log = openDeliveryLog(file);
  log.add(delivery('/a'));
  log.add(delivery('/b'));
  appendFileSync(file, '{"number":3,"at"');
  const again = openDeliveryLog(file);
  again.add(delivery('/c'));
  expect(again.after(1).map(({ number, path }) => [number, path])).toEqual([
    [2, '/b'],
    [3, '/c'],
  ]);
  expect([again.get()?.path, again.get(1)?.path, again.get(9)]).toEqual(['/c', '/a', undefined]);
});

test('the oldest go, by number and by size, in the file, too', () => {
  const file = join(folder, 'many.jsonl');
  const log = openDeliveryLog(file);
  for (let count = 0; count < 20_500; count += 1) log.add(delivery('/many'));
  expect(log.after(0)).toHaveLength(10_000);
  expect(log.after(0)[0]?.number).toBe(10_501);
  expect(log.after(20_498).map(({ number }) => number)).toEqual([20_499, 20_500]);
  expect(readFileSync(file, 'utf8').trimEnd().split('\n').length).toBeLessThanOrEqual(20_000);
  const large = openDeliveryLog(null);
  for (let count = 0; count < 5; count += 1) large.add(delivery('/large', 'A'.repeat(20 * 1024 * 1024)));
  expect(large.after(0).map(({ number }) => number)).toEqual([3, 4, 5]);
});

test('an exchange is logged with its outcome, and without what would let somebody sign or act', () => {
  const body = { severity: 'success', outcome: 'applied', reason: 'applied', message: 'applied' };
  const logged = loggedExchange(
    {
      request: {
        method: 'POST',
        target: '/webhooks/shopify/my-shop?x=1',
        rawHeaders: [
          'X-Shopify-Topic',
          'orders/paid',
          'X-Shopify-Hmac-Sha256',
          'abc',
          'Authorization',
          'Basic x',
          'Cookie',
          'a=b',
        ],
        body: Buffer.from('{}'),
        sourceIp: '127.0.0.1',
      },
      requestId: 'made-up',
      taken: { key: 'POST /webhooks/shopify/{store}', pathParameters: { store: 'my-shop' } },
      answer: { status: 200, body: JSON.stringify(body) },
      tookMs: 12,
    },
    0,
  );
  expect(logged).toEqual({
    at: '1970-01-01T00:00:00.000Z',
    path: '/webhooks/shopify/my-shop',
    store: 'my-shop',
    platform: 'shopify',
    orderName: null,
    topic: 'orders/paid',
    headers: {
      'x-shopify-topic': 'orders/paid',
      'x-shopify-hmac-sha256': '***',
      authorization: '***',
      cookie: '***',
    },
    requestId: 'made-up',
    bodyBase64: 'e30=',
    status: 200,
    tookMs: 12,
    answer: body,
  });
});
