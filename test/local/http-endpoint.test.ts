import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type HttpEndpoint, startHttpEndpoint } from '../../local/http-endpoint.ts';
import type { InvocationResult } from '../../local/lambda/execution-environment.ts';

let endpoint: HttpEndpoint;
let answer: (event: unknown) => Promise<InvocationResult>;
beforeAll(async () => {
  const invoke = (event: unknown) => answer(event);
  endpoint = await startHttpEndpoint(0, [{ method: 'POST', path: '/hooks/{store}', invoke }]);
});
afterAll(() => endpoint.close());

const returns = (value: unknown) => async (): Promise<InvocationResult> => ({ kind: 'returned', value });
const post = (path: string, init: RequestInit = {}) => fetch(endpoint.url + path, { method: 'POST', ...init });

test('listens on 127.0.0.1', () => {
  expect(endpoint.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
});

test('answers /healthz itself', async () => {
  const response = await fetch(`${endpoint.url}/healthz?from=probe`);
  expect([response.status, await response.json()]).toEqual([200, { status: 'ok' }]);
});

test('hands the path’s parts to the function, and its answer back', async () => {
  let seen: unknown;
  answer = async (event) => {
    seen = event;
    return { kind: 'returned', value: { statusCode: 202, headers: { 'x-made-up': 'yes' }, body: 'later' } };
  };
  const response = await post('/hooks/a%20b?x=1', { body: 'é', headers: { 'content-type': 'text/plain' } });
  expect([response.status, response.headers.get('x-made-up'), await response.text()]).toEqual([202, 'yes', 'later']);
  expect(seen).toMatchObject({
    routeKey: 'POST /hooks/{store}',
    pathParameters: { store: 'a b' },
    body: 'é',
    isBase64Encoded: false,
  });
});

test.each([
  ['an answer in base64', { statusCode: 200, body: '/wA=', isBase64Encoded: true }, 200, Buffer.from([0xff, 0])],
  ['an answer without a status', { hello: 1 }, 200, Buffer.from('{"hello":1}')],
  ['an answer that is malformed', { statusCode: 'x' }, 500, Buffer.from('{"message":"Internal Server Error"}')],
])('%s', async (_, value, status, body) => {
  answer = returns(value);
  const response = await post('/hooks/a');
  expect([response.status, Buffer.from(await response.arrayBuffer())]).toEqual([status, body]);
});

test('a function error is a 500 that tells nothing', async () => {
  answer = async () => ({ kind: 'failed', because: 'a secret' });
  const response = await post('/hooks/a');
  expect([response.status, await response.json()]).toEqual([500, { message: 'Internal Server Error' }]);
});

test.each([
  [10 * 1024 * 1024, 200],
  [10 * 1024 * 1024 + 1, 413],
])('a body of %i bytes is answered %i', async (bytes, status) => {
  answer = returns({ statusCode: 200 });
  expect((await post('/hooks/a', { body: Buffer.alloc(bytes) })).status).toBe(status);
});

test('repeated headers reach the function joined by commas', async () => {
  let headers: unknown;
  answer = async (event) => {
    headers = (event as { headers: unknown }).headers;
    return { kind: 'returned', value: { statusCode: 200 } };
  };
  const socket = connect(Number(new URL(endpoint.url).port), '127.0.0.1');
  socket.write(
    'POST /hooks/a HTTP/1.1\r\nHost: x\r\nX-Two: a\r\nx-two: b\r\nContent-Length: 0\r\nConnection: close\r\n\r\n',
  );
  expect(await text(socket)).toMatch(/^HTTP\/1\.1 200/);
  expect(headers).toMatchObject({ 'x-two': 'a,b' });
});

test('closing answers what is under way first', async () => {
  const own = await startHttpEndpoint(0, [
    {
      method: 'POST',
      path: '/slow',
      invoke: () => sleep(200, { kind: 'returned', value: { statusCode: 204 } }),
    },
  ]);
  const answered = fetch(`${own.url}/slow`, { method: 'POST' });
  await sleep(50);
  await own.close();
  expect((await answered).status).toBe(204);
});
