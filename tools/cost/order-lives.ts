import type { OutgoingDelivery } from '../../local/deliver.ts';
import { shopifyOrder, shopifyRefund } from '../../local/demo-orders.ts';
import { recordedDelivery, signedBody } from '../../test/support/test-platform.ts';

/** One delivery in the life of an order. */
export interface Moment {
  readonly what: string;
  readonly delivery: OutgoingDelivery;
}

/** What a store sends of one order, in order; the last moment is a partial refund, which most orders never see. */
export interface OrderLife {
  readonly platform: 'Shopify' | 'WooCommerce';
  readonly sale: readonly Moment[];
  readonly refund: readonly Moment[];
}

/** A Shopify order with the subscriptions that the configuration's documentation names; the `number` tells orders apart. */
export function shopifyLife(number: number): OrderLife {
  const id = String(880_000 + number);
  const order = (at: string, changes: object = {}) => ({
    ...shopifyOrder({
      id,
      name: `#${id}`,
      email: `cost${number}@example.com`,
      at,
      quantity: 4,
      price: '25.00',
      shipping: '15.00',
      total: '115.00',
    }),
    created_at: '2026-03-10T10:00:00Z',
    processed_at: '2026-03-10T10:00:00Z',
    ...changes,
  });
  const refund = shopifyRefund({
    id: `${id}1`,
    order: id,
    at: '2026-03-12T10:00:00Z',
    goods: '25.00',
    money: '25.00',
  });
  const sale = { id: Number(`${id}9`), order_id: Number(id), kind: 'sale', status: 'success', amount: '115.00' };
  const send = (topic: string, body: object) => signedBody('shopify', JSON.stringify(body), topic);
  const refunded = order('2026-03-12T10:00:01Z', { financial_status: 'partially_refunded', refunds: [refund] });
  return {
    platform: 'Shopify',
    sale: [
      { what: 'order_transactions/create: the payment', delivery: send('order_transactions/create', sale) },
      { what: 'orders/paid', delivery: send('orders/paid', order('2026-03-10T10:00:00Z')) },
      { what: 'orders/updated: the same state', delivery: send('orders/updated', order('2026-03-10T10:00:00Z')) },
      { what: 'orders/updated: sent to the customer', delivery: send('orders/updated', order('2026-03-11T10:00:00Z')) },
    ],
    refund: [
      { what: 'refunds/create', delivery: send('refunds/create', refund) },
      { what: 'orders/updated: partially refunded', delivery: send('orders/updated', refunded) },
    ],
  };
}

/** The recorded deliveries of one real order, under another number and another customer's address. */
export function woocommerceLife(number: number): OrderLife {
  const id = String(880_000 + number);
  const as = (recordedNumber: string, topic: string) => {
    const { rawBody } = recordedDelivery(recordedNumber);
    const body = Buffer.from(rawBody)
      .toString('utf8')
      .replace('{"id":18,', `{"id":${id},`)
      .replace('noor.devries@example.com', `cost${number}@example.com`);
    return signedBody('woocommerce', body, topic);
  };
  return {
    platform: 'WooCommerce',
    sale: [
      { what: 'order.created: pending', delivery: as('005', 'order.created') },
      { what: 'order.updated: pending', delivery: as('006', 'order.updated') },
      { what: 'order.updated: processing', delivery: as('007', 'order.updated') },
      { what: 'order.updated: completed', delivery: as('008', 'order.updated') },
    ],
    refund: [{ what: 'order.updated: a partial refund', delivery: as('009', 'order.updated') }],
  };
}
