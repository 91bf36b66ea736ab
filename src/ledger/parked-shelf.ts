import type { Entry } from './entry.ts';
import type { ParkedDelivery } from './ledger.ts';
import type { OrderRecord } from './order-record.ts';

/** Something that waits for a person. */
export type Parked =
  | { readonly kind: 'order'; readonly record: OrderRecord; readonly entry: Entry }
  | { readonly kind: 'delivery'; readonly delivery: ParkedDelivery };

/** What waits for a person, as those who look after Ponte need it. Rejects when the ledger cannot be reached. */
export interface ParkedShelf {
  /** Orders first, each kind from the one that waits longest. The index may lag behind by moments. */
  list(signal: AbortSignal): AsyncIterable<Parked>;
  /** Takes a delivery away once it was read; taking it away again changes nothing. */
  remove(delivery: ParkedDelivery, signal: AbortSignal): Promise<void>;
}
