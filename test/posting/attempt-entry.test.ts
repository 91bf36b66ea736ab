import { describe, expect, test } from 'vitest';
import { createBonifiqApi } from '../../src/bonifiq/bonifiq-api.ts';
import type { Reply } from '../../src/bonifiq/client.ts';
import type { PriorAttempts } from '../../src/domain/post-result.ts';
import type { Reason } from '../../src/domain/reasons.ts';
import type { SecretsResult } from '../../src/ports/secrets-reader.ts';
import type { PonteEvent } from '../../src/ports/telemetry.ts';
import { attemptEntry, openAccount } from '../../src/posting/attempt-entry.ts';
import { createCircuitBreaker } from '../../src/posting/circuit-breaker.ts';
import { createModelAccountStates } from '../support/models/account-states.ts';
import { NOW_MS } from '../support/planning.ts';
import {
  ACCOUNT,
  awarded,
  balanceReply,
  replies,
  scriptedApi,
  secretOf,
  secretsOf,
  storeOf,
  workOf,
} from '../support/posting-bench.ts';
import { warningsOf } from '../support/warnings-of.ts';

const [entry] = awarded.entries;
if (entry === undefined) throw new Error('the award is missing');
const unavailable: SecretsResult = { kind: 'unavailable', because: 'InternalServiceError' };

function accountOf(script: readonly Reply[], reread: SecretsResult = secretOf('1')) {
  const client = scriptedApi(script);
  const events: PonteEvent[] = [];
  const account = {
    loyaltyApi: createBonifiqApi(client),
    secrets: secretsOf(secretOf('1'), reread),
    circuitBreaker: createCircuitBreaker(createModelAccountStates(), ACCOUNT, 'delivery'),
    newLeaseHolder: () => 'this attempt',
    emit: (event: PonteEvent) => events.push(event),
  };
  return { account, client, events };
}

async function post(
  { account, client, events }: ReturnType<typeof accountOf>,
  { store = storeOf(), prior = 'none' as PriorAttempts, record = awarded, deadline = workOf(), points = 100 } = {},
) {
  const opened = await openAccount(account, store, deadline);
  if (opened.kind !== 'usable' || entry === undefined) throw new Error('the account is closed');
  const attempt = { store, record, entry: { ...entry, points }, prior };
  const { result, version } = await attemptEntry(account, opened, attempt, deadline);
  const calls = client.calls.map(({ call, password }) => `${call} ${password.at(-1)}`);
  expect(warningsOf(events)).toHaveLength(result.kind === 'credentialsRefused' ? 1 : 0);
  return { result, kind: result.kind, calls, version };
}

describe('refused credentials', () => {
  test.each<[string, Reply[], SecretsResult, { kind: string; calls: string[]; version: string }]>([
    [
      'the secret has changed: once more, with the new one',
      [replies.unauthorized, replies.applied],
      secretOf('2'),
      { kind: 'applied', calls: ['change 1', 'change 2'], version: '2' },
    ],
    [
      'the secret has changed, and is refused, too: that one is remembered',
      [replies.unauthorized, replies.unauthorized],
      secretOf('2'),
      { kind: 'credentialsRefused', calls: ['change 1', 'change 2'], version: '2' },
    ],
    [
      'the secret is the same: one call, remembered',
      [replies.unauthorized],
      secretOf('1'),
      { kind: 'credentialsRefused', calls: ['change 1'], version: '1' },
    ],
    [
      'the secret cannot be read: one call, remembered',
      [replies.unauthorized],
      unavailable,
      { kind: 'credentialsRefused', calls: ['change 1'], version: '1' },
    ],
    [
      'the second call is without an answer: that is the answer',
      [replies.unauthorized, replies.timeout],
      secretOf('2'),
      { kind: 'unknown', calls: ['change 1', 'change 2'], version: '2' },
    ],
  ])('%s', async (_, script, reread, expected) => {
    expect(await post(accountOf(script, reread))).toMatchObject(expected);
  });

  test('other answers read no secret again', async () => {
    const account = accountOf([replies.refused]);
    account.account.secrets.reread = () => Promise.reject(new Error('read again'));
    expect(await post(account)).toMatchObject({ kind: 'refused', calls: ['change 1'], version: '1' });
  });
});

