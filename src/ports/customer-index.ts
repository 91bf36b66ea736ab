import type { LedgerRecord, RecordKey } from '../domain/record.ts';

/** Finds records by a keyed digest of their customer. Rejects when the ledger cannot be reached. */
export interface CustomerIndex {
  /** Of orders and awards; the index may lag behind by moments. What is found has to be read: it may have another customer by now. */
  keysOf(digest: string, signal: AbortSignal): AsyncIterable<RecordKey>;
  /**
   * Writes the digests that are missing or outdated, of all orders and awards of the ledger, takes away those of erased customers, and
   * changes nothing else of them. Tells of each what became of it.
   */
  complete(digestOf: (record: LedgerRecord) => string | null, signal: AbortSignal): AsyncIterable<Completed>;
}

/** What became of one record. `raced`: somebody saved it meanwhile, with its digest. */
export type Completed = 'written' | 'right' | 'without' | 'raced' | 'illegible';
