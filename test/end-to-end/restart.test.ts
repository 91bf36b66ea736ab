import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { StateInUseError } from '../../local/state-lock.ts';
import { shopifyBytes } from '../fixtures/load.ts';
import { recordedDelivery, signedBody, startTestPlatform } from '../support/test-platform.ts';

let state: string;
beforeEach(async () => {
  state = await mkdtemp(join(tmpdir(), 'ponte-state-'));
});
afterEach(() => rm(state, { recursive: true }));

test('a restart on the same state keeps balances, records and what was still to be done', async () => {
  const first = await startTestPlatform({ state });
  await first.send(signedBody('shopify', shopifyBytes('orders-paid'), 'orders/paid'));
  first.sandbox.core.setFaults([{ kind: 'status', status: 503, operation: 'change' }]);
  expect(await first.send(recordedDelivery('007'))).toMatchObject({ status: 202 });
  await Promise.all([first.stop(), first.stop()]);
  await expect(fetch(`${first.url}/healthz`)).rejects.toThrow();

  const second = await startTestPlatform({ state });
  try {
    expect(await second.balance('ana.souza@example.com')).toBe(230);
    expect(await second.send(signedBody('shopify', shopifyBytes('orders-paid'), 'orders/paid'))).toMatchObject({
      outcome: { outcome: 'nothingToDo', message: 'already recorded' },
    });
    expect((await second.settled.until('18', 20_000))?.outcome).toBe('applied');
    expect(await second.balance('noor.devries@example.com')).toBe(52);
    expect(second.sandbox.core.state().changes).toHaveLength(2);
  } finally {
    await second.stop();
  }
});

test('two platforms on one state: the second one is told, and the first goes on', async () => {
  const first = await startTestPlatform({ state });
  await expect(startTestPlatform({ state })).rejects.toThrow(StateInUseError);
  expect((await fetch(`${first.url}/healthz`)).status).toBe(200);
  await first.stop();
  expect(await readdir(state)).not.toContain('lock');
});

test('the lock of a process that is gone counts for nothing', async () => {
  const gone = spawn(process.execPath, ['-e', '']);
  await once(gone, 'exit');
  await mkdir(state, { recursive: true });
  await writeFile(join(state, 'lock'), `${gone.pid}\n`);
  const platform = await startTestPlatform({ state });
  expect(await (await fetch(`${platform.url}/healthz`)).json()).toEqual({ status: 'ok' });
  await platform.stop();
});
