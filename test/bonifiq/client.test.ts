import { createServer, type RequestListener, type Server } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Fault } from '../../sandbox/faults.ts';
import { close, listen } from '../../sandbox/loopback.ts';
import { type Sandbox, startSandbox } from '../../sandbox/sandbox-server.ts';
import { usedKeyWordings } from '../../sandbox/settings.ts';
import { createBonifiqClient } from '../../src/bonifiq/client.ts';
import { createBonifiqHistoryClient } from '../../src/bonifiq/history.ts';
import { describeBonifiqClient } from '../support/conformance/bonifiq-client.ts';
import { changeOf, credentials, meaning, never } from '../support/loyalty-api.ts';

describeBonifiqClient('HTTP client and sandbox', async (customers) => {
  const sandbox = await startSandbox({ ...credentials, customers });
  const options = { baseUrl: sandbox.url, attemptTimeoutMs: 2_000 };
  return {
    api: { ...createBonifiqClient(options), ...createBonifiqHistoryClient(options) },
    credentials,
    balance: (customer) => sandbox.core.state().balances[customer] ?? 0,
    close: sandbox.close,
  };
});

describe('the client under faults of the API', () => {
  let sandbox: Sandbox;
  const balance = () => sandbox.core.state().balances['ana@example.com'] ?? 0;
  const change = (timeoutMs = 2_000, signal = never) =>
    createBonifiqClient({ baseUrl: sandbox.url, attemptTimeoutMs: timeoutMs }).change(
      changeOf({}),
      credentials,
      signal,
    );

  beforeEach(async () => {
    sandbox = await startSandbox(credentials);
  });
  afterEach(() => sandbox.close());

  // fault, result, balance after it; then the result and balance of a second attempt without fault
  test.each<[string, Fault, string, number, string]>([
    ['500 before', { kind: 'status', status: 500 }, 'unknown', 0, 'applied'],
    ['500 after', { kind: 'status', status: 500, when: 'after' }, 'unknown', 10, 'alreadyApplied'],
    ['401', { kind: 'status', status: 401 }, 'credentialsRefused', 0, 'applied'],
    ['cut before', { kind: 'cut' }, 'unknown', 0, 'applied'],
    ['cut after', { kind: 'cut', when: 'after' }, 'unknown', 10, 'alreadyApplied'],
    ['bad JSON', { kind: 'badJson' }, 'unknown', 10, 'alreadyApplied'],
    ['empty 200', { kind: 'empty' }, 'unknown', 10, 'alreadyApplied'],
    ['502 in HTML', { kind: 'badGateway' }, 'unknown', 0, 'applied'],
    ['502 in HTML after', { kind: 'badGateway', when: 'after' }, 'unknown', 10, 'alreadyApplied'],
    ['older envelope', { kind: 'olderEnvelope' }, 'applied', 10, 'alreadyApplied'],
    ['camelCase envelope', { kind: 'camelCaseEnvelope' }, 'applied', 10, 'alreadyApplied'],
    ['warning', { kind: 'warning' }, 'applied', 10, 'alreadyApplied'],
    ['error with 200', { kind: 'refusal' }, 'refused', 0, 'applied'],
    ['latency', { kind: 'latency', ms: 50 }, 'applied', 10, 'alreadyApplied'],
  ])('%s', async (_name, fault, first, balanceAfter, second) => {
    sandbox.core.setFaults([{ ...fault, times: 1 }]);
    expect(meaning(await change()).kind).toBe(first);
    expect(balance()).toBe(balanceAfter);
    expect(meaning(await change(), 'unknown').kind).toBe(second);
    expect(balance()).toBe(10);
  });

  test('a warning is told', async () => {
    sandbox.core.setFaults([{ kind: 'warning' }]);
    expect(meaning(await change())).toMatchObject({
      kind: 'applied',
      warning: 'apiWarning',
      code: { codeName: 'SandboxWarning' },
    });
  });

  test('429 with Retry-After', async () => {
    sandbox.core.setFaults([{ kind: 'status', status: 429, retryAfter: '7' }]);
    expect(meaning(await change())).toMatchObject({ kind: 'unknown', retryAfterMs: 7_000, code: { status: 429 } });
  });

  test.each(['before', 'after'] as const)('a hang %s taking effect ends at the timeout', async (when) => {
    sandbox.core.setFaults([{ kind: 'hang', when }]);
    const startedAt = performance.now();
    expect(await change(150)).toEqual({ kind: 'unanswered', why: 'timeout' });
    expect(performance.now() - startedAt).toBeLessThan(1_500);
    expect(balance()).toBe(when === 'after' ? 10 : 0);
  });

  test("the caller's deadline ends an attempt under way", async () => {
    sandbox.core.setFaults([{ kind: 'hang' }]);
    expect(await change(10_000, AbortSignal.timeout(100))).toEqual({ kind: 'unanswered', why: 'timeout' });
  });

  test.each(usedKeyWordings)('a used key, worded as %s', async (usedKeyWording) => {
    sandbox.core.configure({ usedKeyWording });
    await change();
    // A bare number is not known by default: it must be configured.
    expect(meaning(await change(), 'unknown').kind).toBe(
      usedKeyWording === 'errorCode400' ? 'needsChecking' : 'alreadyApplied',
    );
    expect(balance()).toBe(10);
  });

  test('one connection serves many calls; a broken one is replaced', async () => {
    const client = createBonifiqClient({ baseUrl: `${sandbox.url}/`, attemptTimeoutMs: 2_000 });
    const send = (n: number) => client.change(changeOf({ changeKey: `ADD-${n}` }), credentials, never);
    for (const n of [1, 2, 3]) expect(meaning(await send(n)).kind).toBe('applied');
    expect(sandbox.connections()).toBe(1);
    sandbox.core.setFaults([{ kind: 'cut', times: 1 }]);
    expect(await send(4)).toEqual({ kind: 'unanswered', why: 'network' });
    expect(meaning(await send(4), 'unknown').kind).toBe('applied');
    expect(sandbox.connections()).toBe(2);
  });
});

