import type { RecordKey } from '../ledger/ledger-record.ts';
import { parseDeliveryMessage } from './delivery-message.ts';
import type { KeptDelivery } from './delivery-queue.ts';
import { parseSettleMessage } from './settle-queue.ts';

/** What a message of the settle queue asks for: to settle an order, or to record a delivery that was kept. */
export type Message =
  | { readonly kind: 'order'; readonly key: RecordKey }
  | { readonly kind: 'delivery'; readonly delivery: KeptDelivery }
  | { readonly kind: 'illegible' };

/** Reads any text; never throws. */
export function parseMessage(text: string): Message {
  const key = parseSettleMessage(text);
  if (key !== undefined) return { kind: 'order', key };
  const delivery = parseDeliveryMessage(text);
  return delivery === undefined ? { kind: 'illegible' } : { kind: 'delivery', delivery };
}

/** The store that a message is about; null when it names none. */
export function storeOf(message: Message): string | null {
  if (message.kind === 'illegible') return null;
  return message.kind === 'order' ? message.key.store : message.delivery.store;
}
