import type { ParkedReason } from '../domain/parked-reasons.ts';
import type { Explanation } from '../domain/reasons.ts';
import type { LedgerRecord, RecordKey, RecordOf } from '../domain/record.ts';
import type { Slot, Versioned } from '../shared/optimistic-update.ts';

/** Stands in the place of a store's name in what is parked without one; no store can have it. */
export const NO_STORE = '(none)';

/** A delivery that nobody could read, verify or record, kept whole for a person. */
export interface ParkedDelivery extends Explanation<ParkedReason> {
  readonly store: string;
  readonly topic: string | null;
  /** What it was signed with, when nobody could verify it; null for a sender that is proven. */
  readonly signature: string | null;
  readonly receivedAtMs: number;
  readonly body: Uint8Array;
}

/** One page of records whose next entry is due. */
export interface ReadyPage {
  readonly keys: readonly RecordKey[];
  /** Due items that are no records of this version's. */
  readonly unreadable: number;
  /** Since when the one that was due first is due; `null` on an empty page. */
  readonly oldestAtMs: number | null;
  /** Opaque; pass it back for the next page, `null` after the last. */
  readonly next: string | null;
}

/**
 * The ledger as recording and posting need it. Rejects with `LedgerUnreachable` when the store of records cannot be reached,
 * with `RecordTooLarge`, and with other errors when it holds what nobody can read, or refuses an item; a lost race is a value.
 */
export interface Ledger {
  load<Key extends RecordKey>(key: Key, signal: AbortSignal): Promise<Versioned<RecordOf<Key>> | null>;
  /** Writes only when the stored version is still `expectedVersion`; 0 means that there must be none yet. */
  save(record: LedgerRecord, expectedVersion: number, signal: AbortSignal): Promise<'saved' | 'conflict'>;
  /** Records whose next attempt is due at `nowMs` or before; the index may lag behind by moments. */
  ready(nowMs: number, page: string | null, signal: AbortSignal): Promise<ReadyPage>;
  /**
   * Leaves a record that is due at `nowMs` out of `ready` until then, because it is in the queue; its next save ends this.
   * Says since when it has been due, however often it was left out; null when it was not due.
   */
  hideUntil(key: RecordKey, time: { nowMs: number; untilMs: number }, signal: AbortSignal): Promise<number | null>;
  /** Parking the same body of the same store again changes nothing. */
  parkDelivery(delivery: ParkedDelivery, signal: AbortSignal): Promise<void>;
  /** Forgets a parked delivery, which has been recorded since, by the key under which it is listed. */
  clearDelivery(pk: string, signal: AbortSignal): Promise<void>;
  /** Since when the record or the delivery waits that has waited longest for a person; the index may lag behind by moments. */
  parkedSinceMs(signal: AbortSignal): Promise<number | null>;
}

/** One record, for `update`. */
export function slotOf<Kind extends LedgerRecord>(ledger: Ledger, key: Kind['key']): Slot<Kind> {
  return {
    // A key names a record of its own kind.
    load: (signal) =>
      ledger.load(key, signal) as Promise<Versioned<LedgerRecord> | null> as Promise<Versioned<Kind> | null>,
    save: (record, expectedVersion, signal) => ledger.save(record, expectedVersion, signal),
  };
}
