import { createHash } from 'node:crypto';
import type { OrderIdentity } from '../../domain/order-facts.ts';
import type { WooCommerceOrder } from './order-schema.ts';

/**
 * What tells an order from another one of the same number: its key, which never changes, and the time at which it was made,
 * which a shop may correct. The key itself opens the order's page, and is not kept.
 */
export function identityOf({ order_key: key, date_created_gmt: created }: WooCommerceOrder): OrderIdentity {
  const hasKey = typeof key === 'string' && key !== '';
  return { createdAtMs: created ?? null, keyHash: hasKey ? shortHash(key) : null };
}

function shortHash(key: string): string {
  return createHash('sha256').update(key).digest('base64url').slice(0, 16);
}
