import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  createAlarm,
  logInfo,
  logOutcome,
  logWarning,
  shownDeliveryId,
  shownTopic,
} from '../../src/environment/log.ts';
import { outcome } from '../../src/outcomes/outcome.ts';
import { captureLog } from './captured-log.ts';

let log: ReturnType<typeof captureLog>;
beforeEach(() => {
  log = captureLog();
});
afterEach(() => log.restore());

describe('a log line', () => {
  test("stays an object where Lambda's runtime makes the JSON", () => {
    vi.stubEnv('AWS_LAMBDA_LOG_FORMAT', 'JSON');
    const info = vi.spyOn(console, 'info').mockImplementation(() => undefined);
    logInfo('sweep', { queued: 3 });
    vi.unstubAllEnvs();
    expect(info.mock.calls).toEqual([[{ what: 'sweep', queued: 3 }]]);
  });

  test('is one line of JSON, at the level of its outcome', () => {
    logOutcome('delivery', { store: 'my\nstore', tookMs: 5 }, outcome('parked', 'a person\nhas to look', '123'));
    logInfo('sweep', { queued: 3 });
    createAlarm(() => 0)('store a is not served');
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
      { level: 'error', what: 'alarm', message: 'store a is not served' },
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

test('the same alarm is told once in five minutes, another at once', () => {
  let nowMs = 0;
  const alarm = createAlarm(() => nowMs);
  for (const [atMs, message] of [
    [0, 'a'],
    [1, 'a'],
    [1, 'b'],
    [299_999, 'a'],
    [300_000, 'a'],
  ] as const) {
    nowMs = atMs;
    alarm(message);
  }
  expect(log.entries().map(({ message }) => message)).toEqual(['a', 'b', 'a']);
});

describe('an unsigned header', () => {
  test.each(['orders/paid', 'order_transactions/create', 'order.updated', 'action.woocommerce_order_refunded'])(
    'the topic %s is shown',
    (text) => expect(shownTopic(text)).toBe(text),
  );

  test.each([
    'ana@example.com',
    'Ana Souza',
    'orders/paid\n',
    '',
    'secret-of-a-shop',
    'joao.silva',
    '12345678909',
    'x'.repeat(300),
  ])('%j is no topic', (text) => expect(shownTopic(text)).toBe('(not shown)'));

  test.each(['b54557e4-bdd9-4b37-8a5f-bf7d70bcd043', '36c7e314eece1d5526aaa3cfcf2f1eaa'])(
    'the delivery id %s is shown',
    (text) => expect(shownDeliveryId(text)).toBe(text),
  );

  test.each(['12345678909', '4111111111111111', 'ana@example.com', 'made-up-secret-Utrecht-2026', '', 'a'.repeat(65)])(
    '%j is no delivery id',
    (text) => expect(shownDeliveryId(text)).toBe('(not shown)'),
  );

  test('one that is absent is null', () => {
    expect([shownTopic(null), shownDeliveryId(null)]).toEqual([null, null]);
  });
});
