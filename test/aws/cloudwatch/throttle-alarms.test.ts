import { expect, test } from 'vitest';
import { throttleAlarms } from '../../../src/aws/cloudwatch/throttle-alarms.ts';
import type { PonteEvent } from '../../../src/ports/telemetry.ts';

test('the same alarm is told once in five minutes, another at once, and all else as it comes', () => {
  let nowMs = 0;
  const events: PonteEvent[] = [];
  const emit = throttleAlarms(
    (event) => events.push(event),
    () => nowMs,
  );
  for (const [atMs, kind, message] of [
    [0, 'alarm', 'a'],
    [1, 'alarm', 'a'],
    [1, 'alarm', 'b'],
    [2, 'warning', 'a'],
    [3, 'warning', 'a'],
    [299_999, 'alarm', 'a'],
    [300_000, 'alarm', 'a'],
  ] as const) {
    nowMs = atMs;
    emit(kind === 'alarm' ? { kind, reason: 'noCredentials', message } : { kind, message });
  }
  expect(events.map((event) => 'message' in event && `${event.kind} ${event.message}`)).toEqual([
    'alarm a',
    'alarm b',
    'warning a',
    'warning a',
    'alarm a',
  ]);
});