describe('an unknown customer', () => {
  const create = storeOf({ onUnknownCustomer: 'create' });

  test.each<[string, Reply[], string, string[]]>([
    [
      'created, then posted',
      [replies.unknownCustomer, replies.applied, replies.applied],
      'applied',
      ['change', 'create', 'change'],
    ],
    [
      'created with a warning, then posted',
      [replies.unknownCustomer, replies.warned, replies.applied],
      'applied',
      ['change', 'create', 'change'],
    ],
    [
      'created, and still unknown to the next call',
      [replies.unknownCustomer, replies.applied, replies.unknownCustomer],
      'customerUnknown',
      ['change', 'create', 'change'],
    ],
    [
      'creation refused for its credentials',
      [replies.unknownCustomer, replies.unauthorized],
      'credentialsRefused',
      ['change', 'create'],
    ],
    ['not created', [replies.unknownCustomer, replies.refused], 'customerUnknown', ['change', 'create']],
    ['creation without an answer', [replies.unknownCustomer, replies.timeout], 'customerUnknown', ['change', 'create']],
    ['known', [replies.applied], 'applied', ['change']],
  ])('where the store says create: %s', async (_, script, kind, calls) => {
    const account = accountOf(script);
    const posted = await post(account, { store: create });
    expect([posted.kind, account.client.calls.map(({ call }) => call)]).toEqual([kind, calls]);
  });

  test('what kept it from being created is what is remembered', async () => {
    const account = accountOf([replies.unknownCustomer, replies.refused]);
    const { result } = await post(account, { store: create });
    expect(result).toMatchObject({ kind: 'customerUnknown', code: { errorCode: 16 } });
  });

  test('is created by the id that the entry is sent to', async () => {
    const account = accountOf([replies.unknownCustomer, replies.applied, replies.applied]);
    await post(account, { store: create });
    expect(account.client.calls[1]).toEqual({
      call: 'create',
      customer: 'ana@example.com',
      password: 'made-up-password-1',
    });
    expect(account.client.keys()).toEqual(['ADD-ana@example.com-100-123', 'ADD-ana@example.com-100-123']);
  });

  test('is created with the credentials that were read again', async () => {
    const account = accountOf(
      [replies.unauthorized, replies.unknownCustomer, replies.applied, replies.applied],
      secretOf('2'),
    );
    expect((await post(account, { store: create })).calls).toEqual(['change 1', 'change 2', 'create 2', 'change 2']);
  });

  test.each(['retry', 'park'] as const)('is not created where the store says %s', async (onUnknownCustomer) => {
    const posted = await post(accountOf([replies.unknownCustomer]), { store: storeOf({ onUnknownCustomer }) });
    expect([posted.kind, posted.calls]).toEqual(['customerUnknown', ['change 1']]);
  });
});

describe('a balance that does not suffice', () => {
  const reversePartially = storeOf({ onInsufficientBalance: 'takeRest' });

  test.each<[string, Reply, number | null]>([
    ['told', balanceReply(12), 12],
    ['nothing', balanceReply(0), 0],
    ['not told', replies.timeout, null],
    ['refused', replies.unauthorized, null],
  ])('is asked for where its rest is to be taken: %s', async (_, reply, balance) => {
    const posted = await post(accountOf([replies.insufficient, reply]), { store: reversePartially, points: -30 });
    expect(posted).toMatchObject({
      result: { kind: 'insufficientBalance', balance, code: { codeName: 'NotEnoughPoints' } },
      calls: ['change 1', 'balance 1'],
      version: '1',
    });
  });

  test('is that of the customer of the order', async () => {
    const account = accountOf([replies.insufficient, balanceReply(12)]);
    await post(account, { store: reversePartially, points: -30 });
    expect(account.client.calls[1]).toMatchObject({ call: 'balance', customer: 'ana@example.com' });
  });

  test.each(['park', 'retry'] as const)('is not asked for where the store says %s', async (onInsufficientBalance) => {
    const posted = await post(accountOf([replies.insufficient]), {
      store: storeOf({ onInsufficientBalance }),
      points: -30,
    });
    expect(posted).toMatchObject({ kind: 'insufficientBalance', calls: ['change 1'] });
  });

  test('is found out of a customer who had to be created first, too', async () => {
    const store = storeOf({ onUnknownCustomer: 'create', onInsufficientBalance: 'takeRest' });
    const script = [replies.unknownCustomer, replies.applied, replies.insufficient, balanceReply(0)];
    expect(await post(accountOf(script), { store, points: -30 })).toMatchObject({
      result: { kind: 'insufficientBalance', balance: 0 },
      calls: ['change 1', 'create 1', 'change 1', 'balance 1'],
    });
  });

  test('is no question of an award, nor of creating a customer', async () => {
    expect(await post(accountOf([replies.insufficient]), { store: reversePartially })).toMatchObject({
      kind: 'refused',
    });
    const create = storeOf({ onUnknownCustomer: 'create', onInsufficientBalance: 'takeRest' });
    const notCreated = accountOf([replies.unknownCustomer, replies.insufficient]);
    expect(await post(notCreated, { store: create, points: -30 })).toMatchObject({ kind: 'customerUnknown' });
  });
});

