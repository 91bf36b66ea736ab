import type { NotEntitledReason, Standing } from '../../domain/order-facts.ts';
import { inOtherCurrency } from '../other-currency.ts';
import type { ShopifyOrder } from './order-schema.ts';

/** Of two bodies of one instant, the one with the higher rank is the newer. */
const RANKS = new Map([
  ['pending', 1],
  ['authorized', 2],
  ['partially_paid', 3],
  ['paid', 4],
  ['partially_refunded', 5],
  ['refunded', 6],
  ['voided', 6],
]);

/** The rank of an order's payment status; 0 for an unknown one. */
export function rankOf(order: ShopifyOrder): number {
  return RANKS.get(order.financial_status ?? '') ?? 0;
}

/**
 * The order's standing, by the body's own payment status, because `orders/paid` is not sent for orders that an app creates as
 * paid, and may arrive late, when the order is already `refunded`. A cancelled paid order keeps its points until its refund.
 */
export function standingOf(
  order: ShopifyOrder,
  store: { readonly currency: string; readonly allowTestOrders: boolean },
): Standing {
  if (order.test === true && !store.allowTestOrders) return notEntitled('testOrder');
  if (order.currency !== store.currency) return inOtherCurrency(order.currency);
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
