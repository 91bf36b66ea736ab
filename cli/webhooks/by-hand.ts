import type { Store } from '../../src/domain/store.ts';
import type { Repair } from '../../src/domain/subscriptions/plan-repairs.ts';
import { inShopify } from './by-hand-shopify.ts';
import { inWooCommerce } from './by-hand-woocommerce.ts';
import type { ByHand } from './report.ts';

/** How a person makes some changes of a shop's webhooks without Ponte; `null` where there is nothing to change. */
export function byHand(store: Store, changes: readonly Repair[], address: string): ByHand | null {
  if (changes.length === 0) return null;
  return store.platform === 'shopify' ? inShopify(store, changes, address) : inWooCommerce(store, changes, address);
}
