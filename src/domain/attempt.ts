import type { Entry, Lease, ParkReason } from './entry.ts';
import type { PostResult, PriorAttempts } from './post-result.ts';
import { type RetryPolicy, retryDelayMs } from './retry-policy.ts';
import type { Store } from './store.ts';

/** What is known of an entry's earlier attempts. */
export function priorAttempts(entry: Entry): PriorAttempts {
  if (entry.unresolvedAttempts.length > 0) return 'unknown';
  return entry.attempts === 0 ? 'none' : 'refusedOnly';
}

/** How long an entry waits whose credentials the API refuses; such waits do not count as tries. */
const BLOCKED_FOR_MS = 300_000;

/** How long an entry waits for a configuration that has its store again. */
const STORE_MISSING_FOR_MS = 900_000;

/** Leaves an entry for later. */
export function postponed(entry: Entry, untilMs: number): Entry {
  return { ...entry, notBeforeMs: untilMs };
}

/** Marks an attempt before its call: from here on the entry may have been applied, whatever becomes of us. */
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

/** What a store wants of answers that leave its entry open, and how long an entry is tried. */
export interface AttemptPolicy extends Pick<Store, 'onUnknownCustomer' | 'onInsufficientBalance'> {
  readonly retry: RetryPolicy;
}

/**
 * Writes the answer of an attempt into its entry. Saying the same again changes nothing (a lost reply of the ledger makes
 * the caller do that), and an applied entry stays applied, whatever comes later.
 */
export function concludeAttempt(
  entry: Entry,
  attempt: { readonly number: number; readonly result: PostResult },
  policy: AttemptPolicy,
  nowMs: number,
): Entry {
  if (entry.state === 'applied' || !entry.unresolvedAttempts.includes(attempt.number)) return entry;
  const { result } = attempt;
  // The answer of an attempt that took longer than its lease does not end the next one's.
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
      // Stryker disable next-line StringLiteral: this attempt is unanswered, of which `parked` makes needsChecking by itself
      return parked(answered, 'needsChecking', nowMs);
    case 'refused':
      return parked(refused, 'refused', nowMs);
    // Stryker disable next-line ConditionalExpression: unreachable
    default:
      return result satisfies never;
  }
}

/** With `takeRest`, what the balance holds is taken by entries of its own (`takeRest`); this one is not sent again by itself. */
function uncovered(entry: Entry, balance: number | null, policy: AttemptPolicy, nowMs: number): Entry {
  const { onInsufficientBalance, retry } = policy;
  // A balance that suffices has changed since, or is not all to be had: only another attempt can tell.
  const isLeft = onInsufficientBalance === 'takeRest' && balance !== null && balance < -entry.points;
  if (onInsufficientBalance === 'park' || (isLeft && entry.unresolvedAttempts.length > 0)) {
    return parked(entry, 'insufficientBalance', nowMs);
  }
  return isLeft
    ? { ...entry, state: 'uncollected', parked: null, parkedAtMs: entry.parkedAtMs ?? nowMs }
    : retriedLater(entry, retry, nowMs, 0, 'insufficientBalance');
}

const APPLIED = { state: 'applied', parked: null, parkedAtMs: null, unresolvedAttempts: [], lease: null } as const;

/** When another attempt of ours is out, it was that one that used the key. */
function warningOf(entry: Entry, warning: Entry['warning']): Entry['warning'] {
  return warning === 'keyUsedByOther' && entry.unresolvedAttempts.length > 1 ? null : warning;
}

/** Leaves an entry whose store is missing in the configuration: for a while, and in the end to a person. */
export function withoutStore(entry: Entry, giveUpAfterMs: number, nowMs: number): Entry {
  const sinceMs = entry.storeMissingSinceMs ?? nowMs;
  if (nowMs - sinceMs > giveUpAfterMs) return parked(entry, 'storeRemoved', nowMs);
  return { ...postponed(entry, nowMs + STORE_MISSING_FOR_MS), storeMissingSinceMs: sinceMs };
}

/** Puts an entry aside for a person. One that may have been applied is parked as *needs checking*, whatever the last answer was. */
export function parked(entry: Entry, because: ParkReason, nowMs: number): Entry {
  const reason = entry.unresolvedAttempts.length > 0 ? 'needsChecking' : because;
  return { ...entry, state: 'parked', parked: reason, parkedAtMs: entry.parkedAtMs ?? nowMs };
}

/**
 * Sends an entry that is parked or uncollected through again, under its own key and with all its time before it: what may have been applied still
 * counts as posted, and is asked about as such. `null` when no attempt can come out otherwise.
 */
export function redriven(entry: Entry, nowMs: number): Entry | null {
  const waits = entry.state === 'uncollected' || (entry.state === 'parked' && entry.parked !== 'pointsOutOfRange');
  if (!waits) return null;
  return {
    ...entry,
    state: 'pending',
    parked: null,
    parkedAtMs: null,
    // Its hold is over; and a clock that is ahead must not begin another. A lease stays: an attempt may be under way.
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
  inTheEnd: ParkReason = 'triesExhausted',
): Entry {
  const notBeforeMs = nowMs + Math.max(atLeastMs, retryDelayMs(entry, retry));
  const givesUpAtMs = (entry.firstAttemptAtMs ?? nowMs) + retry.giveUpAfterMs;
  return notBeforeMs > givesUpAtMs ? parked(entry, inTheEnd, nowMs) : postponed(entry, notBeforeMs);
}
