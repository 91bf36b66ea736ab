import { exact, toDecimal } from '../../domain/decimal.ts';
import type { RefundsInBody } from '../../domain/order-facts.ts';
import type { WooCommerceOrder } from './order-schema.ts';

/**
 * The refunds that stood when the body was written. A refund that was undone is missing from the list, or leaves
 * `{"id":0,"total":"-0.00"}`. A body without the key, as older APIs send it, says nothing about refunds.
 */
export function refundsOf(order: WooCommerceOrder): RefundsInBody {
  if (order.refunds === null || order.refunds === undefined) return { kind: 'none' };
  const refunds = order.refunds
    .map(({ id, total }) => ({ id, amount: toDecimal(exact(total).abs()) }))
    .filter(({ id, amount }) => id !== '0' && !exact(amount).equals(0));
  return { kind: 'listed', refunds };
}
