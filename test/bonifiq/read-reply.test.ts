import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Reply } from '../../src/bonifiq/client.ts';
import { type ReplyContext, readBalance, readReply } from '../../src/bonifiq/read-reply.ts';
import type { PostResult, PriorAttempts } from '../../src/domain/post-result.ts';
import type { ErrorMatch } from '../../src/domain/store.ts';
import { meaning as read } from '../support/loyalty-api.ts';

const priors: readonly PriorAttempts[] = ['none', 'unknown', 'refusedOnly'];

function answered(status: number, body: unknown, retryAfterMs: number | null = null): Reply {
  return { kind: 'answered', status, retryAfterMs, body: typeof body === 'string' ? body : JSON.stringify(body) };
}

const nothing: ErrorMatch = { codeNames: [], errorCodes: [], messages: [] };
const context = {
  prior: 'unknown',
  removal: false,
  usedKey: nothing,
  unknownCustomer: nothing,
  insufficientBalance: nothing,
} satisfies ReplyContext;

/** The result in one word, as the table of the design names it. */
function word(result: PostResult): string {
  return result.kind === 'applied' && result.warning !== null ? `applied, ${result.warning}` : result.kind;
}

const result = { CustomerExists: true, InternalId: 7, PointsBalance: 120, Error: null };
const success = {
  ErrorMessage: null,
  ErrorCode: null,
  Result: result,
  Code: null,
  CodeName: null,
  Severity: 0,
  HasWarning: false,
  HasError: false,
};
const warning = { ...success, Severity: 1, HasWarning: true, Code: '04', CodeName: 'SomethingOdd' };
const failure = {
  ...success,
  Result: null,
  Severity: 2,
  HasError: true,
  ErrorMessage: 'Points cannot be zero',
  ErrorCode: 16,
};
const used = { ...failure, ErrorMessage: null, ErrorCode: null, CodeName: 'ChangeKeyAlreadyUsed' };
const unknownCustomer = { ...failure, ErrorMessage: null, ErrorCode: null, Code: '01', CodeName: 'CustomerNotFound' };

