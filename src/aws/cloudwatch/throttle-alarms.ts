import type { Emit } from '../../ports/telemetry.ts';

/** The shortest time between two equal alarms. */
const ALARM_EVERY_MS = 300_000;

/** Emits equal alarms at most every five minutes: each order of an unusable account raises one. */
export function throttleAlarms(emit: Emit, now: () => number): Emit {
  const emittedAtMs = new Map<string, number>();
  return (event) => {
    if (event.kind === 'alarm') {
      const nowMs = now();
      if (nowMs - (emittedAtMs.get(event.message) ?? Number.NEGATIVE_INFINITY) < ALARM_EVERY_MS) return;
      emittedAtMs.set(event.message, nowMs);
    }
    emit(event);
  };
}
