import {
  type Reconciliation,
  type ReconciliationPolicy,
  recentSinceMs,
} from '../domain/reconciliation/reconciliation.ts';
import type { Store } from '../domain/store.ts';
import { MAX_PAGE_SIZE, type PageStart } from '../ports/store-api.ts';

/** How far a reading came with a page. */
export interface Progress {
  readonly throughMs: number | null;
  /** Where it goes on; `null` when it is done. */
  readonly resume: string | null;
}

/** What differs between reading the newest changes and looking back. */
export interface Reading {
  start(state: Reconciliation, nowMs: number): PageStart;
  /** The newest change that it takes, by the store's clock. */
  untilMs(state: Reconciliation, storeNowMs: number): number;
  after(state: Reconciliation, progress: Progress, nowMs: number): Reconciliation;
}

export function recentReading({ graceMs }: ReconciliationPolicy): Reading {
  return {
    start: ({ recent }, nowMs) =>
      recent.resume === null ? { sinceMs: recentSinceMs(recent, nowMs) } : { resume: recent.resume },
    untilMs: (_state, storeNowMs) => storeNowMs - graceMs,
    after: (state, { throughMs, resume }, nowMs) => {
      const isMoved = throughMs !== null && throughMs > state.recent.storeThroughMs;
      const moved = isMoved ? { storeThroughMs: throughMs, movedAtMs: nowMs } : state.recent;
      return { ...state, recent: { ...moved, resume } };
    },
  };
}

export function sweepReading({ graceMs }: ReconciliationPolicy): Reading {
  return {
    start: ({ sweep }) => (sweep?.resume ? { resume: sweep.resume } : { sinceMs: sweep?.storeFromMs ?? 0 }),
    untilMs({ sweep, recent }, storeNowMs) {
      const untilMs = sweep?.storeUntilMs ?? 0;
      // The store's clock was put back: what it changed before is of a time that has not come yet, and at rest.
      return recent.storeThroughMs > storeNowMs ? untilMs : Math.min(untilMs, storeNowMs - graceMs);
    },
    after: (state, { resume }) => ({
      ...state,
      sweep: resume === null ? null : state.sweep && { ...state.sweep, resume },
    }),
  };
}

/** The store with a sweep begun, to the end of what was read of its changes: its clock may be ahead of ours by any time. No order that was changed before `awardFrom` can be due. A store whose pages had to be small gets larger ones again. */
export function withSweep(
  state: Reconciliation,
  { awardFromMs }: Pick<Store, 'awardFromMs'>,
  { sweepMs }: ReconciliationPolicy,
  nowMs: number,
): Reconciliation {
  const storeUntilMs = Math.max(nowMs, state.recent.storeThroughMs);
  return {
    ...state,
    sweep: { storeFromMs: Math.max(nowMs - sweepMs, awardFromMs), storeUntilMs, resume: null },
    sweptAtMs: nowMs,
    pageSize: Math.min(MAX_PAGE_SIZE, 2 * state.pageSize),
  };
}

/** The store with a place to go on from forgotten that it does not take: the reading begins anew. */
export function withoutPlace(state: Reconciliation): Reconciliation {
  return {
    ...state,
    recent: { ...state.recent, resume: null },
    sweep: state.sweep && { ...state.sweep, resume: null },
  };
}
