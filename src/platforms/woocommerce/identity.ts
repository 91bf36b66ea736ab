import { createHash } from 'node:crypto';
import type { OrderIdentity } from '../../domain/order-facts.ts';
import type { WooCommerceOrder } from './order-schema.ts';

/**
 * Tells an order from another one with the same id: by its key, which never changes, and its creation time, which a shop may
 * correct. The key opens the order's page, so that only its hash is stored.
 */
export function identityOf({ order_key: key, date_created_gmt: created }: WooCommerceOrder): OrderIdentity {
  const hasKey = typeof key === 'string' && key !== '';
  return { createdAtMs: created ?? null, keyHash: hasKey ? shortHash(key) : null };
}

function shortHash(key: string): string {
  return createHash('sha256').update(key).digest('base64url').slice(0, 16);
}
