import type { Entry } from './entry.ts';
import type { OrderRecord, PaymentAhead } from './order-record.ts';
import type { LedgerRecord } from './record.ts';

/** What has to be done next for a record. Entries are posted in order, one at a time. */
export type NextStep =
  | { readonly kind: 'settled' }
  /** A person has to look at the entry first. The entries behind it wait, too. */
  | { readonly kind: 'parked'; readonly entry: Entry }
  /** A person may correct the payment date. The order is planned again when that day is near. */
  | ({ readonly kind: 'paymentAhead' } & PaymentAhead)
  | { readonly kind: 'plan' }
  /** A hold, a retry delay or another worker's lease: nothing to do before `untilMs`. */
  | { readonly kind: 'wait'; readonly entry: Entry; readonly untilMs: number }
  | { readonly kind: 'attempt'; readonly entry: Entry };

/** What the next step depends on. */
type Steps = Pick<LedgerRecord, 'entries'> & Partial<Pick<OrderRecord, 'paymentAhead'>>;

export function nextStep(record: Steps, nowMs: number): NextStep {
  const entry = record.entries.find(({ state }) => state === 'pending' || state === 'parked');
  const ahead = record.paymentAhead ?? null;
  if (entry === undefined && ahead !== null) {
    return nowMs < ahead.untilMs ? { kind: 'paymentAhead', ...ahead } : { kind: 'plan' };
  }
  if (entry === undefined) return { kind: 'settled' };
  if (entry.state === 'parked') return { kind: 'parked', entry };
  const untilMs = Math.max(entry.notBeforeMs, entry.lease?.untilMs ?? 0);
  return nowMs < untilMs ? { kind: 'wait', entry, untilMs } : { kind: 'attempt', entry };
}

/** The entry for which a record is parked, or `null`. */
export function parkedEntry(record: Steps): Entry | null {
  const step = nextStep(record, Number.NEGATIVE_INFINITY);
  return step.kind === 'parked' ? step.entry : null;
}

/** How a record is listed for a person. `entry` is null where the payment date is ahead. */
export interface Listed {
  readonly kind: 'order' | 'uncollected';
  readonly entry: Entry | null;
  readonly sinceMs: number;
}

/** How the record is listed, or `null`. Parked goes before uncollected. */
export function listedAs(record: Steps): Listed | null {
  const step = nextStep(record, Number.NEGATIVE_INFINITY);
  if (step.kind === 'parked') return { kind: 'order', entry: step.entry, sinceMs: waitsSinceMs(step.entry) };
  if (step.kind === 'paymentAhead') return { kind: 'order', entry: null, sinceMs: step.sinceMs };
  const uncollected = record.entries.find(({ state }) => state === 'uncollected');
  if (uncollected === undefined) return null;
  return { kind: 'uncollected', entry: uncollected, sinceMs: waitsSinceMs(uncollected) };
}

function waitsSinceMs({ parkedAtMs, plannedAtMs }: Entry): number {
  return parkedAtMs ?? plannedAtMs;
}

/** When the record's next entry may be attempted or planned; `null` when there is none, or when it is parked. */
export function nextAttemptAtMs(record: Steps): number | null {
  const step = nextStep(record, Number.NEGATIVE_INFINITY);
  return step.kind === 'wait' || step.kind === 'paymentAhead' ? step.untilMs : null;
}
