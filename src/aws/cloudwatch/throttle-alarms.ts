import type { Emit } from '../../ports/telemetry.ts';

/** How often one and the same alarm is told. */
const ALARM_EVERY_MS = 300_000;

/** Tells each alarm only once in a while: every order of an account that cannot be served meets it. */
export function throttleAlarms(emit: Emit, now: () => number): Emit {
  const toldAtMs = new Map<string, number>();
  return (event) => {
    if (event.kind === 'alarm') {
      const nowMs = now();
      if (nowMs - (toldAtMs.get(event.message) ?? Number.NEGATIVE_INFINITY) < ALARM_EVERY_MS) return;
      toldAtMs.set(event.message, nowMs);
    }
    emit(event);
  };
}
