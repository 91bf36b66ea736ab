import type { Facts } from '../domain/order-facts.ts';

/** Why a proven delivery is answered without touching the ledger. */
export type SkipReason = 'errorBody' | 'otherShop';

/** Why a proven delivery says nothing about points. */
export type NothingReason = 'topicNotUsed' | 'draftOrder' | 'trashedOrder' | 'notARefund' | 'previewEvent';

/** What a verified payload came to. `unreadable` is parked with its raw body for a person. */
export type Interpretation =
  | { readonly kind: 'facts'; readonly facts: Facts }
  | { readonly kind: 'nothing'; readonly because: NothingReason; readonly order?: string }
  | { readonly kind: 'skipped'; readonly because: SkipReason; readonly order?: string }
  | { readonly kind: 'unreadable'; readonly because: string };
