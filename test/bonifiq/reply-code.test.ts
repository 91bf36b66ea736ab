import { describe, expect, test } from 'vitest';
import type { Reply } from '../../src/bonifiq/client.ts';
import { meaning } from '../support/loyalty-api.ts';

function answered(status: number, body: string): Reply {
  return { kind: 'answered', status, retryAfterMs: null, body };
}

const success = '{"Severity":0,"Result":{"PointsBalance":120}}';

describe('what is kept of a reply', () => {
  test('no message where the API said nothing', () => {
    expect(meaning(answered(401, '')).code).toEqual({ status: 401, codeName: null, errorCode: null, message: null });
    expect(meaning(answered(200, success)).code.message).toBeNull();
  });

  test('of several messages each once, told apart', () => {
    const body = JSON.stringify({ HasError: true, ErrorMessage: 'First', ErrorMessages: ['First', 'Second'] });
    expect(meaning(answered(400, body)).code.message).toBe('First | Second');
  });
});

test.each([
  [199, 'unknown'],
  [200, 'applied'],
  [299, 'applied'],
  [300, 'unknown'],
  [399, 'unknown'],
  [400, 'refused'],
  [499, 'refused'],
  [500, 'unknown'],
])('the same body with the status %d: %s', (status, expected) => {
  expect(meaning(answered(status, success)).kind).toBe(expected);
});
