import type { Entry } from '../domain/entry.ts';
import type { RunRecord } from '../domain/promotion/run.ts';
import type { LedgerRecord } from '../domain/record.ts';
import type { ParkedDelivery } from './ledger.ts';

/** Something that waits for a person. */
export type Parked =
  /** An order or an award with a parked or an uncollected entry. */
  | { readonly kind: 'order' | 'uncollected'; readonly record: LedgerRecord; readonly entry: Entry }
  /** An order whose payment date is too far ahead. */
  | { readonly kind: 'paymentAhead'; readonly record: LedgerRecord; readonly sinceMs: number }
  | { readonly kind: 'delivery'; readonly pk: string; readonly delivery: Omit<ParkedDelivery, 'body'> }
  /** A body of another shop. `order` is `null` if it cannot be read. */
  | {
      readonly kind: 'otherShop';
      readonly pk: string;
      readonly host: string;
      readonly order: string | null;
      readonly delivery: Omit<ParkedDelivery, 'body'>;
    }
  /** A run of a promotion that was refused or stopped, or that has unusable rows. */
  | { readonly kind: 'occurrence'; readonly record: RunRecord }
  /** An item that this version cannot read: a newer one may have written it. */
  | { readonly kind: 'illegible'; readonly pk: string; readonly parkedAtMs: number };

/** Lists what waits for a person. Rejects when the ledger cannot be reached. */
export interface ParkedStore {
  /**
   * Orders first, then those with uncollected entries, then deliveries, then those of other shops, then runs of promotions; of each
   * kind the oldest first. Leaves out what was parked after `untilMs`, so that an item redriven meanwhile does not appear again,
   * and what has expired by then. The index may lag behind by moments.
   */
  list(untilMs: number, signal: AbortSignal): AsyncIterable<Parked>;
  /** A parked delivery with its body; `null` when it is not parked any more. */
  delivery(pk: string, signal: AbortSignal): Promise<ParkedDelivery | null>;
}
