import { createHash } from 'node:crypto';
import { parseOrderId } from '../orders/order-facts.ts';
import type { ParkedDelivery } from './ledger.ts';
import type { OrderKey } from './order-record.ts';
import { PENDING_SHARDS } from './table-definition.ts';

/** The partition key of an order's item. Injective, as an order id is digits only. */
export function orderPk(key: OrderKey): string {
  return `ORDER#${key.store}#${key.order}`;
}

/** Reads `orderPk` back. Throws on anything else: only orders are in the index. */
export function parseOrderPk(pk: string): OrderKey {
  const [, store, digits] = /^ORDER#(.*)#(\d+)$/s.exec(pk) ?? [];
  const order = parseOrderId(digits ?? '');
  if (store === undefined || order === undefined) throw new TypeError('the index holds an item that is not an order');
  return { store, order };
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

/** What puts an item into the index of what waits for a person. */
export function parkedKeys(parkedKind: 'order' | 'uncollected' | 'delivery', parkedAtMs: number) {
  return { parkedKind, parkedAtMs };
}

/** The index partition of an order. Changing this moves an order with its next save, and reading covers every shard meanwhile. */
export function pendingShard(pk: string): string {
  return String((createHash('sha256').update(pk).digest()[0] ?? 0) % PENDING_SHARDS);
}
