import type { Store } from '../store.ts';
import type { FileVersion } from './file-version.ts';
import type { Audience, Promotion } from './promotion.ts';
import type { RunKey } from './run-key.ts';

/** All that decides who gets what, as it was when the run was first started. A later configuration does not change it. */
export interface PinnedPromotion
  extends Pick<Promotion, 'store' | 'points' | 'takesBack' | 'timeZone' | 'maximumPoints'> {
  /** How the store identifies its customers. */
  readonly customerBy: Store['customer']['by'];
  /** With promotion and date filled in. */
  readonly reason: string;
  readonly customerReason: string | null;
  readonly audience: Audience;
  /** Of the audience's file; `null` for a list. */
  readonly version: FileVersion | null;
}

/** What validation found in an audience. */
export interface AudienceCounts {
  readonly rows: number;
  /** Customers who get points. */
  readonly awards: number;
  /** All of them together, without sign. */
  readonly points: number;
  /** Rows that cannot be used. */
  readonly bad: number;
  /** Rows of customers who were in the audience before. */
  readonly duplicates: number;
  /** Rows of birthdays on other days. */
  readonly otherDays: number;
}

/**
 * One run: what it pinned and how far it came. `refused`: nothing was queued, so that it may be started anew; `pinned`: its
 * audience is still to be validated; `queuing`: its awards are being queued; `queued`: all of them were.
 */
export interface RunRecord {
  readonly key: RunKey;
  readonly phase: 'refused' | 'pinned' | 'queuing' | 'queued';
  readonly firedAtMs: number;
  /** `null` where it was refused before anything could be pinned. */
  readonly pinned: PinnedPromotion | null;
  readonly counts: AudienceCounts | null;
  /** The rows before this line were queued. */
  readonly queuedToLine: number;
  /** The file that lists the unusable rows; `null` without such. */
  readonly report: string | null;
  /** Why it was refused or stopped, in words. */
  readonly because: string | null;
  /** When a person took it off the list of what is parked. */
  readonly dismissedAtMs: number | null;
}

/** A run of which nothing is pinned yet. */
export function newRun(key: RunKey, firedAtMs: number): RunRecord {
  return {
    key,
    phase: 'refused',
    firedAtMs,
    pinned: null,
    counts: null,
    queuedToLine: 1,
    report: null,
    because: null,
    dismissedAtMs: null,
  };
}

/** The time that is planned for one award's call. */
const AWARD_MS = 200;

/** Whether a run continues by itself. */
export function isUnderWay({ phase, because }: RunRecord): boolean {
  return phase !== 'refused' && because === null;
}

/** When all awards of a run should be posted: one after the other, since it was first started. */
export function plannedEndMs({ firedAtMs, counts }: RunRecord): number {
  return firedAtMs + (counts?.awards ?? 0) * AWARD_MS;
}

/** Whether a person has to look at it: it was refused or stopped, or has unusable rows. */
export function waitsForAPerson({ because, counts, dismissedAtMs }: RunRecord): boolean {
  return dismissedAtMs === null && (because !== null || (counts?.bad ?? 0) > 0);
}
