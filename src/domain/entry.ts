import type { ChangeKey } from './change-key.ts';
import type { ParkedReason } from './parked-reasons.ts';
import type { ReplyCode } from './post-result.ts';

/** Why an entry waits for a person. */
export type ParkReason = Extract<
  ParkedReason,
  | 'refused'
  | 'needsChecking'
  | 'customerUnknown'
  | 'insufficientBalance'
  | 'triesExhausted'
  | 'storeRemoved'
  | 'settlingFailed'
  | 'pointsOutOfRange'
>;

/** `holder` names one attempt of one worker, so that a worker recognises its own mark. */
export interface Lease {
  readonly holder: string;
  readonly untilMs: number;
}

/**
 * One line of an order's ledger: an award (positive points) or a reversal (negative).
 * Pinned with its change key before the first call; never changed in points, key or reason afterwards.
 */
export interface Entry {
  /** From 1, never reused within the order. */
  readonly number: number;
  readonly points: number;
  readonly changeKey: ChangeKey;
  readonly reason: string;
  readonly customerReason: string | null;
  /** `uncollected`: the customer has spent the points and the store does not wait for more; nothing is tried until a person asks. */
  readonly state: 'pending' | 'parked' | 'applied' | 'withdrawn' | 'uncollected';
  readonly parked: ParkReason | null;
  /** Since when it is parked, or uncollected. */
  readonly parkedAtMs: number | null;
  /** Attempts begun; the newest has this number. */
  readonly attempts: number;
  /** Attempts up to this number do not lengthen the delay: they met credentials that the API refused. */
  readonly backoffBase: number;
  /** Numbers of the attempts whose answer is not known: under way, lost, or answered by something that proves nothing. */
  readonly unresolvedAttempts: readonly number[];
  /** While a worker's attempt may be under way. */
  readonly lease: Lease | null;
  /** No attempt before this instant: the rule's hold, then the retry delay. */
  readonly notBeforeMs: number;
  /** Since when it is tried. */
  readonly firstAttemptAtMs: number | null;
  /** Since when its store was missing in the configuration. */
  readonly storeMissingSinceMs: number | null;
  readonly plannedAtMs: number;
  /** How many larger entries before it met a balance that did not cover them: it takes what that balance held. */
  readonly partialReversals: number;
  readonly lastReply: ReplyCode | null;
  readonly warning: 'apiWarning' | 'keyUsedByOther' | null;
  readonly balanceAfter: number | null;
}

/** Applied, or perhaps applied: an attempt without a known answer counts until it is resolved. */
export function countsAsPosted(entry: Entry): boolean {
  return entry.state === 'applied' || (entry.state !== 'withdrawn' && entry.unresolvedAttempts.length > 0);
}

/** Neither applied, withdrawn nor perhaps applied: it may still be withdrawn. */
export function isOpen(entry: Entry): boolean {
  return entry.state !== 'applied' && entry.state !== 'withdrawn' && entry.unresolvedAttempts.length === 0;
}

/** What every entry begins with: planned now, to be posted at once, and never tried. */
export function newEntryState(nowMs: number) {
  return {
    state: 'pending',
    parked: null,
    parkedAtMs: null,
    attempts: 0,
    backoffBase: 0,
    unresolvedAttempts: [],
    lease: null,
    notBeforeMs: nowMs,
    firstAttemptAtMs: null,
    storeMissingSinceMs: null,
    plannedAtMs: nowMs,
    partialReversals: 0,
    lastReply: null,
    warning: null,
    balanceAfter: null,
  } as const;
}
