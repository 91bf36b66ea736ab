import type { Outcome } from '../outcomes/outcome.ts';
import { outcomeTable } from '../outcomes/outcome-table.ts';

/** What a log line may carry: ids, names and numbers; never a body, a secret, an e-mail address or a customer. */
type Fields = Readonly<Record<string, string | number | boolean | null>>;

/** Wide enough for topics, delivery ids and store names; too narrow for an e-mail address or a page of text. */
const PLAIN = /^[\w./:-]{1,100}$/;

/** What an unsigned path or header says, for a log line: anybody may have written anything into it. */
export function plainName(text: string | null): string | null {
  return text === null || PLAIN.test(text) ? text : '(not shown)';
}

/** One line that says what a delivery or a queued order came to, and why. */
export function logOutcome(what: 'delivery' | 'settle', fields: Fields, outcome: Outcome): void {
  const { severity, disposition, logLevel } = outcomeTable[outcome.kind];
  const { kind, order, entries, message } = outcome;
  console[logLevel](JSON.stringify({ what, outcome: kind, severity, disposition, ...fields, order, entries, message }));
}

export function logInfo(what: string, fields: Fields): void {
  console.info(JSON.stringify({ what, ...fields }));
}

/** Something failed without losing anything. Only the error's name is told: its text may quote what it was given. */
export function logWarning(message: string, error: unknown): void {
  const name = error instanceof Error ? error.name : 'unknown error';
  console.warn(JSON.stringify({ what: 'warning', message, error: name }));
}
