import { createHash } from 'node:crypto';
import type { CustomerId, OrderId } from '../orders/order-facts.ts';

declare const changeKeyBrand: unique symbol;

/** The idempotency key of one entry, `ChangeKey` on the wire: `<OP>-<customer>-<points>-<order>`, later entries `-<n>`. */
export type ChangeKey = string & { readonly [changeKeyBrand]: true };

/** No limit is documented; longer keys give up the readable customer, never the identity. */
const MAX_LENGTH = 200;

/**
 * The key of an order's entry: a pure function of business identity, computed once and stored with the entry.
 * @see https://developers.bonifiq.com.br/api-reference/customer/add-or-remove-points-from-a-customer whose example is `ADD-ABC-10-123`
 */
export function changeKey(entry: {
  customer: CustomerId;
  /** Positive for an award, negative for a reversal. */
  points: number;
  orderPrefix: string;
  order: OrderId;
  /** The entry's number in the order's ledger, from 1. */
  number: number;
}): ChangeKey {
  const operation = entry.points < 0 ? 'REMOVE' : 'ADD';
  const order = encodePart(entry.orderPrefix + entry.order);
  const tail = `${Math.abs(entry.points)}-${order}${entry.number === 1 ? '' : `-${entry.number}`}`;
  const key = `${operation}-${encodePart(entry.customer)}-${tail}`;
  return (key.length > MAX_LENGTH ? `${operation}-${hashed(entry.customer)}-${tail}` : key) as ChangeKey;
}

/** The key without its customer, for logs and answers. */
export function maskedKey(key: ChangeKey): string {
  const [operation, , ...tail] = key.split('-');
  return [operation, '***', ...tail].join('-');
}

/** Percent-encodes what would make a key ambiguous or unsafe on the wire. */
function encodePart(part: string): string {
  return part.replace(/[^\x21-\x7e]|[-%]/gu, (character) =>
    [...Buffer.from(character)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''),
  );
}

function hashed(customer: CustomerId): string {
  return `sha256:${createHash('sha256').update(customer).digest('hex').slice(0, 16)}`;
}