describe('the reply table', () => {
  // reply, then the word after: no attempt, an unknown attempt, only refused attempts
  const rows: readonly (readonly [string, Reply, string, string, string])[] = [
    ['401', answered(401, ''), 'credentialsRefused', 'credentialsRefused', 'credentialsRefused'],
    ['403 in HTML', answered(403, '<html>'), 'credentialsRefused', 'credentialsRefused', 'credentialsRefused'],
    ['401 that says used', answered(401, used), 'credentialsRefused', 'credentialsRefused', 'credentialsRefused'],
    ...[408, 425, 429, 500, 502, 503, 504, 599].map(
      (status) => [`${status}`, answered(status, ''), 'unknown', 'unknown', 'unknown'] as const,
    ),
    ['500 that says used', answered(500, used), 'unknown', 'unknown', 'unknown'],
    ['429 with an error', answered(429, failure), 'unknown', 'unknown', 'unknown'],
    ['500 that looks applied', answered(500, success), 'unknown', 'unknown', 'unknown'],
    ['timeout', { kind: 'unanswered', why: 'timeout' }, 'unknown', 'unknown', 'unknown'],
    ['network error', { kind: 'unanswered', why: 'network' }, 'unknown', 'unknown', 'unknown'],
    ['200 empty', answered(200, ''), 'unknown', 'unknown', 'unknown'],
    ['200 HTML', answered(200, '<html><body>ok</body></html>'), 'unknown', 'unknown', 'unknown'],
    ['200 broken JSON', answered(200, '{"Result":{"Poin'), 'unknown', 'unknown', 'unknown'],
    ['200 list', answered(200, []), 'unknown', 'unknown', 'unknown'],
    ['200 number', answered(200, '1'), 'unknown', 'unknown', 'unknown'],
    ['200 null', answered(200, 'null'), 'unknown', 'unknown', 'unknown'],
    ['200 {}', answered(200, {}), 'unknown', 'unknown', 'unknown'],
    ['200 with nothing in Result', answered(200, { ...success, Result: null }), 'unknown', 'unknown', 'unknown'],
    ['200 with a Result that is no object', answered(200, { ...success, Result: 1 }), 'unknown', 'unknown', 'unknown'],
    ['200 of an unheard-of severity', answered(200, { ...success, Severity: 3 }), 'unknown', 'unknown', 'unknown'],
    ['204', answered(204, ''), 'unknown', 'unknown', 'unknown'],
    ['302', answered(302, success), 'unknown', 'unknown', 'unknown'],
    ['304', answered(304, ''), 'unknown', 'unknown', 'unknown'],
    ['100', answered(100, success), 'unknown', 'unknown', 'unknown'],
    ['used: 400', answered(400, used), 'applied, keyUsedByOther', 'alreadyApplied', 'needsChecking'],
    ['used: 409', answered(409, used), 'applied, keyUsedByOther', 'alreadyApplied', 'needsChecking'],
    ['used: 200', answered(200, used), 'applied, keyUsedByOther', 'alreadyApplied', 'needsChecking'],
    [
      'used, though the customer is said to be unknown',
      answered(400, { ...used, Result: { CustomerExists: false } }),
      'applied, keyUsedByOther',
      'alreadyApplied',
      'needsChecking',
    ],
    ['customer unknown: 400', answered(400, unknownCustomer), 'customerUnknown', 'customerUnknown', 'customerUnknown'],
    ['customer unknown: 404', answered(404, unknownCustomer), 'customerUnknown', 'customerUnknown', 'customerUnknown'],
    ['customer unknown: 200', answered(200, unknownCustomer), 'customerUnknown', 'customerUnknown', 'customerUnknown'],
    [
      'CustomerExists false on success',
      answered(200, { ...success, Result: { ...result, CustomerExists: false } }),
      'customerUnknown',
      'customerUnknown',
      'customerUnknown',
    ],
    [
      'CustomerExists false on a warning',
      answered(200, { ...warning, Result: { CustomerExists: false } }),
      'customerUnknown',
      'customerUnknown',
      'customerUnknown',
    ],
    ['error: 400', answered(400, failure), 'refused', 'needsChecking', 'refused'],
    ['error: 200', answered(200, failure), 'refused', 'needsChecking', 'refused'],
    ['error: HasError only', answered(200, { HasError: true, Result: result }), 'refused', 'needsChecking', 'refused'],
    ['error: Severity only', answered(200, { Severity: 2, Result: result }), 'refused', 'needsChecking', 'refused'],
    [
      'error: inside Result',
      answered(200, { ...success, Result: { ...result, Error: 'Customer is disabled' } }),
      'refused',
      'needsChecking',
      'refused',
    ],
    ['400 empty', answered(400, ''), 'refused', 'needsChecking', 'refused'],
    ['404 HTML', answered(404, '<html>not found</html>'), 'refused', 'needsChecking', 'refused'],
    ['422 that looks applied', answered(422, success), 'refused', 'needsChecking', 'refused'],
    [
      'error: HasError as text',
      answered(200, { HasError: 'True', Result: result }),
      'refused',
      'needsChecking',
      'refused',
    ],
    [
      'error: HasError as number',
      answered(200, { HasError: 1, Result: result }),
      'refused',
      'needsChecking',
      'refused',
    ],
    ['error beats warning', answered(200, { ...warning, HasError: true }), 'refused', 'needsChecking', 'refused'],
    ...[
      ['warning', answered(200, warning)] as const,
      ['warning: flag only', answered(200, { ...success, HasWarning: true })] as const,
      ['warning: Severity only', answered(200, { Severity: 1, Result: null })] as const,
      [
        'warning that speaks of an unknown customer',
        answered(200, { ...warning, CodeName: 'CustomerNotFound' }),
      ] as const,
      ['warning that speaks of a used key', answered(200, { ...warning, CodeName: 'ChangeKeyAlreadyUsed' })] as const,
    ].map(
      ([name, reply]) => [name, reply, 'applied, apiWarning', 'applied, apiWarning', 'applied, apiWarning'] as const,
    ),
    ['success', answered(200, success), 'applied', 'applied', 'applied'],
    [
      'success with a blank Error',
      answered(200, { Result: { ...result, Error: ' ' } }),
      'applied',
      'applied',
      'applied',
    ],
    ['success: 201', answered(201, success), 'applied', 'applied', 'applied'],
  ];

  const insufficient = { ...failure, ErrorCode: null, ErrorMessage: null, CodeName: 'NotEnoughPoints' };
  // reply, then the words for a removal after: no attempt, an unknown attempt, only refused attempts
  const ofRemovals: typeof rows = [
    ['too few points: 400', answered(400, insufficient), 'insufficientBalance', 'needsChecking', 'insufficientBalance'],
    ['too few points: 200', answered(200, insufficient), 'insufficientBalance', 'needsChecking', 'insufficientBalance'],
    [
      'too few points: 401',
      answered(401, insufficient),
      'credentialsRefused',
      'credentialsRefused',
      'credentialsRefused',
    ],
    ['too few points: 500', answered(500, insufficient), 'unknown', 'unknown', 'unknown'],
    [
      'a used key that speaks of too few points',
      answered(400, { ...used, ErrorMessage: 'Not enough points' }),
      'applied, keyUsedByOther',
      'alreadyApplied',
      'needsChecking',
    ],
    [
      'an unknown customer who has too few points',
      answered(400, { ...unknownCustomer, ErrorMessage: 'Not enough points' }),
      'customerUnknown',
      'customerUnknown',
      'customerUnknown',
    ],
    [
      'a warning that speaks of too few points',
      answered(200, { ...warning, CodeName: 'NotEnoughPoints' }),
      'applied, apiWarning',
      'applied, apiWarning',
      'applied, apiWarning',
    ],
    ['another error', answered(400, failure), 'refused', 'needsChecking', 'refused'],
  ];

  test.each(ofRemovals)('of a removal: %s', (_name, reply, ...expected) => {
    expect(priors.map((prior) => word(read(reply, prior, true)))).toEqual(expected);
  });

  test('an award cannot want for a balance', () => {
    expect(read(answered(400, insufficient)).kind).toBe('refused');
  });

  test('what an error says of the balance is not believed', () => {
    const told = { ...insufficient, Result: { ...result, PointsBalance: 0 } };
    expect(read(answered(400, told), 'none', true)).toMatchObject({ kind: 'insufficientBalance', balance: null });
  });

  test.each(rows)('%s', (_name, reply, ...expected) => {
    expect(priors.map((prior) => word(read(reply, prior)))).toEqual(expected);
  });
});

