import { beforeEach, describe, expect, test } from 'vitest';
import { createSandboxCore, type SandboxCore } from '../../sandbox/sandbox-core.ts';
import type { Effect } from '../../sandbox/wire.ts';

const authorization = `Basic ${Buffer.from('user:pass').toString('base64')}`;
const path = '/v1/pvt/Customer/ana%40example.com/points';
const body = { Points: 10, OperationType: 0, Reason: 'Order 1', ChangeKey: 'ADD-1', CustomerReason: null };

let core: SandboxCore;
beforeEach(() => {
  core = createSandboxCore({ username: 'user', password: 'pass', now: () => Date.UTC(2026, 0, 1) });
});

function ask(method: string, askedPath: string, asked: unknown = '', headers = {}): readonly Effect[] {
  return core.handle({
    method,
    path: askedPath,
    headers: { authorization, 'content-type': 'application/json', ...headers },
    body: typeof asked === 'string' ? asked : JSON.stringify(asked),
  });
}

function answer(method: string, askedPath: string, asked: unknown = '', headers = {}) {
  const effect = ask(method, askedPath, asked, headers).at(-1);
  if (effect?.kind !== 'answer') throw new Error(`No answer but ${effect?.kind}.`);
  return { status: effect.status, headers: effect.headers, body: effect.body === '' ? null : JSON.parse(effect.body) };
}

