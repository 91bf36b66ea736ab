import type { PayloadFields } from '../payload-fields.ts';

/** A field that only orders have which were read from the Admin API. */
export const READ_FROM_API = 'read_from_admin_api';

/**
 * A body's hash, as it decides between bodies of one instant and one payment status. A webhook's wins over the Admin API's: it has more
 * fields, and what reconciliation reads once more changes nothing then.
 */
export function decidingHash(fields: PayloadFields, bodyHash: string): string {
  return READ_FROM_API in fields ? `!${bodyHash}` : bodyHash;
}