describe('the envelope', () => {
  test.each([
    ['current', success],
    ['older, without Severity', { ErrorMessage: null, ErrorCode: null, Result: result, HasError: false }],
    ['Result alone', { Result: result }],
    ['data for Result', { severity: 0, hasError: false, data: { customerExists: true, pointsBalance: 120 } }],
    ['camelCase', { severity: 0, hasError: false, result: { customerExists: true, pointsBalance: 120 } }],
    ['bare object', result],
    ['bare balance', { pointsBalance: 120 }],
    ['severity by name', { ...success, Severity: 'Success' }],
    ['legacy', { HasError: false, ErrorMessages: [], ErrorMessage: null, ErrorDescriptions: [], Result: result }],
    ['byte order mark stripped by the client, spaces left', ` ${JSON.stringify(success)}\n`],
  ])('%s: applied, with the balance', (_name, body) => {
    expect(read(answered(200, body))).toMatchObject({ kind: 'applied', balance: 120, warning: null });
  });

  test.each([
    ['current, by message', { ...failure, ErrorMessage: 'The ChangeKey ADD-ABC-10-123 was already used' }],
    ['older', { ErrorMessage: 'ChangeKey already used', ErrorCode: null, Result: null, HasError: true }],
    ['camelCase', { hasError: true, friendlyErrorMessage: 'Chave já utilizada', data: null }],
    ['camelCase code name', { severity: 2, codeName: 'changeKeyAlreadyUsed', data: null }],
    ['legacy list', { HasError: true, ErrorMessages: ['Ops', 'Duplicate ChangeKey'], Result: null }],
    ['legacy description', { HasError: true, ErrorDescriptions: [{ Description: 'já existe', Field: 'ChangeKey' }] }],
    ['inside Result', { Result: { ...result, Error: 'ChangeKey already exists' }, HasError: false, Severity: 0 }],
  ])('a used key, %s', (_name, body) => {
    expect(read(answered(200, body), 'unknown').kind).toBe('alreadyApplied');
  });

  test('a used key in plain text, or a JSON string, counts with a 4xx only', () => {
    for (const body of ['ChangeKey already used', '"ChangeKey already used"']) {
      expect(read(answered(400, body), 'unknown').kind).toBe('alreadyApplied');
      expect(read(answered(200, body), 'unknown').kind).toBe('unknown');
    }
  });

  test('an error number matches where the store configures it, as ErrorCode or as description', () => {
    const usedKey = { codeNames: [], errorCodes: [57], messages: [] };
    for (const body of [{ ErrorCode: 57 }, { ErrorCode: '57' }, { ErrorDescriptions: [{ Description: 57 }] }]) {
      expect(readReply(answered(400, body), { ...context, usedKey }).kind).toBe('alreadyApplied');
      expect(read(answered(400, body), 'unknown').kind).toBe('needsChecking');
    }
  });

  test('an invalid pattern matches nothing and hides no other', () => {
    const usedKey = { codeNames: [], errorCodes: [], messages: ['(', 'repeated'] };
    const reply = answered(400, { ErrorMessage: 'REPEATED' });
    expect(readReply(reply, { ...context, usedKey }).kind).toBe('alreadyApplied');
  });

  test('what the API said is kept for the ledger', () => {
    expect(read(answered(400, failure)).code).toEqual({
      status: 400,
      codeName: null,
      errorCode: 16,
      message: 'Points cannot be zero',
    });
    expect(read({ kind: 'unanswered', why: 'timeout' }).code).toEqual({
      status: 0,
      codeName: null,
      errorCode: null,
      message: 'timeout',
    });
    expect(read(answered(400, { ErrorMessage: 'x'.repeat(5000) })).code.message).toHaveLength(1000);
    expect(read(answered(429, '', 3000))).toMatchObject({ kind: 'unknown', retryAfterMs: 3000 });
  });
});

