import type { Entry } from '../domain/entry.ts';
import type { RunRecord } from '../domain/promotion/run.ts';
import type { LedgerRecord } from '../domain/record.ts';
import type { ParkedDelivery } from './ledger.ts';

/** Something that waits for a person. */
export type Parked =
  /** An order or an award whose entry is parked, or `uncollected`: the customer has spent the points. */
  | { readonly kind: 'order' | 'uncollected'; readonly record: LedgerRecord; readonly entry: Entry }
  /** An order whose payment date is too far ahead to be true. */
  | { readonly kind: 'paymentAhead'; readonly record: LedgerRecord; readonly sinceMs: number }
  | { readonly kind: 'delivery'; readonly pk: string; readonly delivery: Omit<ParkedDelivery, 'body'> }
  /** A body of another shop; without an order where it cannot be read. */
  | {
      readonly kind: 'otherShop';
      readonly pk: string;
      readonly host: string;
      readonly order: string | null;
      readonly delivery: Omit<ParkedDelivery, 'body'>;
    }
  /** A run of a promotion that does not go on, or of whose audience some rows could not be used. */
  | { readonly kind: 'occurrence'; readonly record: RunRecord }
  /** An item that this version cannot read: a newer one may have written it. */
  | { readonly kind: 'illegible'; readonly pk: string; readonly parkedAtMs: number };

/** What waits for a person, as those who look after Ponte need it. Rejects when the ledger cannot be reached. */
export interface ParkedStore {
  /**
   * Orders first, then those with something uncollected, then bodies, then those of other shops, then runs of promotions; each kind
   * from the one that waits longest. What was parked after `untilMs` is left out, so that whoever sends it through meanwhile does
   * not meet it again; so is what has expired by then. The index may lag behind by moments.
   */
  list(untilMs: number, signal: AbortSignal): AsyncIterable<Parked>;
  /** A parked delivery with its body, or `null` when it is parked no longer. */
  delivery(pk: string, signal: AbortSignal): Promise<ParkedDelivery | null>;
}
