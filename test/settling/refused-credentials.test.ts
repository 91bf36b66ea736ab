import { expect, test } from 'vitest';
import { createRefusedCredentials } from '../../src/settling/refused-credentials.ts';

const MINUTE_MS = 60_000;

test.each<[string, string, string, number, boolean]>([
  ['the same credentials, at once', 'demo', '1', 0, true],
  ['the same, a millisecond before five minutes', 'demo', '1', 5 * MINUTE_MS - 1, true],
  ['the same, after five minutes: ask again', 'demo', '1', 5 * MINUTE_MS, false],
  ['a changed secret', 'demo', '2', 0, false],
  ['another account', 'other', '1', 0, false],
])('%s', (_, account, version, afterMs, expected) => {
  const refused = createRefusedCredentials();
  refused.refuse('demo', '1', 1_000);
  expect(refused.isRefused(account, version, 1_000 + afterMs)).toBe(expected);
});

test('nothing is refused before anything was', () => {
  expect(createRefusedCredentials().isRefused('demo', '1', 0)).toBe(false);
});

test('the last refusal of an account counts', () => {
  const refused = createRefusedCredentials();
  refused.refuse('demo', '1', 0);
  refused.refuse('demo', '1', 4 * MINUTE_MS);
  expect(refused.isRefused('demo', '1', 8 * MINUTE_MS)).toBe(true);
  refused.refuse('demo', '2', 8 * MINUTE_MS);
  expect(refused.isRefused('demo', '1', 8 * MINUTE_MS)).toBe(false);
});
