import { outcomeTable } from '../../../src/domain/outcome-table.ts';
import type { Delivery, DeliveryRow } from '../../api.ts';

/** Answered before, or without, a look at the signature. */
const NOT_ASKED = new Set(['ping', 'unknownStore', 'tooLarge', 'tooManyUnverified', 'secretUnread', 'secretUnusable']);

/** Whether a delivery was proven to be its store's. */
export function verificationOf({ outcome, reason, message }: DeliveryRow): Delivery['verification'] {
  if (outcome === null || NOT_ASKED.has(reason ?? '')) return { result: 'notAsked', told: message };
  const known = Object.hasOwn(outcomeTable, outcome) ? outcomeTable[outcome as keyof typeof outcomeTable] : null;
  if (known?.disposition === 'refused') return { result: 'refused', told: message };
  return { result: 'verified', told: 'a secret of the store signed exactly these bytes' };
}
