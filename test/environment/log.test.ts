import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { logInfo, logOutcome, logWarning, plainName } from '../../src/environment/log.ts';
import { outcome } from '../../src/outcomes/outcome.ts';
import { captureLog } from './captured-log.ts';

let log: ReturnType<typeof captureLog>;
beforeEach(() => {
  log = captureLog();
});
afterEach(() => log.restore());

describe('a log line', () => {
  test('is one line of JSON, at the level of its outcome', () => {
    logOutcome('delivery', { store: 'my\nstore', tookMs: 5 }, outcome('parked', 'a person\nhas to look', '123'));
    logInfo('sweep', { queued: 3 });
    expect(log.lines.every((line) => !line.includes('\n'))).toBe(true);
    expect(log.entries()).toEqual([
      {
        level: 'error',
        what: 'delivery',
        outcome: 'parked',
        severity: 'error',
        disposition: 'parked',
        store: 'my\nstore',
        tookMs: 5,
        order: '123',
        entries: [],
        message: 'a person\nhas to look',
      },
      { level: 'info', what: 'sweep', queued: 3 },
    ]);
  });

  test('tells of an error its name alone: its text may quote what it was given', () => {
    class ValidationException extends Error {
      override readonly name = 'ValidationException';
    }
    logWarning('the ledger could not be written', new ValidationException('ana@example.com is no key'));
    logWarning('the ledger could not be written', 'ana@example.com');
    expect(log.entries()).toEqual([
      { level: 'warn', what: 'warning', message: 'the ledger could not be written', error: 'ValidationException' },
      { level: 'warn', what: 'warning', message: 'the ledger could not be written', error: 'unknown error' },
    ]);
  });
});

describe('a text from an unsigned path or header', () => {
  test.each([
    'orders/paid',
    'order_transactions/create',
    'action.woocommerce_order_refunded',
    'my-store-2',
    'b54557e4-bdd9-4b37-8a5f-bf7d70bcd043',
    '7c6c7a45c4a1c0b8b0f7',
    'x'.repeat(100),
  ])('%s is shown', (text) => {
    expect(plainName(text)).toBe(text);
  });

  test.each(['ana@example.com', 'ana%40example.com', 'Ana Souza', 'orders/paid\n', '', 'ü', '<b>', 'x'.repeat(101)])(
    '%j is not',
    (text) => {
      expect(plainName(text)).toBe('(not shown)');
    },
  );

  test('that is not there is not there', () => {
    expect(plainName(null)).toBeNull();
  });
});
