import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { tellCloudWatch } from '../../src/events/cloudwatch-events.ts';
import { outcome } from '../../src/outcomes/outcome.ts';
import { captureLog } from '../environment/captured-log.ts';

let log: ReturnType<typeof captureLog>;
beforeEach(() => {
  log = captureLog();
});
afterEach(() => log.restore());

describe('a log line', () => {
  test("stays an object where Lambda's runtime makes the JSON", () => {
    vi.stubEnv('AWS_LAMBDA_LOG_FORMAT', 'JSON');
    const info = vi.spyOn(console, 'info').mockImplementation(() => undefined);
    tellCloudWatch({ kind: 'swept', queued: 3, failed: 0, complete: true });
    vi.unstubAllEnvs();
    expect(info.mock.calls).toEqual([[{ what: 'sweep', queued: 3, failed: 0, complete: true }]]);
  });

  test('is one line of JSON, at the level of its outcome', () => {
    const told = outcome('parked', 'a person\nhas to look', '123');
    tellCloudWatch({ kind: 'orderSettled', store: 'my\nstore', tookMs: 5, outcome: told });
    tellCloudWatch({ kind: 'alarm', message: 'store a is not served' });
    tellCloudWatch({ kind: 'secretTrouble', store: 'a', trouble: 'noCredentials', because: 'bonifiq: missing' });
    tellCloudWatch({ kind: 'secretTrouble', store: 'a', trouble: 'shortWebhookSecret', because: null });
    expect(log.lines.every((line) => !line.includes('\n'))).toBe(true);
    expect(log.entries()).toEqual([
      {
        level: 'error',
        what: 'settle',
        outcome: 'parked',
        severity: 'error',
        disposition: 'parked',
        store: 'my\nstore',
        tookMs: 5,
        order: '123',
        entries: [],
        message: 'a person\nhas to look',
      },
      { level: 'error', what: 'alarm', message: 'store a is not served' },
      { level: 'warn', what: 'warning', message: 'secret of store a: noCredentials, bonifiq: missing' },
      { level: 'warn', what: 'warning', message: 'secret of store a: shortWebhookSecret' },
    ]);
  });

  test('tells of an error its name alone: its text may quote what it was given', () => {
    class ValidationException extends Error {
      override readonly name = 'ValidationException';
    }
    const message = 'the ledger could not be written';
    tellCloudWatch({ kind: 'warning', message, error: new ValidationException('ana@example.com is no key') });
    tellCloudWatch({ kind: 'warning', message, error: 'ana@example.com' });
    tellCloudWatch({ kind: 'warning', message });
    expect(log.entries()).toEqual([
      { level: 'warn', what: 'warning', message: 'the ledger could not be written', error: 'ValidationException' },
      { level: 'warn', what: 'warning', message: 'the ledger could not be written', error: 'unknown error' },
      { level: 'warn', what: 'warning', message: 'the ledger could not be written' },
    ]);
  });
});
