import { keyCustomer } from '../change-key.ts';
import type { Entry } from '../entry.ts';
import { isOrder, type LedgerRecord } from '../record.ts';

const DIGEST = /^erased:[0-9a-f]{32}$/;

/** Whether it stands in place of a customer who was erased. No address, document or platform id looks like it. */
export function isErasedCustomer(customer: string): boolean {
  return DIGEST.test(customer);
}

/** Whether the record's own customer was erased, so that nothing may find it by the customer any more. */
export function isErased(record: LedgerRecord): boolean {
  return isOrder(record) ? record.erasedAtMs !== undefined : isErasedCustomer(record.customer);
}

/** Whether the record was planned for a customer who was erased: its own, or one from whom it was corrected. */
export function namesErased(record: LedgerRecord): boolean {
  return isErased(record) || record.entries.some(isKeyErased);
}

/** Whether a change key among these entries is of a customer who is not erased. */
export function namesAnyone(entries: readonly Pick<Entry, 'changeKey'>[]): boolean {
  return entries.some((entry) => !isKeyErased(entry));
}

function isKeyErased({ changeKey }: Pick<Entry, 'changeKey'>): boolean {
  return isErasedCustomer(keyCustomer(changeKey) ?? '');
}
