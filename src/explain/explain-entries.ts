import { countsAsPosted, heldInShadow } from '../domain/entry.ts';
import { explainWait } from './explain-wait.ts';
import type { EntryExplanation } from './explanation.ts';
import { shownReply } from './shown-reply.ts';
import { type Explained, instantText, keyText } from './values.ts';

/** The order's entries, in the order of their numbers. */
export function explainEntries(of: Explained): EntryExplanation[] {
  const held = heldInShadow(of.record.entries);
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
    heldUntil: entry === held && held.notBeforeMs > of.nowMs ? instantText(held.notBeforeMs) : null,
    waits: explainWait(entry, of.record, { retry: of.retry, isInShadow: of.store?.shadow === true }, of.nowMs),
  }));
}
