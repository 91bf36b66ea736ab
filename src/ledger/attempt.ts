import type { PriorAttempts, ReplyResult } from '../points-api/reply-result.ts';
import type { Entry, ParkReason } from './entry.ts';
import { type RetryPolicy, retryDelayMs } from './retry-delay.ts';

/** What is known of an entry's earlier attempts. */
export function priorAttempts(entry: Entry): PriorAttempts {
  if (entry.unanswered.length > 0) return 'unknown';
  return entry.attempts === 0 ? 'none' : 'refusedOnly';
}

/** Marks an attempt before its call: from here on the entry may have been applied, whatever becomes of us. */
export function beginAttempt(entry: Entry, nowMs: number, leaseMs: number): Entry {
  const attempt = entry.attempts + 1;
  return {
    ...entry,
    attempts: attempt,
    unanswered: [...entry.unanswered, attempt],
    leaseUntilMs: nowMs + leaseMs,
    firstAttemptAtMs: entry.firstAttemptAtMs ?? nowMs,
  };
}

/**
 * Writes the answer of an attempt into its entry. Saying the same again changes nothing (a lost reply of the ledger makes
 * the caller do that), and an applied entry stays applied, whatever comes later.
 */
export function concludeAttempt(
  entry: Entry,
  attempt: { readonly number: number; readonly result: ReplyResult },
  policy: { readonly onUnknownCustomer: 'retry' | 'create' | 'park'; readonly retry: RetryPolicy },
  nowMs: number,
): Entry {
  if (entry.state === 'applied' || !entry.unanswered.includes(attempt.number)) return entry;
  const { result } = attempt;
  const answered = { ...entry, leaseUntilMs: null, lastReply: result.code };
  const refused = { ...answered, unanswered: entry.unanswered.filter((number) => number !== attempt.number) };
  switch (result.kind) {
    case 'applied':
      return { ...answered, ...APPLIED, warning: result.warning, balanceAfter: result.balance };
    case 'alreadyApplied':
      return { ...answered, ...APPLIED, balanceAfter: result.balance };
    case 'unknown':
      return postponed(answered, policy.retry, nowMs, result.retryAfterMs ?? 0);
    case 'credentialsRefused':
      return postponed(refused, policy.retry, nowMs, 0);
    case 'customerUnknown':
      return policy.onUnknownCustomer === 'park'
        ? parked(refused, 'customerUnknown')
        : postponed(refused, policy.retry, nowMs, 0);
    case 'needsChecking':
      // Stryker disable next-line StringLiteral: this attempt is unanswered, of which `parked` makes needsChecking by itself
      return parked(answered, 'needsChecking');
    case 'refused':
      return parked(refused, 'refused');
    // Stryker disable next-line ConditionalExpression: unreachable
    default:
      return result satisfies never;
  }
}

const APPLIED = { state: 'applied', parked: null, unanswered: [] } as const;

/** An entry that may have been applied is parked as *needs checking*, whatever the last answer was. */
function parked(entry: Entry, because: ParkReason): Entry {
  return { ...entry, state: 'parked', parked: entry.unanswered.length > 0 ? 'needsChecking' : because };
}

function postponed(entry: Entry, retry: RetryPolicy, nowMs: number, atLeastMs: number): Entry {
  const notBeforeMs = nowMs + Math.max(atLeastMs, retryDelayMs(entry, retry));
  const givesUpAtMs = (entry.firstAttemptAtMs ?? nowMs) + retry.giveUpAfterMs;
  return notBeforeMs > givesUpAtMs ? parked(entry, 'triesExhausted') : { ...entry, notBeforeMs };
}
