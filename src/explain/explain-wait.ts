import type { Entry } from '../domain/entry.ts';
import { nextStep } from '../domain/next-step.ts';
import { holdEndsAtMs } from '../domain/pending-since.ts';
import { isOrder, type LedgerRecord } from '../domain/record.ts';
import type { RetryPolicy } from '../domain/retry-policy.ts';
import type { EntryExplanation } from './explanation.ts';
import { instantText } from './values.ts';

/** What an entry waits for, and until when; see the schema of an explanation. */
export type Wait = NonNullable<EntryExplanation['waits']>;

/** `null` for an entry that is applied or withdrawn. */
export function explainWait(entry: Entry, record: LedgerRecord, retry: RetryPolicy, nowMs: number): Wait | null {
  if (entry.state === 'uncollected') return { for: 'nobody', until: null, givesUpAt: null };
  if (entry.state === 'parked') return { for: 'person', until: null, givesUpAt: null };
  if (entry.state !== 'pending') return null;
  const { firstAttemptAtMs } = entry;
  const givesUpAt = firstAttemptAtMs === null ? null : instantText(firstAttemptAtMs + retry.giveUpAfterMs);
  const step = nextStep(record, nowMs);
  if (!('entry' in step) || step.entry.number !== entry.number) return { for: 'earlierEntry', until: null, givesUpAt };
  return step.kind === 'wait'
    ? { for: reasonToWait(entry, record, nowMs), until: instantText(step.untilMs), givesUpAt }
    : { for: 'turn', until: null, givesUpAt };
}

function reasonToWait(entry: Entry, record: LedgerRecord, nowMs: number): Wait['for'] {
  if (entry.lease !== null && entry.lease.untilMs > nowMs) return 'attempt';
  if (entry.storeMissingSinceMs !== null) return 'store';
  if (entry.attempts > 0) return 'retry';
  const rule = isOrder(record) ? record.pinned : null;
  const holdsUntilMs = rule === null || !isOrder(record) ? 0 : holdEndsAtMs(record, rule, entry.plannedAtMs);
  return entry.notBeforeMs <= holdsUntilMs ? 'hold' : 'account';
}
