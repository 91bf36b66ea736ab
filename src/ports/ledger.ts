import type { ArrivedBody, OrderId } from '../domain/order-facts.ts';
import type { ParkedReason } from '../domain/parked-reasons.ts';
import type { Explanation } from '../domain/reasons.ts';
import type { LedgerRecord, RecordKey, RecordOf } from '../domain/record.ts';
import type { Slot, Versioned } from '../shared/optimistic-update.ts';

/** The store's name in a parked message that names none; no store can have it. */
export const NO_STORE = '(none)';

/** A delivery that could not be read, verified or recorded, parked with its body. */
export interface ParkedDelivery extends Explanation<ParkedReason> {
  readonly store: string;
  readonly topic: string | null;
  /** The signature, where it could not be verified; `null` for a verified sender. */
  readonly signature: string | null;
  readonly receivedAtMs: number;
  readonly body: Uint8Array;
}

/** The order that a body of another shop describes: of each, the newest body is kept. */
export interface OfOtherShop {
  readonly host: string;
  /** `null` for a body that cannot be read: it is kept by itself. */
  readonly described: { readonly order: OrderId; readonly body: ArrivedBody } | null;
}

/** One page of records whose next entry is ready. */
export interface ReadyPage {
  readonly keys: readonly RecordKey[];
  /** Ready items that this version cannot read. */
  readonly unreadable: number;
  /** When the oldest item of the page became ready; `null` on an empty page. */
  readonly oldestAtMs: number | null;
  /** Opaque; pass it back for the next page, `null` after the last. */
  readonly next: string | null;
}

/**
 * The ledger as recording and posting need it. Rejects with `LedgerUnreachable` when it cannot be reached, with
 * `RecordTooLarge`, and with other errors when an item cannot be read, or is refused. A lost race is a value.
 */
export interface Ledger {
  /**
   * The newest record. An `eventual` read costs half: what it resolves to may have been replaced moments ago, and `null` may have
   * been saved since. A save that is built on it meets a conflict then.
   */
  load<Key extends RecordKey>(
    key: Key,
    signal: AbortSignal,
    reading?: 'consistent' | 'eventual',
  ): Promise<Versioned<RecordOf<Key>> | null>;
  /** Writes only when the stored version is still `expectedVersion`; 0 means that there must be none yet. */
  save(record: LedgerRecord, expectedVersion: number, signal: AbortSignal): Promise<'saved' | 'conflict'>;
  /** Records whose next attempt is ready at `nowMs`. The index may lag behind by moments. */
  ready(nowMs: number, page: string | null, signal: AbortSignal): Promise<ReadyPage>;
  /**
   * Hides a queued record that is ready at `nowMs` from `ready` until `untilMs`. Its next save ends this. Resolves to the
   * instant since when it has been ready, however often it was hidden; `null` when it was not ready.
   */
  hideUntil(key: RecordKey, time: { nowMs: number; untilMs: number }, signal: AbortSignal): Promise<number | null>;
  /** Parking the same body of the same store again changes nothing. Resolves to its key in the list. */
  parkDelivery(delivery: ParkedDelivery, signal: AbortSignal): Promise<string>;
  /**
   * Parks a body of another shop until `untilMs`, under a kind of its own. Keeps the newest body of each order and host: an older
   * one, or the same again, changes nothing. Resolves to the order's key in the list.
   */
  parkOtherShop(
    delivery: ParkedDelivery,
    of: OfOtherShop,
    time: { nowMs: number; untilMs: number },
    signal: AbortSignal,
  ): Promise<string>;
  /**
   * Deletes a parked delivery that has been recorded since, by its key in the list and its arrival. Resolves to `replaced` if
   * another body has taken its place, which stays.
   */
  clearDelivery(pk: string, receivedAtMs: number, signal: AbortSignal): Promise<'cleared' | 'replaced'>;
  /**
   * Since when the oldest parked record or delivery waits; `null` without one. Bodies of other shops do not count. The index may
   * lag behind by moments.
   */
  parkedSinceMs(signal: AbortSignal): Promise<number | null>;
}

/** One record, for `update`. */
export function slotOf<Kind extends LedgerRecord>(ledger: Ledger, key: Kind['key']): Slot<Kind> {
  return {
    // A key's type tells its record's type.
    load: (signal) =>
      ledger.load(key, signal) as Promise<Versioned<LedgerRecord> | null> as Promise<Versioned<Kind> | null>,
    save: (record, expectedVersion, signal) => ledger.save(record, expectedVersion, signal),
  };
}
