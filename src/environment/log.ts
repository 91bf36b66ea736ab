import type { Outcome } from '../outcomes/outcome.ts';
import { outcomeTable } from '../outcomes/outcome-table.ts';

/** What a log line may carry: ids, names and numbers; never a body, a secret, an e-mail address or a customer. */
type Fields = Readonly<Record<string, string | number | boolean | null>>;

/**
 * Lambda's runtime wraps every line into JSON of its own when the function's log format says so: an object then stays one,
 * which metric filters and queries can look into, where text would stay text.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html
 */
const line = (fields: object) => (process.env.AWS_LAMBDA_LOG_FORMAT === 'JSON' ? fields : JSON.stringify(fields));

const NOT_SHOWN = '(not shown)';
/** The platforms' resources and what happened to them: `orders/paid`, `order.updated`, `action.woocommerce_order_refunded`. */
const TOPIC =
  /^(?:app|action|checkouts|coupon|customers?|fulfillments|orders?|order_transactions|products?|refunds|shop)[./][a-z_]{1,60}$/;
/** A UUID, or a hash as WooCommerce makes it. */
const DELIVERY_ID = /^(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32})$/i;

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
  console[logLevel](line({ what, outcome: kind, severity, disposition, ...fields, order, entries, message }));
}

export function logInfo(what: string, fields: Fields): void {
  console.info(line({ what, ...fields }));
}

/** Something failed without losing anything. Only the error's name is told: its text may quote what it was given. */
export function logWarning(message: string, error?: unknown): void {
  const name = error instanceof Error ? error.name : 'unknown error';
  console.warn(line({ what: 'warning', message, ...(error !== undefined && { error: name }) }));
}

/** How often one and the same alarm is told. */
const ALARM_EVERY_MS = 300_000;

/**
 * Tells, at error level, of something that keeps a whole account from being served and that only a person can change.
 * Every order of the account meets it, so each alarm is told only once in a while.
 */
export function createAlarm(now: () => number): (message: string) => void {
  const toldAtMs = new Map<string, number>();
  return (message) => {
    const nowMs = now();
    if (nowMs - (toldAtMs.get(message) ?? Number.NEGATIVE_INFINITY) < ALARM_EVERY_MS) return;
    toldAtMs.set(message, nowMs);
    console.error(line({ what: 'alarm', message }));
  };
}
