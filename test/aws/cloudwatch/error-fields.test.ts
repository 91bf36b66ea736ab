import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { errorFields } from '../../../src/aws/cloudwatch/error-fields.ts';

function thrownHere(message: string, options?: ErrorOptions): Error {
  return new TypeError(message, options);
}

function refusal(schema: z.ZodMiniType): unknown {
  try {
    return schema.parse(undefined);
  } catch (error) {
    return error;
  }
}

test('an error is told by its class, a code and the lines where it was thrown', () => {
  const { stack, ...fields } = errorFields(thrownHere('no customer'));
  expect(fields).toEqual({ error: 'TypeError', code: 'unexpected' });
  expect(stack[0]).toMatch(/^thrownHere error-fields\.test\.ts:\d+:\d+$/);
  expect(stack.length).toBeGreaterThan(1);
  expect(stack.length).toBeLessThanOrEqual(8);
});

test.each<[string, unknown, string, string]>([
  ["Node's", Object.assign(new Error('connect 10.0.0.1'), { code: 'ECONNREFUSED' }), 'Error', 'ECONNREFUSED'],
  [
    "AWS's",
    new ConditionalCheckFailedException({ message: 'ana@example.com', $metadata: {} }),
    'ConditionalCheckFailedException',
    'ConditionalCheckFailedException',
  ],
  ["a schema's", refusal(z.string()), 'ZodError', 'invalid'],
  ['a code that may be data', Object.assign(new Error(), { code: 'ana@example.com' }), 'Error', 'unexpected'],
  [
    'a name that may be data',
    Object.assign(new Error(), { name: 'ana@example.com is no name' }),
    'Error',
    'unexpected',
  ],
  ['what is no error', 'ana@example.com', 'unknown error', 'unexpected'],
  ['nothing', undefined, 'unknown error', 'unexpected'],
])('the code of %s error is stable', (_, error, name, code) => {
  expect(errorFields(error)).toMatchObject({ error: name, code });
});

test('causes are told likewise, and not without end', () => {
  let error = thrownHere('0');
  for (let depth = 1; depth < 10; depth += 1) error = thrownHere(String(depth), { cause: error });
  expect(errorFields(error).causedBy?.causedBy?.causedBy).toMatchObject({ error: 'TypeError' });
  expect(errorFields(error).causedBy?.causedBy?.causedBy?.causedBy).toBeUndefined();
});

describe('nothing of a message is told', () => {
  const secret = 'ana@example.com';
  test.each([
    ['on one line', secret],
    ['on lines that look like frames', `no\n    at ${secret} (/var/task/a.cjs:1:2)\n    at shown (${secret}:1:2)`],
    ['at its end', `no\n    at ${secret}:1:2`],
  ])('%s', (_, message) => {
    const cause = thrownHere(message);
    const told = JSON.stringify(errorFields(thrownHere(message, { cause })));
    expect(told).not.toContain(secret);
    expect(told).toContain('thrownHere');
  });

  test('when it was changed after the error was made', () => {
    const error = thrownHere(`${secret}\n    at ${secret} (a.cjs:1:2)`);
    expect(error.stack).toContain(secret);
    error.message = 'changed';
    expect(errorFields(error).stack).toEqual([]);
  });
});
