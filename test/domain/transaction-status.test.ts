import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TransactionStatus } from '../../src/domain/order-facts.ts';
import { furtherStatus, isMoneyBack } from '../../src/domain/transaction-status.ts';

const FINAL = ['success', 'failure', 'error'] as const;
const statuses: readonly TransactionStatus[] = [...FINAL, 'pending', 'other'];
const anyStatus = fc.constantFrom(...statuses);

describe('two reports of one transaction', () => {
  test.each(FINAL)('%s beats pending, whichever came first', (status) => {
    expect(furtherStatus('pending', status)).toBe(status);
    expect(furtherStatus(status, 'pending')).toBe(status);
  });

  test.each([...FINAL, 'pending'] as const)('%s beats a status that says nothing', (status) => {
    expect(furtherStatus('other', status)).toBe(status);
    expect(furtherStatus(status, 'other')).toBe(status);
  });

  test('money that went back is believed before a failure or an error', () => {
    for (const status of ['failure', 'error'] as const) {
      expect(furtherStatus('success', status)).toBe('success');
      expect(furtherStatus(status, 'success')).toBe('success');
    }
  });

  test('the order of the reports does not matter, nor their number', () => {
    fc.assert(
      fc.property(anyStatus, anyStatus, anyStatus, (one, two, three) => {
        expect(furtherStatus(one, two)).toBe(furtherStatus(two, one));
        expect(furtherStatus(one, one)).toBe(one);
        expect(furtherStatus(furtherStatus(one, two), three)).toBe(furtherStatus(one, furtherStatus(two, three)));
      }),
    );
  });
});

test('money counts as back once it is on its way, until that fails', () => {
  expect(statuses.filter(isMoneyBack)).toEqual(['success', 'pending']);
});
