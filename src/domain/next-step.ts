import type { Entry } from './entry.ts';
import type { OrderRecord, PaymentAhead } from './order-record.ts';
import type { LedgerRecord } from './record.ts';

/** What a record asks for next. Entries are posted in order, one at a time. */
export type NextStep =
  | { readonly kind: 'settled' }
  /** A person has to look first; whatever stands behind the entry waits, too. */
  | { readonly kind: 'parked'; readonly entry: Entry }
  /** For a person, who may correct the payment date; the order is planned again when its day is near. */
  | ({ readonly kind: 'paymentAhead' } & PaymentAhead)
  | { readonly kind: 'plan' }
  /** A hold, a retry delay or another worker's attempt: nothing to do before `untilMs`. */
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

/** The entry for which a record waits for a person, if it does. */
export function parkedEntry(record: Steps): Entry | null {
  const step = nextStep(record, Number.NEGATIVE_INFINITY);
  return step.kind === 'parked' ? step.entry : null;
}

/** Where a record is listed for a person, and since when. `entry` is null for one whose payment date is ahead. */
export interface Listed {
  readonly kind: 'order' | 'uncollected';
  readonly entry: Entry | null;
  readonly sinceMs: number;
}

/** Listed with what is parked, or else with what could not be collected. */
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

/** When a record's next entry may be tried, or be planned; `null` when there is none or a person has the word. */
export function nextAttemptAtMs(record: Steps): number | null {
  const step = nextStep(record, Number.NEGATIVE_INFINITY);
  return step.kind === 'wait' || step.kind === 'paymentAhead' ? step.untilMs : null;
}
