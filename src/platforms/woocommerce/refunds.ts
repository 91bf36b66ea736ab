import { exact, toDecimal } from '../../domain/decimal.ts';
import { compareText } from '../../domain/observation.ts';
import type { RefundsInBody } from '../../domain/order-facts.ts';
import type { WooCommerceOrder } from './order-schema.ts';

/**
 * The refunds that stood when the body was written. A refund that was undone is missing from the list, or leaves
 * `{"id":0,"total":"-0.00"}`. A body without the key, as older APIs send it, says nothing about refunds.
 * WooCommerce lists them in no firm order; oldest first, a list only grows at its end, and the ledger writes no refund again.
 */
export function refundsOf(order: WooCommerceOrder): RefundsInBody {
  if (order.refunds === null || order.refunds === undefined) return { kind: 'none' };
  const refunds = order.refunds
    .map(({ id, total }) => ({ id, amount: toDecimal(exact(total).abs()) }))
    .filter(({ id, amount }) => id !== '0' && !exact(amount).equals(0))
    .toSorted((one, other) => one.id.length - other.id.length || compareText(one.id, other.id));
  return { kind: 'listed', refunds };
}