describe('the client on the wire', () => {
  let server: Server | null = null;
  async function serve(listener: RequestListener): Promise<string> {
    server = createServer(listener);
    return listen(server, 0);
  }
  const change = (baseUrl: string, attemptTimeoutMs = 2_000) =>
    createBonifiqClient({ baseUrl, attemptTimeoutMs }).change(changeOf({}), credentials, never);

  afterEach(async () => {
    if (server !== null) await close(server);
    server = null;
  });

  test('method, path under the base URL, and headers', async () => {
    let seen = {};
    const url = await serve((request, response) => {
      const { method, url: path, headers } = request;
      seen = { method, path, authorization: headers.authorization, contentType: headers['content-type'] };
      response.end('{}');
    });
    await change(`${url}/bonifiq/`);
    expect(seen).toEqual({
      method: 'POST',
      path: '/bonifiq/v1/pvt/Customer/ana%40example.com/points',
      // base64 of "APIUSER-loja:sandbox-pass:wörd" in UTF-8
      authorization: 'Basic QVBJVVNFUi1sb2phOnNhbmRib3gtcGFzczp3w7ZyZA==',
      contentType: 'application/json',
    });
  });

  test('nobody listens', async () => {
    const url = await serve(() => {});
    if (server !== null) await close(server);
    server = null;
    expect(await change(url)).toEqual({ kind: 'unanswered', why: 'network' });
  });

  test('a body of 1 MiB is read, a longer one is not', async () => {
    const url = await serve((request, response) => {
      request.resume();
      response.end('x'.repeat(request.url?.startsWith('/long') ? 1024 * 1024 + 1 : 1024 * 1024));
    });
    expect(await change(url)).toMatchObject({ kind: 'answered', status: 200 });
    expect(await change(`${url}/long`)).toEqual({ kind: 'unanswered', why: 'network' });
  });

  test('an answer that stops half-way', async () => {
    const url = await serve((_request, response) => {
      response.writeHead(200, { 'Content-Length': 100 }).write('{"Result"', () => response.destroy());
    });
    expect(await change(url)).toEqual({ kind: 'unanswered', why: 'network' });
  });

  test('a body that trickles does not outlast the timeout', async () => {
    const url = await serve((_request, response) => {
      const trickle = setInterval(() => response.write(' '), 20);
      response.on('close', () => clearInterval(trickle));
    });
    expect(await change(url, 200)).toEqual({ kind: 'unanswered', why: 'timeout' });
  });

  test('an attempt that timed out lets go of its connection', async () => {
    const { promise: letGo, resolve } = Promise.withResolvers<void>();
    const url = await serve((request) => request.socket.on('close', resolve));
    await change(url, 50);
    await letGo;
  });

  test('a redirect is not followed', async () => {
    let requests = 0;
    const url = await serve((_request, response) => {
      requests += 1;
      response.writeHead(307, { Location: '/elsewhere' }).end();
    });
    expect(meaning(await change(url)).kind).toBe('unknown');
    expect(requests).toBe(1);
  });

  test('a byte order mark before the JSON', async () => {
    const url = await serve((_request, response) => response.end('\ufeff{"Result":{"PointsBalance":5}}'));
    expect(meaning(await change(url))).toMatchObject({ kind: 'applied', balance: 5 });
  });

  test.each(['http://example.com', 'ftp://example.com', 'file:///etc/passwd', 'not a url'])(
    '%s is no base URL',
    (baseUrl) => {
      expect(() => createBonifiqClient({ baseUrl, attemptTimeoutMs: 1 })).toThrow(TypeError);
    },
  );
});