describe('a change', () => {
  test('is answered with the documented envelope', () => {
    const { status, body: envelope } = answer('POST', path, body);
    expect(status).toBe(200);
    expect(envelope).toMatchObject({
      ErrorMessage: null,
      ErrorCode: null,
      Code: null,
      CodeName: null,
      Severity: 0,
      HasWarning: false,
      HasError: false,
      Result: {
        CustomerExists: true,
        InternalId: 1,
        PointsBalance: 10,
        CashbackBalance: 0,
        PointsToExpire: [],
        Error: null,
      },
    });
  });

  test.each([
    ['no JSON', '{', 'InvalidBody'],
    ['no object', '[]', 'InvalidBody'],
    ['points as text', { ...body, Points: '10' }, 'PointsInvalid'],
    ['half a point', { ...body, Points: 1.5 }, 'PointsInvalid'],
    ['more than int32', { ...body, Points: 2 ** 31 }, 'PointsInvalid'],
    ['less than int32', { ...body, Points: -(2 ** 31) - 1, OperationType: 1 }, 'PointsInvalid'],
    ['no points', { ...body, Points: 0 }, 'PointsCannotBeZero'],
    ['no operation', { ...body, OperationType: undefined }, 'OperationTypeInvalid'],
    ['an unknown operation', { ...body, OperationType: 2 }, 'OperationTypeInvalid'],
    ['removing with a plus', { ...body, OperationType: 1 }, 'PointsSignMismatch'],
    ['adding with a minus', { ...body, Points: -10 }, 'PointsSignMismatch'],
    ['no reason', { ...body, Reason: undefined }, 'ReasonRequired'],
    ['a blank reason', { ...body, Reason: ' ' }, 'ReasonRequired'],
    ['no key', { ...body, ChangeKey: undefined }, 'ChangeKeyRequired'],
    ['a key that is no text', { ...body, ChangeKey: 1 }, 'ChangeKeyRequired'],
    ['a long text for the customer', { ...body, CustomerReason: 'x'.repeat(256) }, 'CustomerReasonTooLong'],
    ['a number for the customer', { ...body, CustomerReason: 1 }, 'CustomerReasonInvalid'],
  ])('is refused: %s', (_name, asked, codeName) => {
    expect(answer('POST', path, asked)).toMatchObject({
      status: 400,
      body: { CodeName: codeName, Severity: 2, HasError: true, Result: null },
    });
    expect(core.state().changes).toEqual([]);
    expect(core.state().balances).toEqual({});
  });

  test('a text of 255 characters for the customer is accepted', () => {
    expect(answer('POST', path, { ...body, CustomerReason: 'x'.repeat(255) }).status).toBe(200);
  });

  test.each([
    ['codeName400', 400, { CodeName: 'ChangeKeyAlreadyUsed' }],
    ['codeName409', 409, { CodeName: 'ChangeKeyAlreadyUsed' }],
    ['message200', 200, { CodeName: null, ErrorMessage: 'The ChangeKey ADD-1 was already used' }],
    ['portuguese200', 200, { CodeName: null, ErrorMessage: 'A chave de alteração ADD-1 já foi utilizada' }],
    ['errorCode400', 400, { CodeName: null, ErrorCode: 57 }],
  ] as const)('a used key is refused as %s', (usedKeyWording, status, named) => {
    core.configure({ usedKeyWording });
    answer('POST', path, body);
    expect(answer('POST', path, { ...body, Points: 99 })).toMatchObject({
      status,
      body: { ...named, Severity: 2, HasError: true },
    });
    expect(core.state()).toMatchObject({
      balances: { 'ana@example.com': 10 },
      changes: [{ changeKey: 'ADD-1', points: 10, sent: 2 }],
    });
  });

  test('below zero is allowed unless it is switched off', () => {
    const removal = { ...body, Points: -10, OperationType: 1 };
    core.configure({ refuseBelowZero: true });
    for (const [insufficientWording, status, named] of [
      ['codeName400', 400, { CodeName: 'NotEnoughPoints' }],
      ['message200', 200, { ErrorMessage: 'The customer does not have enough points' }],
      ['portuguese200', 200, { ErrorMessage: 'Saldo de pontos insuficiente' }],
    ] as const) {
      core.configure({ insufficientWording });
      expect(answer('POST', path, removal)).toMatchObject({ status, body: { ...named, Severity: 2, HasError: true } });
    }
    expect(core.state().changes).toEqual([]);
    core.configure({ refuseBelowZero: false });
    expect(answer('POST', path, removal)).toMatchObject({ status: 200, body: { Result: { PointsBalance: -10 } } });
  });

  test('an unknown customer gets a flag or an error, and nothing else', () => {
    core.configure({ customers: 'known' });
    expect(answer('POST', path, body)).toMatchObject({
      status: 200,
      body: { HasError: false, Result: { CustomerExists: false, PointsBalance: 0 } },
    });
    core.configure({ unknownCustomer: 'error' });
    expect(answer('POST', path, body)).toMatchObject({
      status: 400,
      body: { Code: '01', CodeName: 'CustomerNotFound' },
    });
    expect(core.state().balances).toEqual({});
    core.seed(['ana@example.com']);
    expect(answer('POST', path, body)).toMatchObject({ status: 200, body: { Result: { PointsBalance: 10 } } });
  });
});

describe('every call', () => {
  test.each([
    ['POST', path],
    ['GET', path],
    ['POST', '/v1/pvt/Customer/upsert'],
    ['GET', '/v1/pvt/Customer/x/history'],
    ['GET', '/v1/pvt/nothing'],
  ])('%s %s wants credentials', (method, askedPath) => {
    for (const wrong of [undefined, '', 'Basic', `Bearer x`, `Basic ${Buffer.from('user:no').toString('base64')}`]) {
      expect(answer(method, askedPath, body, { authorization: wrong }).status).toBe(401);
    }
    expect(core.state().changes).toEqual([]);
  });

  test('writing wants JSON', () => {
    expect(answer('POST', path, body, { 'content-type': 'text/plain' }).status).toBe(415);
    expect(answer('POST', path, body, { 'content-type': 'application/json; charset=utf-8' }).status).toBe(200);
  });

  test.each(['/v1/pvt/Customer/a/b/points', '/v1/pvt/Customer//points', '/v1/pvt/Customer/%zz/points', '/'])(
    '%s is not found',
    (askedPath) => {
      expect(answer('POST', askedPath, body).status).toBe(404);
    },
  );
});

