import { createHash } from 'node:crypto';
import { readAwardId } from '../../domain/award-record.ts';
import { parseOrderId } from '../../domain/order-facts.ts';
import type { RecordKey } from '../../domain/record.ts';
import type { OfOtherShop, ParkedDelivery } from '../../ports/ledger.ts';
import { PENDING_SHARDS } from './table-definition.ts';

/** What the keys of orders begin with, and no others. */
export const ORDER_PK_BEGINS = 'ORDER#';

/** The partition key of a record's item. Injective, as neither an order's id nor an award's holds a `#`. */
export function recordPk(key: RecordKey): string {
  return 'order' in key ? `${ORDER_PK_BEGINS}${key.store}#${key.order}` : `AWARD#${key.store}#${key.award}`;
}

/** What the keys of pages begin with, and no others. */
export const PAGE_PK_BEGINS = 'PAGE#';

/** The partition key of a page of an order. */
export function pagePk(orderPk: string, name: string): string {
  return `${PAGE_PK_BEGINS}${orderPk}#${name}`;
}

/** Reads `pagePk` back; `null` for anything else. */
export function orderOfPage(pk: string): { readonly pk: string; readonly name: string } | null {
  const [, order, name] = /^PAGE#(ORDER#.*)#([^#]+)$/s.exec(pk) ?? [];
  return order === undefined || name === undefined ? null : { pk: order, name };
}

/** Reads `recordPk` back; `undefined` for anything else. */
export function parseRecordPk(pk: string): RecordKey | undefined {
  const [, kind, store = '', id = ''] = /^(ORDER|AWARD)#(.*)#([^#]+)$/s.exec(pk) ?? [];
  const order = kind === 'ORDER' ? parseOrderId(id) : undefined;
  if (order !== undefined) return { store, order };
  const award = kind === 'AWARD' ? readAwardId(id) : undefined;
  return award && { store, award };
}

/**
 * The partition key of a parked delivery. The same body of the same store has the same key, so that parking it again changes
 * nothing. The signature of an unverified one is part of the key, so that a forged body cannot take a genuine one's place.
 */
export function parkedPk({ store, body, signature }: Pick<ParkedDelivery, 'store' | 'body' | 'signature'>): string {
  const hash = createHash('sha256').update(body);
  if (signature !== null) hash.update(`\n${signature}`);
  return `PARKED#${store}#${hash.digest('hex')}`;
}

/** The partition key of the newest body that another shop sent of an order. A body that cannot be read has a key of its own. */
export function otherShopPk(
  delivery: Pick<ParkedDelivery, 'store' | 'body' | 'signature'>,
  { host, described }: OfOtherShop,
): string {
  return described === null ? `${parkedPk(delivery)}@${host}` : `PARKED#${delivery.store}#${described.order}@${host}`;
}

/** The partitions of that index. */
export type ParkedKind = 'order' | 'uncollected' | 'delivery' | 'otherShop' | 'occurrence' | 'running';

/** The attributes that put an item into the index of what waits for a person, and of runs under way. */
export function parkedKeys(parkedKind: ParkedKind, parkedAtMs: number) {
  return { parkedKind, parkedAtMs };
}

/** The index partition of a record. A change of this moves a record with its next save; reading covers all shards meanwhile. */
export function pendingShard(pk: string): string {
  return String((createHash('sha256').update(pk).digest()[0] ?? 0) % PENDING_SHARDS);
}
