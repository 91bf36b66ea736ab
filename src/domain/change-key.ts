import { createHash } from 'node:crypto';
import type { CustomerId, OrderId } from './order-facts.ts';

declare const changeKeyBrand: unique symbol;

/** The idempotency key of one entry, `ChangeKey` on the wire: `<OP>-<customer>-<points>-<order>`, later entries `-<n>`. */
export type ChangeKey = string & { readonly [changeKeyBrand]: true };

/** In characters. BonifiQ documents no limit. A longer key holds a hash in place of its customer. */
const MAX_LENGTH = 200;

/**
 * The key of an order's entry: a pure function of business identity, computed once and stored with the entry.
 * @see https://developers.bonifiq.com.br/api-reference/customer/add-or-remove-points-from-a-customer whose example is `ADD-ABC-10-123`
 */
export function changeKey(entry: KeyedEntry & { orderPrefix: string; order: OrderId }): ChangeKey {
  return keyOf(entry, encodePart(entry.orderPrefix + entry.order));
}

/**
 * The key of a promotion run's award: `ADD-<customer>-<points>-<promotion>-<run>`. A promotion's id begins with a letter,
 * an order's id or prefix with a digit, so that no key is of both kinds.
 */
export function awardChangeKey(entry: KeyedEntry & { promotion: string; occurrence: string }): ChangeKey {
  return keyOf(entry, `${encodePart(entry.promotion)}-${encodePart(entry.occurrence)}`);
}

interface KeyedEntry {
  customer: CustomerId;
  /** Positive for an award, negative for a reversal. */
  points: number;
  /** The entry's number in its record, from 1. */
  number: number;
}

function keyOf({ customer, points, number }: KeyedEntry, about: string): ChangeKey {
  const operation = points < 0 ? 'REMOVE' : 'ADD';
  const tail = `${Math.abs(points)}-${about}${number === 1 ? '' : `-${number}`}`;
  const key = `${operation}-${encodePart(customer)}-${tail}`;
  return (key.length > MAX_LENGTH ? `${operation}-${hashedCustomer(customer)}-${tail}` : key) as ChangeKey;
}

/** The key with its customer masked, for logs and answers. */
export function maskedKey(key: ChangeKey): string {
  const [operation, , ...tail] = key.split('-');
  return [operation, '***', ...tail].join('-');
}

/** The customer in a text that is a change key, decoded; `null` for any other text. One of a long key is a hash: `hashedCustomer`. */
export function keyCustomer(text: string): string | null {
  const [, customer = ''] = /^(?:ADD|REMOVE)-([^-]+)-\d+-[^-]/.exec(text) ?? [];
  try {
    return customer === '' ? null : decodeURIComponent(customer);
  } catch {
    return customer;
  }
}

/** The key with another customer. For entries that are never posted again: the API knows them by the key that they had. */
export function keyWithCustomer(key: ChangeKey, customer: CustomerId): ChangeKey {
  const [operation, , ...tail] = key.split('-');
  return [operation, encodePart(customer), ...tail].join('-') as ChangeKey;
}

/** Percent-encodes `-`, `%`, space, control and non-ASCII characters, so that keys are unambiguous and safe on the wire. */
function encodePart(part: string): string {
  return part.replace(/[^\x21-\x7e]|[-%]/gu, (character) =>
    [...Buffer.from(character)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''),
  );
}

/** What stands in a long key in place of its customer. */
export function hashedCustomer(customer: string): string {
  return `sha256:${createHash('sha256').update(customer).digest('hex').slice(0, 16)}`;
}
