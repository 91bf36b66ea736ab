import type { NotEntitledReason, Standing } from '../../domain/order-facts.ts';
import type { ShopifyOrder } from './order-schema.ts';

/** From least to most: of two bodies of one instant, the further one is the newer. */
const RANKS = new Map([
  ['pending', 1],
  ['authorized', 2],
  ['partially_paid', 3],
  ['paid', 4],
  ['partially_refunded', 5],
  ['refunded', 6],
  ['voided', 6],
]);

/** How far along an order's payment is; an unknown status comes before all others. */
export function rankOf(order: ShopifyOrder): number {
  return RANKS.get(order.financial_status ?? '') ?? 0;
}

/**
 * Whether points are due, by the body's own payment status: `orders/paid` is missing for orders that an app makes already paid,
 * and may arrive late, when the order says `refunded`. A paid order that is cancelled keeps its points until its refund comes.
 */
export function standingOf(
  order: ShopifyOrder,
  store: { readonly currency: string; readonly allowTestOrders: boolean },
): Standing {
  if (order.test === true && !store.allowTestOrders) return notEntitled('testOrder');
  if (order.currency !== store.currency) return notEntitled('otherCurrency');
  switch (order.financial_status) {
    case 'paid':
    case 'partially_refunded':
      return hasPaymentDate(order) ? { kind: 'entitled' } : notEntitled('noPaymentDate');
    case 'refunded':
      return hasPaymentDate(order) ? { kind: 'returned' } : notEntitled('noPaymentDate');
    case 'partially_paid':
      return { kind: 'partlyPaid' };
    case 'voided':
      return notEntitled('voided');
    default:
      return notEntitled((order.cancelled_at ?? null) === null ? 'unpaid' : 'cancelled');
  }
}

function hasPaymentDate(order: ShopifyOrder): boolean {
  return typeof order.processed_at === 'number';
}

function notEntitled(because: NotEntitledReason): Standing {
  return { kind: 'notEntitled', because };
}
