import type { RecordKey } from '../../domain/record.ts';
import type { DeferredDelivery } from '../../ports/delivery-queue.ts';
import { parsePostingMessage } from '../../ports/posting-queue.ts';
import type { PromotionMessage } from '../../ports/promotion-queue.ts';
import { parseDeliveryMessage } from './delivery-message.ts';
import { parsePromotionMessage } from './promotion-message.ts';

/** What a message asks for: to settle a record, to record a delivery that was kept, or something of a promotion. */
export type Message =
  | { readonly kind: 'order'; readonly key: RecordKey }
  | { readonly kind: 'delivery'; readonly delivery: DeferredDelivery }
  /** Of the queue of promotions. */
  | { readonly kind: 'promotion'; readonly promotion: PromotionMessage }
  | { readonly kind: 'illegible' };

/** Reads any text; never throws. */
export function parseMessage(text: string): Message {
  const key = parsePostingMessage(text);
  if (key !== undefined) return { kind: 'order', key };
  const delivery = parseDeliveryMessage(text);
  if (delivery !== undefined) return { kind: 'delivery', delivery };
  const promotion = parsePromotionMessage(text);
  return promotion === undefined ? { kind: 'illegible' } : { kind: 'promotion', promotion };
}

/** The store that a message is about; null when it names none. */
export function storeOf(message: Message): string | null {
  switch (message.kind) {
    case 'order':
      return message.key.store;
    case 'delivery':
      return message.delivery.store;
    case 'promotion':
      return message.promotion.kind === 'awards' ? message.promotion.batch.store : null;
    case 'illegible':
      return null;
    default:
      return message satisfies never;
  }
}
