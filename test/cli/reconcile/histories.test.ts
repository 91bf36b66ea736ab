import { expect, test } from 'vitest';
import type { Connection } from '../../../cli/connection.ts';
import { openHistories } from '../../../cli/reconcile/histories.ts';
import { type Sandbox, startSandbox } from '../../../sandbox/sandbox-server.ts';
import type { SandboxSettings } from '../../../sandbox/settings.ts';
import { CLOSED } from '../../../src/domain/circuit.ts';
import { type Pace, paceAt } from '../../../src/domain/pace.ts';
import type { StoreSecrets } from '../../../src/ports/secrets-reader.ts';
import { createModelAccountStates } from '../../support/models/account-states.ts';
import { storeWith } from '../../support/planning.ts';
import { ACCOUNT } from '../../support/posting-bench.ts';

const T = Date.parse('2026-11-30T12:00:00Z');
const credentials = { username: 'made-up', password: 'made-up-password' };
const SECRETS = { bonifiq: credentials, version: '1' } as unknown as StoreSecrets;

/** BonifiQ over HTTP, in a time of its own that waiting passes. */
async function startAccount(settings: Partial<SandboxSettings> = {}) {
  let nowMs = T;
  const sandbox: Sandbox = await startSandbox({ ...credentials, ...settings, now: () => nowMs });
  const states = createModelAccountStates();
  const store = storeWith();
  const signal = AbortSignal.timeout(20_000);
  const sleep = async (ms: number) => {
    nowMs += ms;
  };
  const deadline = { now: () => nowMs, endsAtMs: T + 86_400_000, signal, sleep };
  const connection = {
    bonifiqBaseUrl: sandbox.url,
    accountStates: states,
    config: async () => ({ settling: { account: ACCOUNT } }),
  } as unknown as Connection;
  const histories = await openHistories(connection, store, SECRETS, { zone: undefined, rate: 5 }, deadline);
  return {
    sandbox,
    histories,
    passedMs: () => nowMs - T,
    state: async () => (await states.load(store.account, signal))?.record ?? null,
    pace: (pace: Pace) => states.save(store.account, { circuit: CLOSED, pace }, 0, signal),
  };
}

test('an account that shows no limit is called five times a second', async () => {
  const { sandbox, histories, passedMs, state } = await startAccount();
  for (let number = 0; number < 10; number += 1)
    expect(await histories.history(`${number}@example.com`)).toEqual({ kind: 'read', items: [] });
  expect(passedMs()).toBe(2_000);
  expect(await state()).toBeNull();
  await sandbox.close();
});

test('an account that says "not now" is asked at its pace, which is told to all', async () => {
  const { sandbox, histories, passedMs, state } = await startAccount({
    rateLimit: { callsPerSecond: 2, window: 'sliding' },
  });
  for (let number = 0; number < 60; number += 1)
    expect(await histories.history(`${number}@example.com`)).toMatchObject({ kind: 'read' });
  expect(passedMs()).toBeGreaterThanOrEqual(29_000);
  expect(passedMs()).toBeLessThan(60_000);
  expect(sandbox.core.state().limited).toBeLessThan(12);
  expect((await state())?.pace).not.toBeNull();
  await sandbox.close();
}, 30_000);

test('orders that wait for their slots go first', async () => {
  const { sandbox, histories, passedMs, pace } = await startAccount();
  await pace({ ...paceAt(10, T), cuts: 1, lineEndsAtMs: T + 40_000 });
  await histories.history('a@example.com');
  expect(passedMs()).toBeGreaterThanOrEqual(39_000);
  await sandbox.close();
});

test('one that does not answer is not asked for ever', async () => {
  const { sandbox, histories } = await startAccount();
  sandbox.core.setFaults([{ kind: 'status', status: 503, operation: 'read' }]);
  await expect(histories.history('a@example.com')).rejects.toThrow('BonifiQ does not answer');
  expect(sandbox.core.state().requests.read).toBe(4);
  await sandbox.close();
});
