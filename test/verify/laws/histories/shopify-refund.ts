import type { Random } from './random.ts';
import { saidBy } from './shopify-books.ts';
import type { Adjustment, ShopifyOrder, ShopifyRefund, ShopifyTransaction } from './shopify-order.ts';
import type { ShippingBack } from './shopify-shipping-back.ts';
import { transactionsFor } from './shopify-transactions.ts';
import type { RefundLines } from './shopify-units.ts';

/** What a refund is to say, before it is written as Shopify writes it. */
export interface Sketch {
  readonly lines?: RefundLines;
  readonly shipping?: ShippingBack | null;
  readonly duties?: number;
  readonly fees?: number;
  readonly money: number;
  /** Kept money is positive, money for no line negative; an edit or exchange has none. */
  readonly discrepancy: number;
  readonly restock?: ShopifyRefund['restock'];
  readonly isOfReturn?: boolean;
  /** Mostly the one of the payment. */
  readonly gateway?: string;
  /** Instead of those that move `money`. */
  readonly transactions?: readonly ShopifyTransaction[];
}

export function writeRefund(random: Random, order: ShopifyOrder, nextId: () => string, sketch: Sketch): ShopifyRefund {
  const { lines = [], shipping = null, duties = 0, fees = 0, money, discrepancy } = sketch;
  const listed = { lines, shipping: shipping?.shipping ?? null, duties, fees };
  const transactions = sketch.transactions ?? transactionsFor(random, order, money, nextId, sketch.gateway);
  const adjustments = [...(shipping?.adjustments ?? []), ...discrepancies(random, discrepancy, nextId)];
  const isOnItsWay = transactions.length > 0 && transactions.every(({ status }) => status === 'pending');
  const isGoodsOnly = lines.length > 0 && adjustments.length === 0 && saidBy(order, { ...listed, lines: [] }) === 0;
  // Seen in a captured body: while its money is on the way, a refund has a discrepancy over all of it.
  if (isOnItsWay && isGoodsOnly && money === saidBy(order, listed) && random.chance(0.7)) {
    adjustments.push(...discrepancies(random, money, nextId));
    if (random.chance(0.5)) adjustments.push(...discrepancies(random, -money, nextId));
  }
  return {
    ...listed,
    id: nextId(),
    createdMs: order.updatedMs,
    restock: sketch.restock ?? random.pick(['no_restock', 'return', 'return', 'cancel', 'legacy_restock']),
    isOfReturn: sketch.isOfReturn ?? false,
    shippingLines: shipping?.shippingLines ?? [],
    adjustments,
    transactions,
  };
}

/** Sometimes a part of it stands as tax. */
function discrepancies(random: Random, whole: number, nextId: () => string): Adjustment[] {
  if (whole === 0) return [];
  const tax = random.chance(0.2) ? Math.trunc(whole / 6) : 0;
  return [{ id: nextId(), kind: 'refund_discrepancy', amount: whole - tax, tax: tax === 0 ? 0 : tax }];
}
