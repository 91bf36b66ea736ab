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

/** Keeps other workers from an entry until `untilMs`. `holder` names one attempt of one worker, so that it recognises its own. */
export interface Lease {
  readonly holder: string;
  readonly untilMs: number;
}

/**
 * One line of an order's ledger: an award (positive points) or a reversal (negative).
 * Points, key and reason are pinned before the first call and never change.
 */
export interface Entry {
  /** From 1, never reused within the order. */
  readonly number: number;
  readonly points: number;
  readonly changeKey: ChangeKey;
  readonly reason: string;
  readonly customerReason: string | null;
  /**
   * `uncollected`: the shortfall of a reversal that the balance did not cover; tried again only when a person asks.
   * `shadow`: of an order in shadow; never attempted, and planned on as if it had been posted.
   */
  readonly state: 'pending' | 'parked' | 'applied' | 'withdrawn' | 'uncollected' | 'shadow';
  readonly parked: ParkReason | null;
  /** When it became parked or uncollected. */
  readonly parkedAtMs: number | null;
  /** Number of attempts begun, and of the newest one. */
  readonly attempts: number;
  /** Attempts up to this number do not lengthen the delay: their credentials were refused, or a redrive came after them. */
  readonly backoffBase: number;
  /** Numbers of the attempts whose answer is not known: under way, lost, or answered by something that proves nothing. */
  readonly unresolvedAttempts: readonly number[];
  /** Held while a worker's attempt may be under way. */
  readonly lease: Lease | null;
  /** No attempt before this instant: the rule's hold, then the retry delay. */
  readonly notBeforeMs: number;
  /** Begin of its retry time. `null` before the first attempt, and after refused credentials or a redrive. */
  readonly firstAttemptAtMs: number | null;
  /** Since when its store is missing in the configuration. */
  readonly storeMissingSinceMs: number | null;
  readonly plannedAtMs: number;
  /** How many partial reversals in a row led to it. */
  readonly partialReversals: number;
  readonly lastReply: ReplyCode | null;
  readonly warning: 'apiWarning' | 'keyUsedByOther' | null;
  readonly balanceAfter: number | null;
}

/** Applied or perhaps applied: an unresolved attempt counts as posted. */
export function countsAsPosted(entry: Entry): boolean {
  return entry.state === 'applied' || (entry.state !== 'withdrawn' && entry.unresolvedAttempts.length > 0);
}

/** Counts for what is planned next: posted, or in shadow, as if it had been posted. */
export function countsForTarget(entry: Entry): boolean {
  return entry.state === 'shadow' || countsAsPosted(entry);
}

/** Neither applied, withdrawn nor perhaps applied, so that it may still be withdrawn. One in shadow is not open. */
export function isOpen(entry: Entry): boolean {
  return !CLOSED.has(entry.state) && entry.unresolvedAttempts.length === 0;
}

const CLOSED: ReadonlySet<Entry['state']> = new Set(['applied', 'withdrawn', 'shadow']);

/**
 * The entry in shadow that the rule's hold would keep back, or `null`: until its `notBeforeMs` it would be open, so that it may be
 * withdrawn. Only the newest can be one; those before it are final.
 */
export function heldInShadow(entries: readonly Entry[]): Entry | null {
  const newest = entries.at(-1);
  return newest?.state === 'shadow' && newest.notBeforeMs > newest.plannedAtMs ? newest : null;
}

/** The number of a record's next entry. Those that were found in the points history have left a gap before them. */
export function nextNumber(entries: readonly Entry[]): number {
  return (entries.at(-1)?.number ?? 0) + 1;
}

/** The state of a new entry: planned now, ready at once, never attempted. */
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
