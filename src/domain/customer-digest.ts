import { createHmac } from 'node:crypto';
import type { CustomerId } from './order-facts.ts';
import { customerNow } from './plan-entries.ts';
import { isOrder, type LedgerRecord } from './record.ts';

/** Of 256 bits in base64url: two customers of a store share these 96 once in 2^48 customers, and what is found is read anyway. */
const LENGTH = 16;

/**
 * By what a customer's records are found: whoever has no key can neither read the customer in it nor try one out. The store is in
 * it, so that two stores that share a key share no digest.
 */
export function customerDigest(key: string, store: string, customer: CustomerId): string {
  return createHmac('sha256', key).update(`${store}\n${customer}`).digest('base64url').slice(0, LENGTH);
}

/** Who has, or would get, a record's points. */
export function customerOfRecord(record: LedgerRecord): CustomerId | null {
  return isOrder(record) ? customerNow(record) : record.customer;
}
