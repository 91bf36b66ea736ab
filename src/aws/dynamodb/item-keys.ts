import { createHash } from 'node:crypto';
import { awardId, parseAwardId } from '../../domain/award-record.ts';
import { parseOrderId } from '../../domain/order-facts.ts';
import type { RecordKey } from '../../domain/record.ts';
import type { OfOtherShop, ParkedDelivery } from '../../ports/ledger.ts';
import { PENDING_SHARDS } from './table-definition.ts';

/** The partition key of a record's item. Injective, as neither an order's id nor an award's holds a `#`. */
export function recordPk(key: RecordKey): string {
  return 'order' in key ? `ORDER#${key.store}#${key.order}` : `AWARD#${key.store}#${key.award}`;
}

/** Reads `recordPk` back; `undefined` for anything else. */
export function parseRecordPk(pk: string): RecordKey | undefined {
  const [, kind, store = '', id = ''] = /^(ORDER|AWARD)#(.*)#([^#]+)$/s.exec(pk) ?? [];
  const order = kind === 'ORDER' ? parseOrderId(id) : undefined;
  if (order !== undefined) return { store, order };
  const parts = kind === 'AWARD' ? parseAwardId(id) : undefined;
  return parts === undefined ? undefined : { store, award: awardId(parts) };
}

/**
 * The same body of the same store has the same key, so that parking it again changes nothing. One that nobody could verify
 * never stands in the place of another: its signature is part of the key.
 */
export function parkedPk({ store, body, signature }: Pick<ParkedDelivery, 'store' | 'body' | 'signature'>): string {
  const hash = createHash('sha256').update(body);
  if (signature !== null) hash.update(`\n${signature}`);
  return `PARKED#${store}#${hash.digest('hex')}`;
}

/**
 * Where the newest body that another shop has sent of an order lies. A body that cannot be read has no such order, and a key
 * of its own, as any other.
 */
export function otherShopPk(
  delivery: Pick<ParkedDelivery, 'store' | 'body' | 'signature'>,
  { host, described }: OfOtherShop,
): string {
  return described === null ? `${parkedPk(delivery)}@${host}` : `PARKED#${delivery.store}#${described.order}@${host}`;
}

/** What is listed together, and counted by itself. */
export type ParkedKind = 'order' | 'uncollected' | 'delivery' | 'otherShop' | 'occurrence' | 'running';

/** What puts an item into the index of what waits for a person, and of the runs that are under way. */
export function parkedKeys(parkedKind: ParkedKind, parkedAtMs: number) {
  return { parkedKind, parkedAtMs };
}

/** The index partition of a record. Changing this moves a record with its next save, and reading covers every shard meanwhile. */
export function pendingShard(pk: string): string {
  return String((createHash('sha256').update(pk).digest()[0] ?? 0) % PENDING_SHARDS);
}