test.each<[PriorAttempts, string]>([
  ['none', 'applied'],
  ['unknown', 'alreadyApplied'],
  ['refusedOnly', 'needsChecking'],
])('a used key after %s is read as %s', async (prior, kind) => {
  expect((await post(accountOf([replies.used]), { prior })).kind).toBe(kind);
});

test('an entry whose order has no customer is a bug, and nothing is sent', async () => {
  const account = accountOf([]);
  await expect(post(account, { record: { ...awarded, customer: null } })).rejects.toThrow('without a customer');
  expect(account.client.calls).toEqual([]);
});

test('the calls end before the work does, so that the answer can be written down', async () => {
  const startMs = performance.now();
  const now = () => NOW_MS + Math.floor(performance.now() - startMs);
  const account = accountOf([]);
  const endedAtMs = new Promise<number>((resolve) => {
    account.client.change = (_change, _credentials, signal) =>
      new Promise((answer) => {
        signal.addEventListener('abort', () => {
          resolve(now() - NOW_MS);
          answer(replies.timeout);
        });
      });
  });
  const posted = await post(account, { deadline: workOf({ now, timeMs: 450 }) });
  expect(posted.kind).toBe('unknown');
  expect(await endedAtMs).toBeLessThan(400);
});

const refused = (version: string) => ({
  result: {
    kind: 'credentialsRefused',
    code: { status: 401, codeName: null, errorCode: null, message: null },
  } as const,
  version,
  customer: 'ana@example.com',
  isRetry: false,
  cuts: null,
});

describe('opening the account', () => {
  async function open(secrets: SecretsResult, refusedVersion: string | null = null) {
    const { account, events } = accountOf([]);
    if (refusedVersion !== null) await account.circuitBreaker.onResult(storeOf(), refused(refusedVersion), workOf());
    const opened = await openAccount({ ...account, secrets: secretsOf(secrets) }, storeOf(), workOf());
    return { opened, alarms: warningsOf(events) };
  }

  test('gives the credentials of the store, and raises no alarm', async () => {
    expect(await open(secretOf('1'))).toEqual({
      opened: {
        kind: 'usable',
        credentials: { username: 'made-up-user', password: 'made-up-password-1' },
        version: '1',
        permit: { cuts: null },
      },
      alarms: [],
    });
  });

  test.each<[string, SecretsResult, Reason, string]>([
    ['is unavailable', unavailable, 'secretUnusable', 'its secret is unavailable'],
    ['is invalid', { kind: 'invalid', reasons: ['bonifiq: missing'] }, 'secretUnusable', 'its secret is invalid'],
    ['holds no credentials', secretOf('1', null), 'noCredentials', 'its secret holds no usable bonifiq credentials'],
  ])('is refused while its secret %s, which raises an alarm', async (_, secrets, reason, because) => {
    expect(await open(secrets)).toEqual({
      opened: { kind: 'refused', reason, because, untilMs: NOW_MS + 300_000, spreadMs: 0 },
      alarms: [`store acme is not served: ${because}`],
    });
  });

  test('is refused while its calls pause; whoever met the refusal has raised the alarm', async () => {
    expect(await open(secretOf('1'), '1')).toEqual({
      opened: {
        kind: 'refused',
        reason: 'credentialsRefused',
        because: 'the points API refuses the credentials of account "demo"',
        untilMs: NOW_MS + 300_000,
        spreadMs: 300_000,
      },
      alarms: [],
    });
  });

  test('other credentials are not refused', async () => {
    expect((await open(secretOf('2'), '1')).opened.kind).toBe('usable');
  });
});
