import type { Entry } from './entry.ts';
import type { LedgerRecord } from './ledger-record.ts';

/** What a record asks for next. Entries are posted in order, one at a time. */
export type NextStep =
  | { readonly kind: 'settled' }
  /** A person has to look first; whatever stands behind the entry waits, too. */
  | { readonly kind: 'parked'; readonly entry: Entry }
  /** A hold, a retry delay or another worker's attempt: nothing to do before `untilMs`. */
  | { readonly kind: 'wait'; readonly entry: Entry; readonly untilMs: number }
  | { readonly kind: 'attempt'; readonly entry: Entry };

export function nextStep(record: Pick<LedgerRecord, 'entries'>, nowMs: number): NextStep {
  const entry = record.entries.find(({ state }) => state === 'pending' || state === 'parked');
  if (entry === undefined) return { kind: 'settled' };
  if (entry.state === 'parked') return { kind: 'parked', entry };
  const untilMs = Math.max(entry.notBeforeMs, entry.lease?.untilMs ?? 0);
  return nowMs < untilMs ? { kind: 'wait', entry, untilMs } : { kind: 'attempt', entry };
}

/** The entry for which a record waits for a person, if it does. */
export function parkedEntry(record: Pick<LedgerRecord, 'entries'>): Entry | null {
  const step = nextStep(record, Number.NEGATIVE_INFINITY);
  return step.kind === 'parked' ? step.entry : null;
}

/** Where a record is listed for a person: with what is parked, or else with what could not be collected. */
export function listedAs(
  record: Pick<LedgerRecord, 'entries'>,
): { readonly kind: 'order' | 'uncollected'; readonly entry: Entry } | null {
  const parked = parkedEntry(record);
  if (parked !== null) return { kind: 'order', entry: parked };
  const uncollected = record.entries.find(({ state }) => state === 'uncollected');
  return uncollected === undefined ? null : { kind: 'uncollected', entry: uncollected };
}

/** When a record's next entry may be tried, or `null` when there is none or a person has the word. */
export function nextAttemptAtMs(record: Pick<LedgerRecord, 'entries'>): number | null {
  const step = nextStep(record, Number.NEGATIVE_INFINITY);
  return step.kind === 'wait' ? step.untilMs : null;
}
