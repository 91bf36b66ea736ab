import type { OrderJson } from '../../../sandbox/shops/woocommerce-query.ts';
import { recorded } from '../../fixtures/load.ts';

const HOUR_MS = 3_600_000;

/** The order of a recorded delivery, as the REST API gives it: the payload of a webhook is its answer. */
export function recordedOrder(number: string): OrderJson {
  return JSON.parse(Buffer.from(recorded(number).rawBody).toString());
}

/** Order 18 of the recordings, paid: 39.98 and 12.50 of goods, 68.00 in all. Each is of a customer of its own. */
export function paidOrder(id: number, hoursAgo: number, changes: OrderJson = {}): OrderJson {
  const billing = { email: `customer.${id}@example.com` };
  return { ...likeRecorded('007', id, Date.now() - hoursAgo * HOUR_MS), billing, ...changes };
}

/** The same order with another number, key and time of its last change. */
export function likeRecorded(number: string, id: number, changedAtMs: number): OrderJson {
  const order = recordedOrder(number);
  const gmt = new Date(changedAtMs).toISOString().slice(0, 19);
  return {
    ...order,
    id,
    number: String(id),
    order_key: `wc_order_made_up_${id}`,
    date_modified: gmt,
    date_modified_gmt: gmt,
  };
}
