import type { Entry, Lease, ParkReason } from './entry.ts';
import type { PostResult, PriorAttempts } from './post-result.ts';
import { type RetryPolicy, retryDelayMs } from './retry-policy.ts';
import type { Store } from './store.ts';

/** What is known of an entry's earlier attempts. */
export function priorAttempts(entry: Entry): PriorAttempts {
  if (entry.unresolvedAttempts.length > 0) return 'unknown';
  return entry.attempts === 0 ? 'none' : 'refusedOnly';
}

/** Delay of an entry whose credentials the API refused. It does not count as a retry. */
const BLOCKED_FOR_MS = 300_000;

/** Delay before an entry whose store is missing in the configuration is looked at again. */
const STORE_MISSING_FOR_MS = 900_000;

export function postponed(entry: Entry, untilMs: number): Entry {
  return { ...entry, notBeforeMs: untilMs };
}

/** Marks an attempt before its call. From then on the entry counts as perhaps applied, even if the worker dies. */
export function beginAttempt(entry: Entry, nowMs: number, lease: Lease): Entry {
  const attempt = entry.attempts + 1;
  return {
    ...entry,
    attempts: attempt,
    unresolvedAttempts: [...entry.unresolvedAttempts, attempt],
    lease,
    firstAttemptAtMs: entry.firstAttemptAtMs ?? nowMs,
    storeMissingSinceMs: null,
  };
}

/** A store's choices for answers that leave an entry open, and its retry policy. */
export interface AttemptPolicy extends Pick<Store, 'onUnknownCustomer' | 'onInsufficientBalance'> {
  readonly retry: RetryPolicy;
}

/**
 * Writes the answer of an attempt into its entry. Idempotent: the caller repeats it when the ledger's reply was lost. An
 * applied entry stays applied.
 */
export function concludeAttempt(
  entry: Entry,
  attempt: { readonly number: number; readonly result: PostResult },
  policy: AttemptPolicy,
  nowMs: number,
): Entry {
  if (entry.state === 'applied' || !entry.unresolvedAttempts.includes(attempt.number)) return entry;
  const { result } = attempt;
  // An answer that comes after its own lease has expired does not end the next attempt's lease.
  const lease = attempt.number === entry.attempts ? null : entry.lease;
  const answered = { ...entry, lease, lastReply: result.code };
  const refused = {
    ...answered,
    unresolvedAttempts: entry.unresolvedAttempts.filter((number) => number !== attempt.number),
  };
  switch (result.kind) {
    case 'applied':
      return { ...answered, ...APPLIED, warning: warningOf(entry, result.warning), balanceAfter: result.balance };
    case 'alreadyApplied':
      return { ...answered, ...APPLIED, balanceAfter: result.balance };
    case 'unknown':
      return retriedLater(answered, policy.retry, nowMs, result.retryAfterMs ?? 0);
    case 'credentialsRefused':
      return { ...postponed(refused, nowMs + BLOCKED_FOR_MS), backoffBase: entry.attempts, firstAttemptAtMs: null };
    case 'customerUnknown':
      return policy.onUnknownCustomer === 'park'
        ? parked(refused, 'customerUnknown', nowMs)
        : retriedLater(refused, policy.retry, nowMs, 0);
    case 'insufficientBalance':
      return uncovered(refused, result.balance, policy, nowMs);
    case 'needsChecking':
      // Stryker disable next-line StringLiteral: `parked` says needsChecking of any entry with an unresolved attempt
      return parked(answered, 'needsChecking', nowMs);
    case 'refused':
      return parked(refused, 'refused', nowMs);
    // Stryker disable next-line ConditionalExpression: unreachable
    default:
      return result satisfies never;
  }
}

/** The balance does not cover the reversal. With `takeRest` it becomes uncollected, for `reversePartially` to split. */
function uncovered(entry: Entry, balance: number | null, policy: AttemptPolicy, nowMs: number): Entry {
  const { onInsufficientBalance, retry } = policy;
  // A balance that would suffice has changed since, or cannot be spent in full: another attempt decides.
  const isShortfall = onInsufficientBalance === 'takeRest' && balance !== null && balance < -entry.points;
  if (onInsufficientBalance === 'park' || (isShortfall && entry.unresolvedAttempts.length > 0)) {
    return parked(entry, 'insufficientBalance', nowMs);
  }
  return isShortfall
    ? { ...entry, state: 'uncollected', parked: null, parkedAtMs: entry.parkedAtMs ?? nowMs }
    : retriedLater(entry, retry, nowMs, 0, 'insufficientBalance');
}

const APPLIED = { state: 'applied', parked: null, parkedAtMs: null, unresolvedAttempts: [], lease: null } as const;

/** Another unresolved attempt of the entry is what used the key. */
function warningOf(entry: Entry, warning: Entry['warning']): Entry['warning'] {
  return warning === 'keyUsedByOther' && entry.unresolvedAttempts.length > 1 ? null : warning;
}

/** Postpones an entry whose store is missing in the configuration, and parks it after `giveUpAfterMs`. */
export function withoutStore(entry: Entry, giveUpAfterMs: number, nowMs: number): Entry {
  const sinceMs = entry.storeMissingSinceMs ?? nowMs;
  if (nowMs - sinceMs > giveUpAfterMs) return parked(entry, 'storeRemoved', nowMs);
  return { ...postponed(entry, nowMs + STORE_MISSING_FOR_MS), storeMissingSinceMs: sinceMs };
}

/** Parks an entry. One that may have been applied is parked as `needsChecking`, whatever the last answer was. */
export function parked(entry: Entry, because: ParkReason, nowMs: number): Entry {
  const reason = entry.unresolvedAttempts.length > 0 ? 'needsChecking' : because;
  return { ...entry, state: 'parked', parked: reason, parkedAtMs: entry.parkedAtMs ?? nowMs };
}

/**
 * Makes a parked or uncollected entry pending again, under its own key and with its full retry time. One that may have been
 * applied still counts as posted. `null` when another attempt cannot end differently.
 */
export function redriven(entry: Entry, nowMs: number): Entry | null {
  const waits = entry.state === 'uncollected' || (entry.state === 'parked' && entry.parked !== 'pointsOutOfRange');
  if (!waits) return null;
  return {
    ...entry,
    state: 'pending',
    parked: null,
    parkedAtMs: null,
    // Its hold is over, and a clock that is ahead must not begin another. The lease stays: an attempt may be under way.
    notBeforeMs: Math.min(entry.notBeforeMs, nowMs),
    backoffBase: entry.attempts,
    firstAttemptAtMs: null,
    storeMissingSinceMs: null,
  };
}

function retriedLater(
  entry: Entry,
  retry: RetryPolicy,
  nowMs: number,
  atLeastMs: number,
  finalReason: ParkReason = 'triesExhausted',
): Entry {
  const notBeforeMs = nowMs + Math.max(atLeastMs, retryDelayMs(entry, retry));
  const givesUpAtMs = (entry.firstAttemptAtMs ?? nowMs) + retry.giveUpAfterMs;
  return notBeforeMs > givesUpAtMs ? parked(entry, finalReason, nowMs) : postponed(entry, notBeforeMs);
}
