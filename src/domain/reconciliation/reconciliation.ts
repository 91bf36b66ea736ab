/** How far one store's orders were compared with the store's own API. Instants named `store…` are by the store's clock. */
export interface Reconciliation {
  readonly recent: RecentReading;
  /** The longer look back that is under way; `null` between two of them. */
  readonly sweep: SweepReading | null;
  /** When the newest of those began; `null` before the first. */
  readonly sweptAtMs: number | null;
  /** Since when it is tried at all. */
  readonly sinceMs: number;
  /** When the store's API last gave a page; `null` before the first. */
  readonly readAtMs: number | null;
  /** How many orders a page has: fewer where the store's server was too weak for more. */
  readonly pageSize: number;
  readonly trouble: StoreTrouble | null;
}

/** Reads what was changed of late, again and again. */
export interface RecentReading {
  /** All changes up to here were read. */
  readonly storeThroughMs: number;
  /** When that was last moved on, by our clock. */
  readonly movedAtMs: number;
  /** The place within a reading that was interrupted. */
  readonly resume: string | null;
}

/** Reads once all that was changed in a time: what shows no change, such as a deleted refund, and what a wrong clock hid. */
export interface SweepReading {
  readonly storeFromMs: number;
  readonly storeUntilMs: number;
  readonly resume: string | null;
}

/** Why a store could not be read when it was tried last. */
export interface StoreTrouble {
  readonly because: string;
  /** How often in a row. */
  readonly tries: number;
  /** The store is left alone until then. */
  readonly notBeforeMs: number;
}

export interface ReconciliationPolicy {
  /** A change is left to its webhook for so long. */
  readonly graceMs: number;
  /** How far a sweep looks back, and how often there is one. */
  readonly sweepMs: number;
  readonly sweepEveryMs: number;
  /** A store that could not be read for so long is told of. */
  readonly tellAfterMs: number;
}

/**
 * How far a reading begins before the end of the one before it: clocks of a store's servers differ by seconds. What is written late is
 * covered by the grace, as nothing younger is ever read.
 */
const OVERLAP_MS = 300_000;
/** A quiet store's last changes need not be read again for ever. */
const OVERLAP_FOR_MS = 3_600_000;
const SECOND_MS = 1_000;

/** From where on the store's changes are read. */
export function recentSinceMs({ storeThroughMs, movedAtMs }: RecentReading, nowMs: number): number {
  return nowMs - movedAtMs < OVERLAP_FOR_MS ? storeThroughMs - OVERLAP_MS : storeThroughMs + SECOND_MS;
}

/** A shop's clock may be behind ours by hours, as where it takes its local time for UTC. */
const FIRST_BACK_MS = 86_400_000;

/** A store that is read for the first time. Its past is the first sweep's. */
export function newReconciliation(pageSize: number, nowMs: number): Reconciliation {
  return {
    recent: { storeThroughMs: nowMs - FIRST_BACK_MS, movedAtMs: nowMs, resume: null },
    sweep: null,
    sweptAtMs: null,
    sinceMs: nowMs,
    readAtMs: null,
    pageSize,
    trouble: null,
  };
}

/**
 * The store with a time in which webhooks may not have been sent before it: its newest changes are read from so long before their place, and
 * with `null`, where nobody knows how long that was, the longer look back begins anew. The place is by the store's clock, and only so far
 * behind now as the store was quiet: so long before it is before the time began, however wrong that clock is.
 */
export function withGap(state: Reconciliation, gapMs: number | null, nowMs: number): Reconciliation {
  if (gapMs === null) return { ...state, sweep: null, sweptAtMs: null };
  const storeThroughMs = state.recent.storeThroughMs - gapMs;
  return { ...state, recent: { storeThroughMs, movedAtMs: nowMs, resume: null } };
}

const FIRST_PAUSE_MS = 450_000;
const MAX_PAUSE_MS = 3_600_000;

/** The store after it gave nothing: it is left alone for as long as it asks, and for longer each time. */
export function withTrouble(
  state: Reconciliation,
  { because, retryAfterMs }: { readonly because: string; readonly retryAfterMs: number | null },
  nowMs: number,
): Reconciliation {
  const before = state.trouble?.tries ?? 0;
  const pauseMs = Math.max(retryAfterMs ?? 0, Math.min(MAX_PAUSE_MS, FIRST_PAUSE_MS * 2 ** before));
  return { ...state, trouble: { because, tries: before + 1, notBeforeMs: nowMs + pauseMs } };
}

/** Since when the store has given nothing, if that is too long; `null` otherwise. */
export function unreadForMs(
  { readAtMs, sinceMs }: Reconciliation,
  { tellAfterMs }: ReconciliationPolicy,
  nowMs: number,
): number | null {
  const unreadMs = nowMs - (readAtMs ?? sinceMs);
  return unreadMs >= tellAfterMs ? unreadMs : null;
}

export function isSweepDue(
  { sweep, sweptAtMs }: Reconciliation,
  { sweepEveryMs }: ReconciliationPolicy,
  nowMs: number,
): boolean {
  return sweep === null && (sweptAtMs === null || nowMs - sweptAtMs >= sweepEveryMs);
}
