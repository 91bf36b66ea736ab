import { countsAsPosted, type Entry } from '../domain/entry.ts';
import { nextStep } from '../domain/next-step.ts';
import type { OrderRecord } from '../domain/order-record.ts';
import { holdEndsAtMs } from '../domain/pending-since.ts';
import type { EntryExplanation } from './explanation.ts';
import { shownReply } from './shown-reply.ts';
import { type Explained, instantText, keyText } from './values.ts';

type Waits = NonNullable<EntryExplanation['waits']>;

/** The order's entries, in the order of their numbers. */
export function explainEntries(of: Explained): EntryExplanation[] {
  return of.record.entries.map((entry) => ({
    number: entry.number,
    kind: entry.points < 0 ? 'reversal' : 'award',
    points: entry.points,
    changeKey: keyText(entry, of),
    reason: entry.reason,
    customerReason: entry.customerReason,
    state: entry.state,
    counts: countsAsPosted(entry),
    plannedAt: instantText(entry.plannedAtMs),
    attempts: entry.attempts,
    unresolvedAttempts: entry.unresolvedAttempts.length,
    firstAttemptAt: entry.firstAttemptAtMs === null ? null : instantText(entry.firstAttemptAtMs),
    reply: entry.lastReply && shownReply(entry.lastReply),
    balanceAfter: entry.balanceAfter,
    warning: entry.warning,
    parked: entry.parked && {
      reason: entry.parked,
      since: entry.parkedAtMs === null ? null : instantText(entry.parkedAtMs),
    },
    waits: waitsOf(entry, of),
  }));
}

function waitsOf(entry: Entry, { record, retry, nowMs }: Explained): Waits | null {
  if (entry.state === 'uncollected') return { for: 'nobody', until: null, givesUpAt: null };
  if (entry.state === 'parked') return { for: 'person', until: null, givesUpAt: null };
  if (entry.state !== 'pending') return null;
  const { firstAttemptAtMs } = entry;
  const givesUpAt = firstAttemptAtMs === null ? null : instantText(firstAttemptAtMs + retry.giveUpAfterMs);
  const step = nextStep(record, nowMs);
  if (!('entry' in step) || step.entry.number !== entry.number) return { for: 'earlierEntry', until: null, givesUpAt };
  const until = step.kind === 'wait' ? step.untilMs : null;
  return {
    for: step.kind === 'wait' ? reasonToWait(entry, record, nowMs) : 'turn',
    until: until === null ? null : instantText(until),
    givesUpAt,
  };
}

function reasonToWait(entry: Entry, record: OrderRecord, nowMs: number): Waits['for'] {
  if (entry.lease !== null && entry.lease.untilMs > nowMs) return 'attempt';
  if (entry.storeMissingSinceMs !== null) return 'store';
  if (entry.attempts > 0) return 'retry';
  const holdsUntilMs = record.pinned === null ? 0 : holdEndsAtMs(record, record.pinned, entry.plannedAtMs);
  return entry.notBeforeMs <= holdsUntilMs ? 'hold' : 'account';
}
