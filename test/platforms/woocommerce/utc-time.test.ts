import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { parseUtcTime } from '../../../src/platforms/woocommerce/utc-time.ts';

// A machine in another zone, where a time without a zone is not UTC.
beforeAll(() => vi.stubEnv('TZ', 'America/Sao_Paulo'));
afterAll(() => vi.unstubAllEnvs());

const AT_MS = Date.UTC(2026, 10, 22, 19, 58, 37);

test.each([
  ['2026-11-22T19:58:37', AT_MS],
  ['2026-11-22T19:58:37Z', AT_MS],
  ['2026-11-22T19:58:37.5', AT_MS + 500],
  ['2026-11-22T19:58:37.123456789', AT_MS + 123],
  ['2026-11-22T19:58:37.123Z', AT_MS + 123],
  ['1970-01-01T00:00:00', 0],
])('%s is UTC', (text, timeMs) => {
  expect(parseUtcTime(text)).toBe(timeMs);
});

test.each([
  ['no time', ''],
  ['a day', '2026-11-22'],
  ['a space between', '2026-11-22 19:58:37'],
  ['another zone', '2026-11-22T19:58:37+01:00'],
  ['words before', 'on 2026-11-22T19:58:37'],
  ['a year of six digits', '+002026-11-22T19:58:37'],
  ['a line break behind', '2026-11-22T19:58:37\n'],
  ['two zones', '2026-11-22T19:58:37ZZ'],
  ['ten decimals', '2026-11-22T19:58:37.1234567890'],
  ['no decimals behind the point', '2026-11-22T19:58:37.'],
  ['words for decimals', '2026-11-22T19:58:37.x'],
  ['a thirteenth month', '2026-13-22T19:58:37'],
  ['a twenty-fifth hour', '2026-11-22T25:58:37'],
  ['no year', '0000-00-00T00:00:00'],
])('%s is no time', (_, text) => {
  expect(parseUtcTime(text)).toBeUndefined();
});
