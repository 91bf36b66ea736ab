import type { NotEntitledReason, Standing } from '../../domain/order-facts.ts';
import type { WooCommerceStore } from '../../domain/store.ts';
import { inOtherCurrency } from '../other-currency.ts';
import { depositStatuses } from './deposit-statuses.ts';
import type { WooCommerceOrder } from './order-schema.ts';

/** A standing, and the payment date where there is one, in milliseconds since 1970. */
interface StandingAndPayment {
  readonly standing: Standing;
  readonly paidAtMs: number | null;
}

/**
 * WooCommerce's own statuses that count as paid only where the store lists them, whatever the payment date: `date_paid` stays
 * when an order returns to one of them.
 */
const NOT_PAID = new Map<string, NotEntitledReason>([
  ['processing', 'unpaid'],
  ['cancelled', 'cancelled'],
  ['failed', 'unpaid'],
  ['pending', 'unpaid'],
  ['on-hold', 'unpaid'],
]);

type StorePolicy = Pick<WooCommerceStore, 'currency' | 'paidStatuses' | 'notPaidStatuses' | 'subOrders'>;

/**
 * The order's standing. The store's own lists of statuses go first. An unknown status, as plugins define them, is entitled
 * once there is a payment date. Cash on delivery is `processing` without one until it is `completed`.
 * @see woocommerce/woocommerce, includes/class-wc-order.php and gateways/cod/class-wc-gateway-cod.php
 */
export function standingOf(order: WooCommerceOrder, store: StorePolicy): StandingAndPayment {
  const datePaidMs = order.date_paid_gmt ?? null;
  const paidAtMs = order.status === 'completed' ? (datePaidMs ?? order.date_completed_gmt ?? null) : datePaidMs;
  const notEntitled = (because: NotEntitledReason): StandingAndPayment => ({
    standing: { kind: 'notEntitled', because },
    paidAtMs,
  });

  const entitledOncePaid = (): StandingAndPayment =>
    paidAtMs === null ? notEntitled('noPaymentDate') : { standing: { kind: 'entitled' }, paidAtMs };

  if (order.currency !== store.currency) return { standing: inOtherCurrency(order.currency), paidAtMs };
  if (isSubOrder(order) && store.subOrders === 'ignore') return notEntitled('subOrder');
  if (order.status === 'refunded' && paidAtMs !== null) return { standing: { kind: 'returned' }, paidAtMs };
  if (store.paidStatuses.includes(order.status)) return entitledOncePaid();
  const notPaid = NOT_PAID.get(order.status);
  if (notPaid !== undefined) return notEntitled(notPaid);
  if (depositStatuses.has(order.status)) return notEntitled('deposit');
  return store.notPaidStatuses.includes(order.status) ? notEntitled('unpaid') : entitledOncePaid();
}

/**
 * Marketplace plugins split an order into one for each vendor, whose `parent_id` is the order that the customer placed.
 * Some deposit plugins make an order for the remaining payment in the same way; those stores set `subOrders: 'earn'`.
 * @see woocommerce-deposits, includes/class-wc-deposits-order-manager.php; yith-woocommerce-deposits-and-down-payments
 */
function isSubOrder({ parent_id: parent }: WooCommerceOrder): boolean {
  return typeof parent === 'string' && /^[1-9]\d*$/.test(parent);
}
