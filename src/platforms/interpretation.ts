import type { ArrivedBody, Facts, OrderId } from '../domain/order-facts.ts';

/** Why a verified delivery is skipped with a warning. */
export type SkipReason = 'errorBody';

/** Why a verified delivery has no effect on points. */
export type NothingReason = 'probe' | 'topicNotUsed' | 'draftOrder' | 'trashedOrder' | 'notARefund' | 'previewEvent';

/** The order that a body of another shop describes. */
export interface DescribedOrder {
  readonly order: OrderId;
  readonly body: ArrivedBody;
}

/** What a verified payload says. `unreadable` and `otherShop` are parked with the raw body. */
export type Interpretation =
  /** `lookedFor`: of an order that names no customer, where one was looked for. Safe to show. */
  | { readonly kind: 'facts'; readonly facts: Facts; readonly lookedFor?: string }
  | { readonly kind: 'nothing'; readonly because: NothingReason; readonly order?: string }
  | { readonly kind: 'skipped'; readonly because: SkipReason; readonly order?: string }
  /** Properly signed, by a host that is not the store's: a copy of the shop, or the shop after it moved. */
  | {
      readonly kind: 'otherShop';
      /** Safe to show: a host's letters only, and no more of them than a host may have. */
      readonly host: string;
      /** Where the configuration names the store's hosts. */
      readonly setting: 'siteUrl' | 'shopDomain';
      /** `null` where the body cannot be read. */
      readonly described: DescribedOrder | null;
    }
  | { readonly kind: 'unreadable'; readonly because: string };
