import type { Entry } from '../entry.ts';
import type { OrderRecord } from '../order-record.ts';
import { withEntry } from '../record.ts';

/**
 * Has an applied entry posted again, under its own key: where the API has it after all, the key keeps it from counting twice. Until it
 * is answered the entry counts as posted. `null` where it is not applied.
 */
export function postedAgain(record: OrderRecord, number: number, nowMs: number): OrderRecord | null {
  const entry = record.entries.find((one) => one.number === number);
  if (entry === undefined || entry.state !== 'applied' || record.erasedAtMs !== undefined) return null;
  const again: Entry = {
    ...entry,
    state: 'pending',
    // As if its answer had been lost.
    unresolvedAttempts: [Math.max(1, entry.attempts)],
    attempts: Math.max(1, entry.attempts),
    backoffBase: Math.max(1, entry.attempts),
    firstAttemptAtMs: null,
    notBeforeMs: nowMs,
    lastReply: null,
    warning: null,
    balanceAfter: null,
  };
  return withEntry(record, again);
}
