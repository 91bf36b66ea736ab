import { customerDigest, customerOfRecord } from '../domain/customer-digest.ts';
import type { LedgerRecord } from '../domain/record.ts';
import type { KnownSecrets } from '../ports/secrets-reader.ts';

/** The digest of a record's customer, by the key in a secret that was read already: nothing is written one call later for it. */
export function digestOf(secrets: KnownSecrets): (record: LedgerRecord) => string | null {
  return (record) => {
    const { store } = record.key;
    const key = secrets.known(store)?.customerKey;
    const customer = customerOfRecord(record);
    return key === undefined || customer === null ? null : customerDigest(key, store, customer);
  };
}