describe('a reading of the balance', () => {
  const body = { CustomerExists: true, InternalId: 7, PointsBalance: 12, CashbackBalance: 0 };
  test.each<[string, Reply, number | null]>([
    ['bare', answered(200, body), 12],
    ['of nothing', answered(200, { ...body, PointsBalance: 0 }), 0],
    ['in an envelope', answered(200, { ...success, Result: body }), 12],
    ['of a customer who does not exist', answered(200, { ...body, CustomerExists: false }), null],
    ['of half a point', answered(200, { ...body, PointsBalance: 0.5 }), null],
    ['without it', answered(200, { CustomerExists: true }), null],
    ['with an error', answered(200, { ...failure, Result: body }), null],
    ['401', answered(401, body), null],
    ['500', answered(500, body), null],
    ['empty', answered(200, ''), null],
    ['timeout', { kind: 'unanswered', why: 'timeout' }, null],
  ])('%s', (_, reply, balance) => expect(readBalance(reply)).toBe(balance));
});

describe('any reply has a result', () => {
  const field = fc.oneof(fc.boolean(), fc.integer(), fc.string(), fc.constant(null), fc.jsonValue());
  const names = [
    'Result',
    'data',
    'Severity',
    'HasError',
    'hasWarning',
    'CodeName',
    'ErrorCode',
    'ErrorMessages',
    'ErrorDescriptions',
    'CustomerExists',
  ];
  const envelope = fc.dictionary(fc.constantFrom(...names, '__proto__'), field).map((fields) => JSON.stringify(fields));
  const reply: fc.Arbitrary<Reply> = fc.oneof(
    fc.record({
      kind: fc.constant('unanswered' as const),
      why: fc.constantFrom('timeout' as const, 'network' as const),
    }),
    fc.record({
      kind: fc.constant('answered' as const),
      status: fc.oneof(fc.integer({ min: -1, max: 700 }), fc.constantFrom(200, 400)),
      retryAfterMs: fc.option(fc.nat()),
      body: fc.oneof(fc.string(), fc.json(), envelope),
    }),
  );

  test('never a throw, always the same; applied only on a 2xx or a used key', () => {
    fc.assert(
      fc.property(reply, fc.constantFrom(...priors), (given, prior) => {
        const first = read(given, prior);
        expect(read(given, prior)).toEqual(first);
        const status = given.kind === 'answered' ? given.status : 0;
        if (first.kind === 'applied' && first.warning !== 'keyUsedByOther') expect(Math.floor(status / 100)).toBe(2);
        if (status === 401 || status === 403) expect(first.kind).toBe('credentialsRefused');
        if (first.kind === 'alreadyApplied') expect(prior).toBe('unknown');
        if (first.kind === 'refused') expect(prior).not.toBe('unknown');
      }),
      { numRuns: 2000 },
    );
  });
});
