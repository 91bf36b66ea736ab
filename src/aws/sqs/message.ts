import type { Message } from '../../ports/message.ts';
import { parseDeliveryMessage, parseUnverifiedMessage } from './delivery-message.ts';
import { parsePostingMessage } from './posting-message.ts';
import { parsePromotionMessage } from './promotion-message.ts';

/** Reads any text; never throws. */
export function parseMessage(text: string): Message {
  const key = parsePostingMessage(text);
  if (key !== undefined) return { kind: 'order', key };
  const delivery = parseDeliveryMessage(text);
  if (delivery !== undefined) return { kind: 'delivery', delivery };
  const unverified = parseUnverifiedMessage(text);
  if (unverified !== undefined) return { kind: 'unverified', delivery: unverified };
  const promotion = parsePromotionMessage(text);
  return promotion === undefined ? { kind: 'illegible' } : { kind: 'promotion', promotion };
}
