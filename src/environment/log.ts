import type { Outcome } from '../outcomes/outcome.ts';
import { outcomeTable } from '../outcomes/outcome-table.ts';

/** What a log line may carry: ids, names and numbers; never a body, a secret, an e-mail address or a customer. */
type Fields = Readonly<Record<string, string | number | boolean | null>>;

const NOT_SHOWN = '(not shown)';
/** `orders/paid`, `order.updated`, `action.woocommerce_order_refunded` */
const TOPIC = /^[a-z_]{1,40}(?:[./][a-z_]{1,60}){1,2}$/;
/** Hex digits, as a UUID or a hash has them; long enough to be no document and no telephone number. */
const DELIVERY_ID = /^[0-9a-f-]{16,64}$/i;

/** What an unsigned header says, for a log line, if it looks like what it should be: anybody may have written anything into it. */
export function shownTopic(text: string | null): string | null {
  return text === null || TOPIC.test(text) ? text : NOT_SHOWN;
}

export function shownDeliveryId(text: string | null): string | null {
  return text === null || DELIVERY_ID.test(text) ? text : NOT_SHOWN;
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

/** Something keeps a whole account from being served, and only a person can change it. */
export function logAlarm(message: string): void {
  console.error(JSON.stringify({ what: 'alarm', message }));
}
