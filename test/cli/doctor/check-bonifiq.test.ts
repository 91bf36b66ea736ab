import { expect, test } from 'vitest';
import { told } from '../../../cli/doctor/check-bonifiq.ts';
import type { Reply } from '../../../src/bonifiq/client.ts';

const store = { id: 'my-shop', account: 'acme' };
const answered = (status: number): Reply => ({ kind: 'answered', status, body: '', retryAfterMs: null });
const of = (reply: Reply) => told(reply, store, 'https://api.example.com');

test.each([
  [200, 'fine', 'account "acme": BonifiQ takes the credentials'],
  // A customer whom it does not know.
  [404, 'fine', 'account "acme": BonifiQ takes the credentials'],
  [401, 'wrong', 'account "acme": BonifiQ refuses the credentials (401)'],
  [403, 'wrong', 'account "acme": BonifiQ refuses the credentials (403)'],
  [429, 'warning', 'account "acme": BonifiQ limits the calls at the moment'],
  [302, 'wrong', 'account "acme": https://api.example.com answers 302'],
  [500, 'wrong', 'account "acme": https://api.example.com answers 500'],
  [503, 'wrong', 'account "acme": https://api.example.com answers 503'],
])('an answer %i is %s', (status, kind, what) => {
  expect(of(answered(status))).toMatchObject({ status: kind, what });
});

test('what could not be told says so, and what to do', () => {
  expect(of(answered(502))).toMatchObject({
    why: 'it could not say whether it takes the credentials, and points wait until it can',
    next: expect.stringContaining('Look again in some minutes'),
  });
  expect(of({ kind: 'unanswered', why: 'timeout' })).toMatchObject({
    status: 'wrong',
    what: 'account "acme": https://api.example.com does not answer (timeout)',
  });
});
