import { describe, expect, test } from 'vitest';
import { createAccountGate } from '../../src/settling/account-gate.ts';

const MINUTE_MS = 60_000;

describe('refused credentials', () => {
  test.each<[string, string, number, boolean]>([
    ['at once', '1', 0, true],
    ['a millisecond before five minutes', '1', 5 * MINUTE_MS - 1, true],
    ['after five minutes: ask again', '1', 5 * MINUTE_MS, false],
    ['the secret has changed', '2', 0, false],
  ])('close their account: %s', (_, version, afterMs, expected) => {
    const gate = createAccountGate();
    gate.refuse('1', 1_000);
    expect(gate.closedBecause('demo', version, 1_000 + afterMs)).toBe(
      expected ? 'the points API refuses the credentials of account "demo"' : null,
    );
  });

  test('the last refusal counts', () => {
    const gate = createAccountGate();
    gate.refuse('1', 0);
    gate.refuse('1', 4 * MINUTE_MS);
    expect(gate.closedBecause('demo', '1', 8 * MINUTE_MS)).not.toBeNull();
    expect(gate.closedBecause('demo', '1', 9 * MINUTE_MS)).toBeNull();
  });

  test('leave accounts with other credentials open', () => {
    const gate = createAccountGate();
    gate.refuse('1', 0);
    expect(gate.closedBecause('other', '2', 0)).toBeNull();
  });
});

describe('credentials of two accounts', () => {
  test('serve the first account that uses them, and no other: its stores would share change keys unknowingly', () => {
    const gate = createAccountGate();
    expect(gate.closedBecause('first', '1', 0)).toBeNull();
    expect(gate.closedBecause('second', '1', 0)).toBe(
      'its credentials are those of account "first", too; give their stores the same account',
    );
    expect(gate.closedBecause('first', '1', 0)).toBeNull();
  });

  test('serve any number of stores of one account', () => {
    const gate = createAccountGate();
    expect([1, 2, 3].map(() => gate.closedBecause('shared', '1', 0))).toEqual([null, null, null]);
  });
});

test('an account is open before anything happened', () => {
  expect(createAccountGate().closedBecause('demo', '1', 0)).toBeNull();
});
