import type { Entry } from '../domain/entry.ts';
import { nextStep } from '../domain/next-step.ts';
import { holdEndsAtMs } from '../domain/pending-since.ts';
import { isOrder, type LedgerRecord } from '../domain/record.ts';
import type { RetryPolicy } from '../domain/retry-policy.ts';
import type { EntryExplanation } from './explanation.ts';
import { instantText } from './values.ts';

/** What an entry waits for, and until when; see the schema of an explanation. */
export type Wait = NonNullable<EntryExplanation['waits']>;

/** What of the configuration says how long entries wait. `isInShadow`: of the record's store. */
export interface WaitSettings {
  readonly retry: RetryPolicy;
  readonly isInShadow: boolean;
}

/** `null` for an entry that is applied, withdrawn or in shadow. */
export function explainWait(entry: Entry, record: LedgerRecord, settings: WaitSettings, nowMs: number): Wait | null {
  if (entry.state === 'uncollected') return { for: 'nobody', until: null, givesUpAt: null };
  if (entry.state === 'parked') return { for: 'person', until: null, givesUpAt: null };
  if (entry.state !== 'pending') return null;
  const { firstAttemptAtMs } = entry;
  const givesUpAt = firstAttemptAtMs === null ? null : instantText(firstAttemptAtMs + settings.retry.giveUpAfterMs);
  const step = nextStep(record, nowMs);
  if (!('entry' in step) || step.entry.number !== entry.number) return { for: 'earlierEntry', until: null, givesUpAt };
  if (settings.isInShadow && isOrder(record) && !isHeldOrAttempted(entry, record, nowMs))
    return { for: 'shadow', until: null, givesUpAt: null };
  return step.kind === 'wait'
    ? { for: reasonToWait(entry, record, nowMs), until: instantText(step.untilMs), givesUpAt }
    : { for: 'turn', until: null, givesUpAt };
}

/** What ends by itself while its store is in shadow. */
function isHeldOrAttempted(entry: Entry, record: LedgerRecord, nowMs: number): boolean {
  const reason = entry.notBeforeMs > nowMs || entry.lease !== null ? reasonToWait(entry, record, nowMs) : null;
  return reason === 'hold' || reason === 'attempt';
}

function reasonToWait(entry: Entry, record: LedgerRecord, nowMs: number): Wait['for'] {
  if (entry.lease !== null && entry.lease.untilMs > nowMs) return 'attempt';
  if (entry.storeMissingSinceMs !== null) return 'store';
  if (entry.attempts > 0) return 'retry';
  const rule = isOrder(record) ? record.pinned : null;
  const holdsUntilMs = rule === null || !isOrder(record) ? 0 : holdEndsAtMs(record, rule, entry.plannedAtMs);
  return entry.notBeforeMs <= holdsUntilMs ? 'hold' : 'account';
}
