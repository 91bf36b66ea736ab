import type { OrderRecord } from '../domain/order-record.ts';

export type ScannedOrder =
  | { readonly kind: 'order'; readonly record: OrderRecord }
  /** This version cannot read it: a newer one may have written it. */
  | { readonly kind: 'illegible'; readonly pk: string };

/** Every order of the ledger, for those who put it right. Rejects when the ledger cannot be reached. */
export interface OrderScan {
  /** In no order; what is recorded meanwhile may be missing. */
  all(signal: AbortSignal): AsyncIterable<ScannedOrder>;
}
