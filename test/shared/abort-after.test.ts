import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { abortAfter, following } from '../../src/shared/abort-after.ts';

const aborted = (signal: AbortSignal) => vi.waitFor(() => expect(signal.aborted).toBe(true), 1_000);

test('aborts when the time is up, and not before', async () => {
  const signal = abortAfter(60, new AbortController().signal);
  await sleep(20);
  expect(signal.aborted).toBe(false);
  await aborted(signal);
  expect(signal.reason).toMatchObject({ name: 'TimeoutError' });
});

test('aborts at once with the other signal, for the same reason', () => {
  const other = new AbortController();
  const signal = abortAfter(60_000, other.signal);
  const heard = vi.fn();
  signal.addEventListener('abort', heard);
  const reason = new Error('no more');
  other.abort(reason);
  expect([signal.aborted, signal.reason, heard.mock.calls.length]).toEqual([true, reason, 1]);
});

test('is aborted from the start where the other signal is', () => {
  const reason = new Error('no more');
  expect(abortAfter(60_000, AbortSignal.abort(reason))).toMatchObject({ aborted: true, reason });
});

test('keeps its own reason when the other signal aborts later', async () => {
  const other = new AbortController();
  const signal = abortAfter(1, other.signal);
  await aborted(signal);
  other.abort(new Error('later'));
  expect(signal.reason).toMatchObject({ name: 'TimeoutError' });
});

test('two whose time is up have the same reason, which nobody changes', async () => {
  const [one, two] = [abortAfter(1), abortAfter(1)];
  await aborted(one);
  await aborted(two);
  expect(one.reason).toBe(two.reason);
});

test('leaves no timer behind when the other signal aborts', () => {
  vi.useFakeTimers();
  const other = new AbortController();
  for (let count = 0; count < 5; count += 1) abortAfter(60_000, other.signal);
  expect(vi.getTimerCount()).toBe(5);
  other.abort();
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

test('what follows a signal can be ended by itself, which leaves that signal as it is', () => {
  const other = new AbortController();
  const ended = following(other.signal);
  ended.abort();
  expect([ended.signal.aborted, other.signal.aborted]).toEqual([true, false]);
});
