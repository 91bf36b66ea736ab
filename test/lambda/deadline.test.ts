import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { lambdaDeadline } from '../../src/lambda/deadline.ts';
import { remainingMs } from '../../src/shared/deadline.ts';
import { lambdaContext } from '../support/lambda-events.ts';

describe('the time of an invocation', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-12-01T12:00:00Z') });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test.each([
    // left, reserve, at most: given
    [10_000, 300, 3_600, 3_600],
    [3_000, 300, 3_600, 2_700],
    [10_000, 1_000, undefined, 9_000],
    [200, 300, 3_600, 0],
    [0, 1_000, undefined, 0],
  ])('%i ms left, %i in reserve, %s at most: %i', (left, reserveMs, atMostMs, given) => {
    const deadline = lambdaDeadline(lambdaContext(left), { reserveMs, ...(atMostMs !== undefined && { atMostMs }) });
    expect(remainingMs(deadline)).toBe(given);
    expect(deadline.endsAtMs - Date.now()).toBe(given);
  });
});

test('its signal aborts when the time is over, not before', async () => {
  const deadline = lambdaDeadline(lambdaContext(150), { reserveMs: 50 });
  expect(deadline.signal.aborted).toBe(false);
  await sleep(50);
  expect(deadline.signal.aborted).toBe(false);
  await vi.waitFor(() => expect(deadline.signal.aborted).toBe(true), 1_000);
  expect(remainingMs(deadline)).toBeLessThanOrEqual(0);
});
