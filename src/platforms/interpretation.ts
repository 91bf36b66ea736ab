import type { Facts } from '../domain/order-facts.ts';

/** Why a verified delivery is skipped with a warning. */
export type SkipReason = 'errorBody' | 'otherShop';

/** Why a verified delivery has no effect on points. */
export type NothingReason = 'topicNotUsed' | 'draftOrder' | 'trashedOrder' | 'notARefund' | 'previewEvent';

/** What a verified payload says. `unreadable` is parked with its raw body. */
export type Interpretation =
  | { readonly kind: 'facts'; readonly facts: Facts }
  | { readonly kind: 'nothing'; readonly because: NothingReason; readonly order?: string }
  | { readonly kind: 'skipped'; readonly because: SkipReason; readonly order?: string }
  | { readonly kind: 'unreadable'; readonly because: string };
