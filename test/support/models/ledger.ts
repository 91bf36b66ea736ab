import { otherShopPk, parkedPk, recordPk } from '../../../src/aws/dynamodb/item-keys.ts';
import type { AwardRecord } from '../../../src/domain/award-record.ts';
import { listedAs, nextAttemptAtMs } from '../../../src/domain/next-step.ts';
import { isNewerBody } from '../../../src/domain/observation.ts';
import type { OrderRecord } from '../../../src/domain/order-record.ts';
import { isOrder, type LedgerRecord, type RecordKey, type RecordOf } from '../../../src/domain/record.ts';
import type { Ledger, OfOtherShop, ParkedDelivery } from '../../../src/ports/ledger.ts';
import type { Versioned } from '../../../src/shared/optimistic-update.ts';

interface KeptOfOtherShop {
  readonly delivery: ParkedDelivery;
  readonly of: OfOtherShop;
  readonly untilMs: number;
}

export interface ModelLedger extends Ledger {
  /** Every order, for checking the laws. */
  orders(): readonly OrderRecord[];
  /** Every award, likewise. */
  awards(): readonly AwardRecord[];
  parkedDeliveries(): readonly ParkedDelivery[];
  /** What other shops sent, with the key under which it is listed. */
  ofOtherShops(): readonly (KeptOfOtherShop & { readonly pk: string })[];
  /** What an eventually consistent read may still show of a record: its absence, then every version, the newest last. */
  seenOf<Key extends RecordKey>(key: Key): readonly [null, ...Versioned<RecordOf<Key>>[]];
  /** As a person with the right to write would. */
  overwrite(record: LedgerRecord): void;
  /** When the first record becomes due, or `null` when none ever does by itself. */
  nextDueAtMs(): number | null;
}

export interface ModelLedgerOptions {
  readonly pageSize?: number;
  /** Brings a write into the index, which may lag behind. */
  readonly intoIndex?: (bring: () => void) => void;
}

/** One item of the table, by its key; `pendingAtMs` is there while it is in the index of what is due. */
type Item =
  | {
      readonly kind: 'record';
      readonly record: LedgerRecord;
      readonly version: number;
      readonly pendingAtMs: number | null;
      /** Since when it has been due, if it was left out since its last save. */
      readonly overdueSinceMs: number | null;
    }
  | { readonly kind: 'parked'; readonly delivery: ParkedDelivery }
  | ({ readonly kind: 'otherShop' } & KeptOfOtherShop);

type RecordItem = Extract<Item, { kind: 'record' }>;

/**
 * A model of the DynamoDB ledger for simulated histories; it passes the same conformance suite. Records are shared, not
 * copied: nothing changes them.
 */
