import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox/sandbox-server.ts';

const credentials = { username: 'user', password: 'pass' };

function post(sandbox: Sandbox, changeKey: string, customer = 'ana') {
  return fetch(`${sandbox.url}/v1/pvt/Customer/${customer}/points`, {
    method: 'POST',
    headers: { Authorization: `Basic ${btoa('user:pass')}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ Points: 10, OperationType: 0, Reason: 'Order 1', ChangeKey: changeKey }),
  });
}

describe('control over HTTP', () => {
  let sandbox: Sandbox;
  beforeEach(async () => {
    sandbox = await startSandbox(credentials);
  });
  afterEach(() => sandbox.close());

  const control = (method: string, path: string, body?: unknown) =>
    fetch(`${sandbox.url}/sandbox/${path}`, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });

  test('listens on this machine only', () => {
    expect(new URL(sandbox.url).hostname).toBe('127.0.0.1');
  });

  test('faults are put, seen and cleared', async () => {
    expect((await control('PUT', 'faults', [{ kind: 'status', status: 429, retryAfter: '3' }])).status).toBe(204);
    const busy = await post(sandbox, 'ADD-1');
    expect([busy.status, busy.headers.get('retry-after')]).toEqual([429, '3']);
    expect(await (await control('GET', 'faults')).json()).toEqual([
      { kind: 'status', status: 429, retryAfter: '3', when: 'before' },
    ]);
    expect((await control('DELETE', 'faults')).status).toBe(204);
    expect((await post(sandbox, 'ADD-1')).status).toBe(200);
  });

  test('a cut is a connection that breaks', async () => {
    await control('PUT', 'faults', [{ kind: 'cut', when: 'after', times: 1 }]);
    await expect(post(sandbox, 'ADD-1')).rejects.toThrow();
    expect(await (await control('GET', 'state')).json()).toMatchObject({
      balances: { ana: 10 },
      changes: [{ customer: 'ana', points: 10, changeKey: 'ADD-1', reason: 'Order 1', sent: 1 }],
      requests: { change: 1, upsert: 0, read: 0 },
    });
  });

  test('settings are changed and customers made known', async () => {
    await control('PATCH', 'settings', { customers: 'known' });
    expect(await (await post(sandbox, 'ADD-1')).json()).toMatchObject({ Result: { CustomerExists: false } });
    await control('POST', 'customers', ['ana']);
    expect(await (await post(sandbox, 'ADD-1')).json()).toMatchObject({ Result: { PointsBalance: 10 } });
  });

  test.each([
    ['PUT', 'faults', [{ kind: 'flood' }], 400],
    ['PUT', 'faults', { kind: 'cut' }, 400],
    ['PATCH', 'settings', { customers: 'some' }, 400],
    ['PATCH', 'settings', { colour: 'red' }, 400],
    ['POST', 'customers', [1], 400],
    ['GET', 'nothing', undefined, 404],
  ])('%s %s with %j is refused', async (method, path, body, status) => {
    expect((await control(method, path, body)).status).toBe(status);
  });
});

describe('the state file', () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'sandbox-'));
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  test('balances and used keys survive a restart, and a line cut off by a crash does not', async () => {
    const stateFile = join(directory, 'state.jsonl');
    const before = await startSandbox({ ...credentials, stateFile });
    await post(before, 'ADD-1');
    await post(before, 'ADD-2', 'bia');
    await before.close();
    const kept = readFileSync(stateFile, 'utf8');
    appendFileSync(stateFile, '{"kind":"change","customer":"ana","poi');

    const after = await startSandbox({ ...credentials, stateFile });
    expect(after.core.state().balances).toEqual({ ana: 10, bia: 10 });
    expect((await post(after, 'ADD-1')).status).toBe(400);
    expect((await post(after, 'ADD-3')).status).toBe(200);
    await after.close();
    expect(readFileSync(stateFile, 'utf8').startsWith(kept)).toBe(true);

    const last = await startSandbox({ ...credentials, stateFile });
    expect(last.core.state().balances).toEqual({ ana: 20, bia: 10 });
    await last.close();
  });
});
