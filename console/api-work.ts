import type { ParkedLine } from '../cli/parked/parked-line.ts';
import type { Beside } from '../cli/pending/beside.ts';
import type { RunReport } from '../cli/promotions/run-report.ts';
import type { Choice } from '../src/domain/promotion/choose-awards.ts';
import type { PendingLine } from '../src/explain/explain-pending.ts';

/** What the console's server answers and takes about work that waits, on the local platform and on a stage. Types alone. */

/** `GET /api/parked?before=&limit=&reveal=1`: as `ponte parked --json`, with what can be done. */
export interface ParkedList {
  readonly parked: readonly ParkedRow[];
  readonly next: string | null;
}

export interface ParkedRow extends ParkedLine {
  /** Whose points wait: `***` without `reveal=1`; null for a body or a run. */
  readonly customer: string | null;
  /** Null for a body that names none, or a run. */
  readonly order: { readonly store: string; readonly order: string } | null;
  readonly canRedrive: boolean;
  readonly canDismiss: boolean;
}

/** `POST /api/parked/redrive` and `POST /api/parked/dismiss` */
export type ParkedAsk = { readonly dryRun: boolean } & (
  | { readonly ids: readonly string[]; readonly all?: never }
  | { readonly all: true; readonly ids?: never }
);

export interface ParkedResults {
  /** As `ponte redrive --json` and `ponte dismiss --json`. */
  readonly results: readonly ParkedResult[];
  /** Asked for, and not parked. */
  readonly unknown: readonly string[];
}

export interface ParkedResult {
  readonly id: string;
  readonly reason: string;
  readonly result: 'wouldRedrive' | 'redriven' | 'wouldDismiss' | 'dismissed' | 'parkedNoLonger' | 'leftParked';
  readonly because?: string;
}

/** `GET /api/pending?limit=&reveal=1`: as `ponte pending --json`; with `reveal=1` its change keys have their customers. */
export interface PendingList {
  readonly pending: readonly PendingLine[];
  readonly beside: readonly Beside[];
  /** Records that this version cannot read. */
  readonly illegible: number;
  /** More wait than `limit`. */
  readonly isMore: boolean;
}

/** `GET /api/accounts` */
export interface Accounts {
  readonly accounts: readonly AccountRow[];
}

export interface AccountRow {
  readonly account: string;
  readonly stores: readonly string[];
  readonly circuit: 'closed' | 'open' | 'halfOpen';
  readonly because: 'failing' | 'limited' | 'credentials' | null;
  /** Of the last call, while none is made; null where one is under way, or calls are made as usual. */
  readonly since: string | null;
  /** When a probe may go, or calls go on. */
  readonly until: string | null;
  /** At which it is called; null: as fast as it answers. */
  readonly callsPerSecond: number | null;
  readonly paceIs: 'free' | 'configured' | 'learnt';
  /** When what waits in line is through. */
  readonly lineEndsAt: string | null;
}

/** `GET /api/laws?orders=my-shop/5001,my-shop/5002`: of those and of what the indexes list. */
export interface Laws {
  readonly at: string;
  readonly isGreen: boolean;
  readonly checked: number;
  /** More are in the indexes than were looked at. */
  readonly isMore: boolean;
  /** Those for which a law does not hold. */
  readonly broken: readonly LawBroken[];
  /** Those whose points are not the target yet, and that the indexes list. */
  readonly waiting: number;
  /** Those that name no customer yet: the next body that does gives their points, and no index lists them. */
  readonly withoutCustomer: number;
}

export interface LawBroken {
  readonly store: string;
  readonly order: string;
  /** `unequal`: posted is not the target and nothing waits; `unseen`: it waits, and no index lists it, or for an hour too long. */
  readonly law: 'unequal' | 'unseen' | 'illegible';
  readonly target: number | null;
  readonly posted: number | null;
  readonly because: string;
}

/** `POST /api/promotions/<id>/run`: for its last scheduled time, unless `at` names one in its time zone, as `2026-12-24T09:00`. */
export interface RunAsk {
  readonly at?: string;
  /** Also for a time that is not of its schedule: a run besides. */
  readonly extra?: boolean;
  readonly dryRun: boolean;
}

export type RunAnswer =
  | { readonly result: 'fired'; readonly promotion: string; readonly occurrence: string; readonly again: boolean }
  /** Who would get what. */
  | {
      readonly result: 'wouldFire';
      readonly promotion: string;
      readonly occurrence: string;
      /** The first rows, with the customers masked. */
      readonly rows: readonly Choice[];
      readonly sum: {
        readonly award: number;
        readonly bad: number;
        readonly duplicate: number;
        readonly otherDay: number;
        readonly points: number;
        readonly maximumPoints: number;
      };
      /** Why the run would be refused; null if it would not. */
      readonly refusal: string | null;
    };

/** `GET /api/promotions/<id>/runs/<run>/report`: the rows of its audience that were left out, and why. */
export type Report = RunReport;