export function createModelLedger({
  pageSize = 100,
  intoIndex = (bring) => bring(),
}: ModelLedgerOptions = {}): ModelLedger {
  const items = new Map<string, Item>();
  const versions = new Map<string, Versioned<LedgerRecord>[]>();
  /** What the index shows of an order, with how many writes it has seen. */
  const index = new Map<
    string,
    { readonly write: number; readonly key: RecordKey; readonly pendingAtMs: number | null }
  >();
  let writes = 0;
  /** Known until the next write. */
  let nextDue: { readonly atMs: number | null } | null = null;

  function recordAt(pk: string): RecordItem | undefined {
    const item = items.get(pk);
    return item?.kind === 'record' ? item : undefined;
  }

  function put(pk: string, item: RecordItem): void {
    items.set(pk, item);
    nextDue = null;
    writes += 1;
    const shown = { write: writes, key: item.record.key, pendingAtMs: item.pendingAtMs };
    intoIndex(() => {
      if (shown.write > (index.get(pk)?.write ?? 0)) index.set(pk, shown);
    });
  }

  function putRecord(record: LedgerRecord, version: number): void {
    const pk = recordPk(record.key);
    versions.set(pk, [...(versions.get(pk) ?? []), { record, version }]);
    put(pk, {
      kind: 'record',
      record,
      version,
      pendingAtMs: nextAttemptAtMs(record),
      overdueSinceMs: null,
    });
  }

  const recordsIn = () => [...items.values()].filter((item) => item.kind === 'record');

  return {
    async load<Key extends RecordKey>(key: Key, signal: AbortSignal) {
      signal.throwIfAborted();
      const item = recordAt(recordPk(key));
      return item === undefined ? null : { record: item.record as RecordOf<Key>, version: item.version };
    },
    async save(record, expectedVersion, signal) {
      signal.throwIfAborted();
      if ((recordAt(recordPk(record.key))?.version ?? 0) !== expectedVersion) return 'conflict';
      putRecord(record, expectedVersion + 1);
      return 'saved';
    },
    async ready(nowMs, page, signal) {
      signal.throwIfAborted();
      const ready = [...index]
        .filter(([pk, { pendingAtMs }]) => pendingAtMs !== null && pendingAtMs <= nowMs && (page === null || pk > page))
        .sort(([one], [other]) => (one < other ? -1 : 1));
      const shown = ready.slice(0, pageSize);
      const next = ready.length > pageSize ? (shown.at(-1)?.[0] ?? null) : null;
      const oldestAtMs =
        shown.length === 0 ? null : Math.min(...shown.map(([, { pendingAtMs }]) => pendingAtMs ?? nowMs));
      return { keys: shown.map(([, { key }]) => key), unreadable: 0, oldestAtMs, next };
    },
    async hideUntil(key, { nowMs, untilMs }, signal) {
      signal.throwIfAborted();
      const item = recordAt(recordPk(key));
      if (item === undefined || item.pendingAtMs === null || item.pendingAtMs > nowMs) return null;
      const overdueSinceMs = item.overdueSinceMs ?? item.pendingAtMs;
      put(recordPk(key), { ...item, pendingAtMs: untilMs, overdueSinceMs });
      return overdueSinceMs;
    },
    async parkDelivery(delivery, signal) {
      signal.throwIfAborted();
      const pk = parkedPk(delivery);
      if (!items.has(pk)) items.set(pk, { kind: 'parked', delivery });
      return pk;
    },
    async parkOtherShop(delivery, of, { nowMs, untilMs }, signal) {
      signal.throwIfAborted();
      const pk = otherShopPk(delivery, of);
      const kept = items.get(pk);
      const stays = kept?.kind === 'otherShop' && kept.untilMs > nowMs && !isNewer(of, kept.of);
      if (!stays) items.set(pk, { kind: 'otherShop', delivery, of, untilMs });
      return pk;
    },
    async clearDelivery(pk, receivedAtMs, signal) {
      signal.throwIfAborted();
      const item = items.get(pk);
      if (item !== undefined && 'delivery' in item && item.delivery.receivedAtMs !== receivedAtMs) return 'replaced';
      items.delete(pk);
      return 'cleared';
    },
    async parkedSinceMs(signal) {
      signal.throwIfAborted();
      const times = [...items.values()].flatMap((item) => {
        if (item.kind === 'otherShop') return [];
        if (item.kind === 'parked') return [item.delivery.receivedAtMs];
        const listed = listedAs(item.record);
        return listed?.kind === 'order' ? [listed.sinceMs] : [];
      });
      return times.length === 0 ? null : Math.min(...times);
    },
    orders: () => recordsIn().flatMap(({ record }) => (isOrder(record) ? [record] : [])),
    awards: () => recordsIn().flatMap(({ record }) => (isOrder(record) ? [] : [record])),
    parkedDeliveries: () => [...items.values()].flatMap((item) => (item.kind === 'parked' ? [item.delivery] : [])),
    ofOtherShops: () => [...items].flatMap(([pk, item]) => (item.kind === 'otherShop' ? [{ pk, ...item }] : [])),
    seenOf: <Key extends RecordKey>(key: Key) => [
      null,
      ...((versions.get(recordPk(key)) ?? []) as Versioned<RecordOf<Key>>[]),
    ],
    overwrite: (record) => putRecord(record, (recordAt(recordPk(record.key))?.version ?? 0) + 1),
    nextDueAtMs() {
      if (nextDue !== null) return nextDue.atMs;
      const times = recordsIn().flatMap(({ pendingAtMs }) => (pendingAtMs === null ? [] : [pendingAtMs]));
      nextDue = { atMs: times.length === 0 ? null : Math.min(...times) };
      return nextDue.atMs;
    },
  };
}

function isNewer({ described: one }: OfOtherShop, { described: other }: OfOtherShop): boolean {
  if (one === null || other === null || one.body.hash === other.body.hash) return false;
  return isNewerBody(one.body, other.body);
}
