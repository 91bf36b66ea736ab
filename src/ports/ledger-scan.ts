import type { Entry } from '../domain/entry.ts';
import type { RunRecord } from '../domain/promotion/run.ts';
import type { LedgerRecord, RecordKey } from '../domain/record.ts';
import type { Versioned } from '../shared/optimistic-update.ts';
import type { ParkedDelivery } from './ledger.ts';

/** An item of the ledger, read as far as this version can. */
export type ScannedItem =
  /** An order, whole with its pages, or an award. `isIndexed`: the index of customers finds it by a digest. */
  | ({ readonly kind: 'record'; readonly pk: string; readonly isIndexed: boolean } & Versioned<LedgerRecord>)
  /** A page of an order: what it names may be an older state of the order. */
  | { readonly kind: 'page'; readonly pk: string; readonly content: unknown; readonly entries: readonly Entry[] }
  /** A body that waits for a person, or one of another shop. */
  | { readonly kind: 'delivery'; readonly pk: string; readonly delivery: ParkedDelivery }
  | ({ readonly kind: 'run'; readonly pk: string } & Versioned<RunRecord>)
  /** Anything else, and what this version cannot read: its texts and JSON. */
  | { readonly kind: 'other'; readonly pk: string; readonly isLegible: boolean; readonly content: unknown };

/** The whole ledger, for those who look through it. Rejects when it cannot be reached. */
export interface LedgerScan {
  /**
   * Every order and award, in no order that means anything; it goes on after `after`, in the order of the same table. What is
   * recorded meanwhile may be missing. `null` for a record that this version cannot read.
   */
  records(
    after: RecordKey | null,
    signal: AbortSignal,
  ): AsyncIterable<{ readonly pk: string; readonly record: LedgerRecord | null }>;
  /** Every item of whatever kind. */
  items(signal: AbortSignal): AsyncIterable<ScannedItem>;
  /** Deletes a page of an order, unless the order's item names it. */
  removePage(pk: string, signal: AbortSignal): Promise<'removed' | 'named'>;
}
