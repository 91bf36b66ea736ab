import { expect, test } from 'vitest';
import { type HttpRequest, toHttpApiEvent } from '../../local/http-api-event.ts';

const route = { key: 'POST /webhooks/shopify/{store}', pathParameters: { store: 'demo-shopify' } };
const at = { requestId: 'id-1', nowMs: Date.UTC(2026, 10, 3, 9, 8, 7) };

function request(given: Partial<Omit<HttpRequest, 'body'>> & { body?: string | Buffer } = {}): HttpRequest {
  return {
    method: 'POST',
    target: '/webhooks/shopify/demo-shopify',
    rawHeaders: ['Content-Type', 'application/json'],
    sourceIp: '127.0.0.1',
    ...given,
    body: Buffer.from(given.body ?? '{"id":1}'),
  };
}

test('has the documented shape', () => {
  const rawHeaders = [
    'Host',
    'localhost:3000',
    'User-Agent',
    'made-up/1',
    'Content-Type',
    'application/json',
    'X-Two',
    'a',
    'Cookie',
    'one=1; two=2',
    'x-two',
    'b',
  ];
  const target = '/webhooks/shopify/demo-shopify?a=1&a=2&b=x%20y';
  expect(toHttpApiEvent(request({ rawHeaders, target }), route, at)).toEqual({
    version: '2.0',
    routeKey: 'POST /webhooks/shopify/{store}',
    rawPath: '/webhooks/shopify/demo-shopify',
    rawQueryString: 'a=1&a=2&b=x%20y',
    cookies: ['one=1', 'two=2'],
    headers: { host: 'localhost:3000', 'user-agent': 'made-up/1', 'content-type': 'application/json', 'x-two': 'a,b' },
    queryStringParameters: { a: '1,2', b: 'x y' },
    requestContext: {
      accountId: '000000000000',
      apiId: 'local',
      domainName: 'localhost:3000',
      domainPrefix: 'local',
      http: {
        method: 'POST',
        path: '/webhooks/shopify/demo-shopify',
        protocol: 'HTTP/1.1',
        sourceIp: '127.0.0.1',
        userAgent: 'made-up/1',
      },
      requestId: 'id-1',
      routeKey: 'POST /webhooks/shopify/{store}',
      stage: '$default',
      time: '03/Nov/2026:09:08:07 +0000',
      timeEpoch: at.nowMs,
    },
    pathParameters: { store: 'demo-shopify' },
    body: '{"id":1}',
    isBase64Encoded: false,
  });
});

test('leaves out what is not there', () => {
  const event = toHttpApiEvent(request({ body: '', rawHeaders: [] }), { ...route, pathParameters: {} }, at);
  expect(event).toMatchObject({ rawQueryString: '', headers: {}, isBase64Encoded: false });
  for (const absent of ['cookies', 'queryStringParameters', 'pathParameters', 'body'])
    expect(event).not.toHaveProperty(absent);
});

test.each([
  'application/json',
  'application/json; charset=utf-8',
  'application/vnd.shopify+json',
  'application/xml',
  'application/javascript',
  'text/plain',
  'Text/HTML',
])('a body of type %s comes as text', (type) => {
  const event = toHttpApiEvent(request({ rawHeaders: ['Content-Type', type], body: 'é' }), route, at);
  expect([event.isBase64Encoded, event.body]).toEqual([false, 'é']);
});

test.each([['application/x-www-form-urlencoded'], ['application/octet-stream'], ['application/jsonp'], [undefined]])(
  'a body of type %s comes as base64',
  (type) => {
    const rawHeaders = type === undefined ? [] : ['Content-Type', type];
    const event = toHttpApiEvent(request({ rawHeaders, body: Buffer.from([0xff, 0x00]) }), route, at);
    expect([event.isBase64Encoded, event.body]).toEqual([true, '/wA=']);
  },
);
