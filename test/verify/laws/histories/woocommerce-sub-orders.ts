import type { Random } from './random.ts';
import type { WooCommerceLine, WooCommerceOrder } from './woocommerce-order.ts';

/** Marketplace plugins make an order for each vendor, with goods that their parent holds, too. */
export function subOrdersOf(random: Random, parent: WooCommerceOrder, nextId: () => string): WooCommerceOrder[] {
  if (!random.chance(0.18)) return [];
  const vendors = parent.lines.length > 1 && random.chance(0.6) ? 2 : 1;
  const orders: WooCommerceOrder[] = [];
  for (let vendor = 0; vendor < vendors; vendor += 1) {
    const goods = parent.lines.filter((_, index) => index % vendors === vendor);
    orders.push({
      ...parent,
      id: nextId(),
      parentId: parent.id,
      lines: goods.map((line): WooCommerceLine => ({ ...line, id: nextId() })),
      fees: [],
      shipping: vendor === 0 ? parent.shipping : { total: 0, tax: 0 },
      deposit: null,
    });
  }
  return orders;
}