describe('reading', () => {
  test('a balance comes without an envelope', () => {
    expect(answer('GET', path).body).toMatchObject({ CustomerExists: false, PointsBalance: 0 });
    answer('POST', path, body);
    expect(answer('GET', path).body).toMatchObject({
      CustomerExists: true,
      PointsBalance: 10,
      PointHistory: [{ Amount: 10 }],
    });
  });

  test('the history has pages, newest first', () => {
    for (const n of [1, 2, 3])
      answer('POST', path, { ...body, Points: n, ChangeKey: `ADD-${n}`, CustomerReason: n === 3 ? 'Pedido 3' : null });
    const history = path.replace('points', 'history');
    expect(answer('POST', `${history}?PageNumber=1&PageSize=2`).body).toMatchObject({
      Items: [
        { Points: 3, Title: 'Pedido 3', Date: '2026-01-01T00:00:00.000Z', IsTierHistory: false, Metadatas: [] },
        { Points: 2, Title: 'Pontos adicionados' },
      ],
      TotalItemCount: 3,
      PageNumber: 1,
      PageSize: 2,
      HasNextPage: true,
      HasError: false,
    });
    expect(answer('GET', `${history}?PageNumber=2&PageSize=2`).body).toMatchObject({
      Items: [{ Points: 1 }],
      HasNextPage: false,
    });
    expect(answer('POST', `${history}?PageSize=51`).status).toBe(400);
    expect(answer('POST', `${history}?PageNumber=0`).status).toBe(400);
  });

  test('every change of the state is kept once, before it is answered', () => {
    const kept: unknown[] = [];
    core = createSandboxCore({ username: 'user', password: 'pass', now: () => 7, keep: (entry) => kept.push(entry) });
    for (const _ of [1, 2]) answer('POST', '/v1/pvt/Customer/upsert', { OriginalId: 'ana@example.com' });
    for (const _ of [1, 2]) answer('POST', path, body);
    core.seed(['ana@example.com']);
    expect(kept).toEqual([
      { kind: 'customer', account: '', customer: 'ana@example.com', email: null, atMs: 7 },
      {
        kind: 'change',
        account: '',
        customer: 'ana@example.com',
        points: 10,
        changeKey: 'ADD-1',
        reason: 'Order 1',
        customerReason: null,
        atMs: 7,
      },
    ]);
  });

  test('upsert creates, then updates', () => {
    const upsert = (asked: unknown) => answer('POST', '/v1/pvt/Customer/upsert', asked);
    expect(upsert({ OriginalId: 'x' }).body.Result).toMatchObject({
      OriginalId: 'x',
      Operation: 'created',
      BalanceOfPoints: 0,
    });
    expect(upsert({ OriginalId: 'x' }).body.Result).toMatchObject({ Operation: 'updated' });
    expect(upsert({ OriginalId: ' ' }).status).toBe(400);
    expect(upsert('{').status).toBe(400);
  });
});

