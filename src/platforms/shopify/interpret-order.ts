import type { RefundsInBody } from '../../domain/order-facts.ts';
import type { ShopifyStore } from '../../domain/store.ts';
import type { Interpretation } from '../interpretation.ts';
import { namingNobody } from '../naming-nobody.ts';
import { otherShop } from '../other-shop.ts';
import type { PayloadFields } from '../payload-fields.ts';
import { unreadableFields } from '../unreadable-fields.ts';
import { attributeNames, customerOf, lookedForCustomer } from './customer.ts';
import { moneyOf, unitsLeftOf } from './money.ts';
import { orderSchema, type ShopifyOrder } from './order-schema.ts';
import { decidingHash } from './read-from-api.ts';
import { collectedRefund } from './refund.ts';
import { shownShop } from './shown-shop.ts';
import { rankOf, standingOf } from './standing.ts';

/** Reads an order, whichever topic brought it. */
export function interpretOrder(
  fields: PayloadFields,
  { bodyHash, receivedAtMs: arrivedAtMs }: { readonly bodyHash: string; readonly receivedAtMs: number },
  store: ShopifyStore,
): Interpretation {
  const parsed = orderSchema.safeParse(fields);
  const shop = shownShop(fields);
  const isOurs = shop === null || store.shopDomains.some((domain) => domain.toLowerCase() === shop);
  if (!parsed.success) {
    return isOurs ? unreadableFields('order', parsed.error) : otherShop(shop, 'shopDomain', null);
  }
  const order = parsed.data;
  const hash = decidingHash(fields, bodyHash);
  const arrived = { observedAtMs: order.updated_at, arrivedAtMs, rank: rankOf(order), hash };
  if (!isOurs) return otherShop(shop, 'shopDomain', { order: order.id, body: arrived });
  const standing = standingOf(order, store);
  const hasMoney = standing.kind === 'entitled' || standing.kind === 'returned';
  const money = hasMoney && typeof order.processed_at === 'number' ? moneyOf(order, order.processed_at) : null;
  if (money === undefined)
    return { kind: 'unreadable', because: "the sum of the order's lines is beyond any order's money" };
  const customer = customerOf(order, store.customer);
  return {
    kind: 'facts',
    ...(customer === null && { lookedFor: lookedForCustomer(order, store.customer) }),
    facts: {
      kind: 'order',
      order: order.id,
      identity: { createdAtMs: order.created_at ?? null, keyHash: null },
      body: arrived,
      standing: customer === null ? namingNobody(standing, attributeNames(order, store.customer)) : standing,
      customer,
      money,
      unitsLeft: unitsLeftOf(order),
      refunds: refundsOf(order),
    },
  };
}

function refundsOf(order: ShopifyOrder): RefundsInBody {
  if (order.refunds === null || order.refunds === undefined) return { kind: 'none' };
  return { kind: 'collected', refunds: order.refunds.map(collectedRefund) };
}
