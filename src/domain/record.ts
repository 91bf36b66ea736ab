import type { AwardKey, AwardRecord } from './award-record.ts';
import type { Entry } from './entry.ts';
import type { OrderKey, OrderRecord } from './order-record.ts';

/** Identifies one record of the ledger. */
export type RecordKey = OrderKey | AwardKey;

/** A record of the ledger, with its entries. */
export type LedgerRecord = OrderRecord | AwardRecord;

/** The record that a key names. */
export type RecordOf<Key extends RecordKey> = Key extends OrderKey ? OrderRecord : AwardRecord;

export function isOrder(record: LedgerRecord): record is OrderRecord {
  return 'order' in record.key;
}

/** The order's id, or the award's. */
export function nameOf(key: RecordKey): string {
  return 'order' in key ? key.order : key.award;
}

/** The record with one of its entries replaced. */
export function withEntry<Kind extends LedgerRecord>(record: Kind, entry: Entry): Kind {
  return { ...record, entries: record.entries.map((other) => (other.number === entry.number ? entry : other)) };
}
