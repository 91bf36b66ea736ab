import type { RecordKey } from '../domain/record.ts';
import type { DeferredDelivery } from './delivery-queue.ts';
import type { PromotionMessage } from './promotion-queue.ts';
import type { UnverifiedDelivery } from './unverified-queue.ts';

/** A queue message: posts a record's entries, replays a deferred delivery, or is about a promotion. */
export type Message =
  | { readonly kind: 'order'; readonly key: RecordKey }
  | { readonly kind: 'delivery'; readonly delivery: DeferredDelivery }
  /** From the unverified queue. */
  | { readonly kind: 'unverified'; readonly delivery: UnverifiedDelivery }
  /** From the promotions queue. */
  | { readonly kind: 'promotion'; readonly promotion: PromotionMessage }
  | { readonly kind: 'illegible' };

/** The store that a message is about; `null` when it names none. */
export function storeOf(message: Message): string | null {
  switch (message.kind) {
    case 'order':
      return message.key.store;
    case 'delivery':
    case 'unverified':
      return message.delivery.store;
    case 'promotion':
      return message.promotion.kind === 'awards' ? message.promotion.batch.store : null;
    case 'illegible':
      return null;
    default:
      return message satisfies never;
  }
}