describe('accounts', () => {
  const as = (username: string, password = 'pass') => ({
    authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`,
  });
  const balanceAs = (username: string) => answer('GET', path, '', as(username)).body;

  test('each login has customers, balances and used keys of its own', () => {
    for (const [username, status] of [
      ['user.one', 200],
      ['user.one', 400],
      ['user.two', 200],
    ] as const) {
      expect(answer('POST', path, body, as(username)).status).toBe(status);
    }
    answer('POST', path, { ...body, ChangeKey: 'ADD-2', Points: 5 }, as('user.two'));
    expect(balanceAs('user.one')).toMatchObject({ CustomerExists: true, PointsBalance: 10 });
    expect(balanceAs('user.two')).toMatchObject({ CustomerExists: true, PointsBalance: 15 });
    expect(balanceAs('user')).toMatchObject({ CustomerExists: false, PointsBalance: 0 });
    expect(core.state()).toMatchObject({
      balances: { 'ana@example.com': 25 },
      accounts: { one: { 'ana@example.com': 10 }, two: { 'ana@example.com': 15 } },
      changes: [
        { account: 'one', changeKey: 'ADD-1', sent: 2 },
        { account: 'two', changeKey: 'ADD-1', sent: 1 },
        { account: 'two', changeKey: 'ADD-2' },
      ],
    });
  });

  test.each(['user.', 'user2', 'other.one', 'use', 'user.a:b'])('%s is no login', (username) => {
    expect(answer('GET', path, '', as(username)).status).toBe(401);
  });

  test('the password is one for all', () => {
    expect(answer('GET', path, '', as('user.one', 'pas')).status).toBe(401);
    expect(answer('GET', path, '', as('user.one', 'xpass')).status).toBe(401);
  });

  test('customers who are made known are so in every account, one that begins later too', () => {
    core.configure({ customers: 'known' });
    answer('POST', '/v1/pvt/Customer/upsert', { OriginalId: 'ana@example.com' }, as('user.one'));
    expect(balanceAs('user.two').CustomerExists).toBe(false);
    core.seed(['ana@example.com']);
    for (const username of ['user.two', 'user.three']) expect(balanceAs(username).CustomerExists).toBe(true);
  });

  test('what an earlier version kept, of one account for all, stands in each', () => {
    const change = { customer: 'ana@example.com', points: 7, changeKey: 'ADD-1', reason: '', customerReason: null };
    const past = [{ kind: 'change', ...change, atMs: 1 }] as const;
    core = createSandboxCore({ username: 'user', password: 'pass', now: () => 7, past });
    expect(balanceAs('user.one').PointsBalance).toBe(7);
    expect(answer('POST', path, body, as('user.two')).status).toBe(400);
    expect(core.state().balances).toEqual({ 'ana@example.com': 7 });
  });
});

describe('faults', () => {
  test('are effects, without HTTP', () => {
    core.setFaults([
      { kind: 'latency', ms: 30 },
      { kind: 'cut', when: 'after', times: 1 },
      { kind: 'latency', ms: 12, times: 1 },
    ]);
    expect(ask('POST', path, body)).toEqual([{ kind: 'delay', ms: 42 }, { kind: 'cut' }]);
    expect(core.state().balances).toEqual({ 'ana@example.com': 10 });
    expect(ask('GET', path)).toMatchObject([
      { kind: 'delay', ms: 30 },
      { kind: 'answer', status: 200 },
    ]);
  });

  test('are met one after the other, and only by their operation', () => {
    core.setFaults([
      { kind: 'status', status: 500, times: 2, operation: 'change' },
      { kind: 'hang', times: 1, operation: 'upsert' },
    ]);
    expect(answer('GET', path).status).toBe(200);
    expect(ask('POST', '/v1/pvt/Customer/upsert', { OriginalId: 'x' })).toEqual([{ kind: 'hang' }]);
    expect(core.faults()).toEqual([{ kind: 'status', status: 500, times: 2, operation: 'change', when: 'before' }]);
    expect([1, 2, 3].map(() => answer('POST', path, body).status)).toEqual([500, 500, 200]);
    expect(core.faults()).toEqual([]);
  });

  test('a reshaped answer says the same', () => {
    core.setFaults([
      { kind: 'olderEnvelope', times: 1 },
      { kind: 'camelCaseEnvelope', times: 1 },
    ]);
    const older = answer('POST', path, body).body;
    expect(Object.keys(older).toSorted()).toEqual(['ErrorCode', 'ErrorMessage', 'HasError', 'Result']);
    expect(older.Result.PointsBalance).toBe(10);
    const camel = answer('POST', path, { ...body, ChangeKey: 'ADD-2' }).body;
    expect(camel).toMatchObject({ hasError: false, severity: 0, data: { customerExists: true, pointsBalance: 20 } });
  });

  test('a warning never covers an error', () => {
    core.setFaults([{ kind: 'warning' }]);
    expect(answer('POST', path, body).body).toMatchObject({ Severity: 1, HasWarning: true, HasError: false });
    expect(answer('POST', path, body).body).toMatchObject({ Severity: 2, HasWarning: false, HasError: true });
  });
});
