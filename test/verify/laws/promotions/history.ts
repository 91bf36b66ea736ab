import type { Promotion } from '../../../../src/domain/promotion/promotion.ts';
import type { Store } from '../../../../src/domain/store.ts';

/** One row of an audience: as somebody wrote it, and what it means; `null` for a row that means nothing. */
export interface WrittenRow {
  readonly customer: string;
  readonly points: string | null;
  readonly text: string | null;
  readonly birthday: string | null;
  /** Stands in the file in the place of all that. */
  readonly instead: string | null;
  readonly means: Meaning | null;
}

export interface Meaning {
  readonly customer: string;
  readonly points: number | null;
  readonly text: string | null;
  /** Month and day. */
  readonly birthday: string | null;
}

/** What a file of the audience bucket holds at some time. */
export interface Content {
  readonly rows: readonly WrittenRow[];
  readonly bytes: Uint8Array;
  /** As a whole: with the header and the packing that it needs. */
  readonly isUsable: boolean;
}

/** A promotion as configured, with the rows behind its list, if it has one. */
export interface Configured {
  readonly promotion: Promotion;
  readonly list: readonly WrittenRow[];
}

/** A message that fires a run, or goes on with it. */
export interface Trigger {
  readonly atMs: number;
  readonly promotion: string;
  readonly scheduledAtMs: number;
  readonly by: 'scheduler' | 'person';
}

/** What somebody changes while promotions are under way. */
export type Edit =
  | { readonly atMs: number; readonly kind: 'configuration'; readonly configured: readonly Configured[] }
  | { readonly atMs: number; readonly kind: 'file'; readonly file: string; readonly content: Content | null };

/** The promotions of one store: what was configured, fired and changed. */
export interface PromotionHistory {
  readonly seed: number;
  readonly store: Store;
  readonly keepsVersions: boolean;
  readonly configured: readonly Configured[];
  readonly files: ReadonlyMap<string, Content>;
  /** What customers have before. */
  readonly balances: ReadonlyMap<string, number>;
  readonly triggers: readonly Trigger[];
  readonly edits: readonly Edit[];
  readonly beginsMs: number;
}
