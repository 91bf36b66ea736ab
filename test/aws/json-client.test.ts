import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { close, listen } from '../../sandbox/loopback.ts';
import { createJsonClient } from '../../src/aws/json-client.ts';

const SERVICE = { name: 'dynamodb', target: 'DynamoDB_20120810', maxAttempts: 4, baseDelayMs: 25 };
const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'made-up', sessionToken: 'made-up-token' };
const HOUR_MS = 3_600_000;

interface Asked {
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

type Answer = (response: ServerResponse) => void;

const answers = (status: number, body: string, headers: Record<string, string> = {}): Answer => {
  return (response) => response.writeHead(status, headers).end(body);
};
const fails = (status: number, type: string, headers = {}) =>
  answers(status, JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${type}`, message: 'told' }), headers);
const succeeds = answers(200, '{"Item":{}}');

let script: Answer[];
let asked: Asked[];
let url: URL;
let server: Server;
const requestHandler = new NodeHttpHandler();
beforeEach(async () => {
  [script, asked] = [[], []];
  server = createServer(async (request, response) => {
    asked.push({ headers: request.headers, body: await text(request) });
    (script.shift() ?? succeeds)(response);
  });
  url = new URL(await listen(server, 0));
  // Retries are not waited for.
  vi.spyOn(Math, 'random').mockReturnValue(0);
});
afterEach(async () => {
  vi.restoreAllMocks();
  requestHandler.destroy();
  await close(server);
});

const newClient = () => createJsonClient(SERVICE, { region: 'sa-east-1', credentials, requestHandler });
const get = (signal = AbortSignal.timeout(5_000), client = newClient()) =>
  client('GetItem', '{"TableName":"t"}', { url, signal });

test('asks as DynamoDB expects it', async () => {
  expect(await get()).toBe('{"Item":{}}');
  expect(asked).toHaveLength(1);
  expect(asked[0]).toMatchObject({
    body: '{"TableName":"t"}',
    headers: {
      host: url.host,
      'content-type': 'application/x-amz-json-1.0',
      'content-length': '17',
      'x-amz-target': 'DynamoDB_20120810.GetItem',
      'x-amz-security-token': 'made-up-token',
    },
  });
});

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html */
test('signs as AWS documents it', async () => {
  await get();
  const [{ headers, body } = { headers: {}, body: '' }] = asked;
  const sha256 = (content: string) => createHash('sha256').update(content).digest('hex');
  const hmac = (key: string | Buffer, content: string) => createHmac('sha256', key).update(content).digest();
  const signed = /SignedHeaders=([^,]+)/.exec(headers.authorization ?? '')?.[1] ?? '';
  expect(signed.split(';')).toEqual(
    expect.arrayContaining(['host', 'x-amz-date', 'x-amz-security-token', 'x-amz-target']),
  );
  const lines = signed.split(';').map((name) => `${name}:${headers[name]}\n`);
  const canonical = ['POST', '/', '', lines.join(''), signed, sha256(body)].join('\n');
  const time = String(headers['x-amz-date']);
  const scope = `${time.slice(0, 8)}/sa-east-1/dynamodb/aws4_request`;
  const toSign = ['AWS4-HMAC-SHA256', time, scope, sha256(canonical)].join('\n');
  const key = scope.split('/').reduce<string | Buffer>((before, part) => hmac(before, part), 'AWS4made-up');
  expect(headers.authorization).toBe(
    `AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/${scope}, SignedHeaders=${signed}, Signature=${hmac(key, toSign).toString('hex')}`,
  );
  expect(Math.abs(Date.parse(time.replace(/(....)(..)(..T..)(..)/, '$1-$2-$3:$4:')) - Date.now())).toBeLessThan(10_000);
});

describe('tries again', () => {
  const resets: Answer = (response) => response.destroy();
  const breaksOff: Answer = (response) => {
    response.writeHead(200, { 'content-length': '1000' }).write('{"Item":');
    setTimeout(() => response.destroy(), 20);
  };
  test.each<[string, Answer]>([
    ['a table that is throttled', fails(400, 'ProvisionedThroughputExceededException')],
    ['an account that is throttled', fails(400, 'ThrottlingException')],
    ['429, whoever says it', answers(429, '')],
    ['500', fails(500, 'InternalServerError')],
    ['503 of something that is not DynamoDB', answers(503, '<html></html>')],
    ['a connection that is reset', resets],
    ['half an answer', breaksOff],
  ])('after %s', async (_, trouble) => {
    script = [trouble, trouble];
    expect(await get()).toBe('{"Item":{}}');
    expect(asked).toHaveLength(3);
    expect(new Set(asked.map(({ body }) => body))).toEqual(new Set(['{"TableName":"t"}']));
  });

  test('after a pause that chance shortens: twenty times longer where it was throttled', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0.2);
    script = [fails(400, 'ThrottlingException')];
    const startedAt = performance.now();
    await get();
    // A fifth of the second that the SDK's standard mode takes.
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(195);
  });

  test('and no more than the attempts that there are', async () => {
    script = Array.from({ length: 9 }, () => fails(500, 'InternalServerError'));
    await expect(get()).rejects.toMatchObject({
      name: 'InternalServerError',
      message: 'told',
      $fault: 'server',
      $metadata: { httpStatusCode: 500 },
    });
    expect(asked).toHaveLength(4);
  });

  test('when a kept connection was closed meanwhile, as it is in a container that was frozen', async () => {
    const client = newClient();
    await get(undefined, client);
    server.closeAllConnections();
    expect(await get(undefined, client)).toBe('{"Item":{}}');
  });

  test('where nobody listens, and tells so', async () => {
    await close(server);
    await expect(get()).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});

describe('does not try again', () => {
  test.each([
    'ConditionalCheckFailedException',
    'ValidationException',
    'ExpiredTokenException',
    'AccessDeniedException',
  ])('%s', async (name) => {
    script = [fails(400, name)];
    await expect(get()).rejects.toMatchObject({ name, $fault: 'client', $metadata: { httpStatusCode: 400 } });
    expect(asked).toHaveLength(1);
  });

  test('an answer that comes too late', async () => {
    let closed = false;
    script = [
      (response) => {
        response.once('close', () => {
          closed = true;
        });
      },
    ];
    const startedAt = performance.now();
    await expect(get(AbortSignal.timeout(100))).rejects.toThrow();
    expect(performance.now() - startedAt).toBeLessThan(2_000);
    await sleep(50);
    expect({ closed, asked: asked.length }).toEqual({ closed: true, asked: 1 });
  });

  test('what nobody waits for any more', async () => {
    await expect(get(AbortSignal.abort())).rejects.toThrow();
    expect(asked).toHaveLength(0);
    const controller = new AbortController();
    script = [
      (response) => {
        controller.abort();
        response.writeHead(500).end();
      },
    ];
    await expect(get(controller.signal)).rejects.toThrow();
    await sleep(50);
    expect(asked).toHaveLength(1);
  });
});

describe('a clock that is wrong', () => {
  const atHour = (hours: number) => new Date(Date.now() + hours * HOUR_MS);
  const signedAt = ({ headers }: Asked) =>
    Date.parse(String(headers['x-amz-date']).replace(/(....)(..)(..T..)(..)/, '$1-$2-$3:$4:'));

  test.each([1, -1])("is put right by the service's, %i hours ahead, and stays so", async (hours) => {
    const client = newClient();
    const date = atHour(hours);
    script = [fails(400, 'InvalidSignatureException', { date: date.toUTCString() })];
    await get(undefined, client);
    await get(undefined, client);
    expect(asked).toHaveLength(3);
    for (const one of asked.slice(1)) expect(Math.abs(signedAt(one) - date.getTime())).toBeLessThan(60_000);
  });

  test('is not what a wrong signature at the right time comes from', async () => {
    script = [fails(400, 'InvalidSignatureException', { date: atHour(0).toUTCString() })];
    await expect(get()).rejects.toThrow('told');
    expect(asked).toHaveLength(1);
  });

  test('is not put right for every refusal', async () => {
    script = [fails(400, 'ConditionalCheckFailedException', { date: atHour(1).toUTCString() })];
    await expect(get()).rejects.toThrow('told');
    expect(asked).toHaveLength(1);
  });
});
