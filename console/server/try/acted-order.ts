import { deliveryOf } from '../../../cli/local/ask-platform.ts';
import type { Act, Actable, Acted } from '../../../local/acts/act.ts';
import { shopifyAct, shopifyActable } from '../../../local/acts/shopify-acts.ts';
import { shopifyOrderOf } from '../../../local/acts/shopify-order.ts';
import { woocommerceAct, woocommerceActable, woocommerceOrderOf } from '../../../local/acts/woocommerce-acts.ts';
import { keepingNumbers, type Raw } from '../../../local/raw-json.ts';
import type { OrderKey } from '../../../src/domain/order-record.ts';
import type { Store } from '../../../src/domain/store.ts';
import type { Deadline } from '../../../src/shared/deadline.ts';
import type { DeliveryRow } from '../../api.ts';
import type { Context } from '../context.ts';
import { verificationOf } from '../deliveries/verification-of.ts';

/** An order of the local platform as its shop knows it, by the bodies that came of it. */
export interface ActedOrder {
  readonly actable: Actable;
  act(act: Act): Acted;
}

/** The newest of them say it all, unless somebody sends hundreds. */
const MOST_BODIES = 60;
/** Bodies of another order, or of another shop. */
const OF_ANOTHER = new Set(['otherOrder', 'otherShop', 'unreadable']);

/** Null where the log has no body of the order any more. */
export async function actedOrder(
  { local, deliveries }: Context,
  store: Pick<Store, 'platform'>,
  key: OrderKey,
  deadline: Deadline,
): Promise<ActedOrder | null> {
  if (local === null) return null;
  const { deliveries: rows } = await deliveries.ofOrder(key, 0, deadline);
  const bodies: Raw[] = [];
  for (const row of rows.filter(isOfOrder).slice(-MOST_BODIES)) {
    const logged = await deliveryOf(local.control, Number(row.id));
    const parsed = logged && keepingNumbers(Buffer.from(logged.bodyBase64, 'base64').toString('utf8'));
    if (parsed !== null) bodies.push(parsed.value);
  }
  return store.platform === 'shopify' ? ofShopify(bodies, deadline) : ofWooCommerce(bodies, deadline);
}

function isOfOrder(row: DeliveryRow): boolean {
  return verificationOf(row).result === 'verified' && !OF_ANOTHER.has(row.reason ?? '');
}

function ofShopify(bodies: readonly Raw[], { now }: Deadline): ActedOrder | null {
  const state = shopifyOrderOf(bodies);
  if (state === null) return null;
  const atMs = after(state.updatedAtMs, now());
  return { actable: shopifyActable(state), act: (act) => shopifyAct(state, act, { atMs, base: now() * 100 }) };
}

function ofWooCommerce(bodies: readonly Raw[], { now }: Deadline): ActedOrder | null {
  const state = woocommerceOrderOf(bodies);
  if (state === null) return null;
  const atMs = after(state.updatedAtMs, now());
  return { actable: woocommerceActable(state), act: (act) => woocommerceAct(state, act, atMs) };
}

/** Bodies tell whole seconds, and one of the same second may count as the older. */
function after(updatedAtMs: number, nowMs: number): number {
  return Math.floor(Math.max(nowMs, updatedAtMs + 1_000) / 1_000) * 1_000;
}
