import type { PonteEvent } from '../../src/ports/telemetry.ts';

/** The messages of what was told as a warning or an alarm, in order. */
export function warningsOf(events: readonly PonteEvent[]): string[] {
  return events.flatMap((event) => (event.kind === 'warning' || event.kind === 'alarm' ? [event.message] : []));
}
