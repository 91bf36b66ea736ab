import type { Outcome } from '../outcomes/outcome.ts';
import { outcomeTable } from '../outcomes/outcome-table.ts';
import type { EventOf, PonteEvent } from './event.ts';

/** What a log line may carry: ids, names and numbers; never a body, a secret, an e-mail address or a customer. */
export interface LogLine {
  readonly level: 'info' | 'warn' | 'error';
  readonly fields: { readonly what: string; readonly [name: string]: unknown };
}

interface EventRow<Event extends PonteEvent> {
  line(event: Event): LogLine;
}

/** All that is written of an event, in one place. */
const eventTable: { readonly [Kind in PonteEvent['kind']]: EventRow<EventOf<Kind>> } = {
  deliveryHandled: {
    line: ({ kind: _, outcome, ...fields }) => outcomeLine('delivery', fields, outcome),
  },
  orderSettled: {
    line: ({ kind: _, outcome, ...fields }) => outcomeLine('settle', fields, outcome),
  },
  swept: {
    line: ({ kind: _, ...fields }) => ({ level: 'info', fields: { what: 'sweep', ...fields } }),
  },
  secretTrouble: {
    line: ({ store, trouble, because }) => ({
      level: 'warn',
      fields: {
        what: 'warning',
        message: `secret of store ${store}: ${because === null ? trouble : `${trouble}, ${because}`}`,
      },
    }),
  },
  warning: {
    line: (event) => ({
      level: 'warn',
      fields: { what: 'warning', message: event.message, ...('error' in event && { error: nameOf(event.error) }) },
    }),
  },
  alarm: {
    line: ({ message }) => ({ level: 'error', fields: { what: 'alarm', message } }),
  },
};

/** The log line of an event. */
export function logLine<Kind extends PonteEvent['kind']>(event: EventOf<Kind>): LogLine {
  return rowOf<Kind>(event).line(event);
}

function rowOf<Kind extends PonteEvent['kind']>(event: EventOf<Kind>): EventRow<EventOf<Kind>> {
  return eventTable[event.kind as Kind];
}

/** One line that says what a delivery or a queued order came to, and why. */
function outcomeLine(what: 'delivery' | 'settle', about: object, told: Outcome): LogLine {
  const { severity, disposition, logLevel: level } = outcomeTable[told.kind];
  const { kind, order, entries, message } = told;
  return { level, fields: { what, outcome: kind, severity, disposition, ...about, order, entries, message } };
}

/** Only the error's name is told: its text may quote what it was given. */
function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown error';
}
