import { parseOrderId } from '../../domain/order-facts.ts';
import type { FetchedOrder, StoreApiFault } from '../../ports/store-api.ts';
import type { HttpReply } from '../../shared/http-call.ts';
import { isObject } from '../payload-fields.ts';
import { failed, serverNowMs } from '../store-api-fault.ts';
import { readRestAnswer } from './rest-answer.ts';
import { parseUtcTime } from './utc-time.ts';

/** A list of orders as the REST API gave it. */
export interface OrdersAnswer {
  readonly kind: 'orders';
  readonly orders: readonly FetchedOrder[];
  /** Of all orders that the query describes. Some that the key's owner may not see are counted, and not listed. */
  readonly total: number;
  /** What the shop's server says is the time; `null` where it says nothing. */
  readonly serverNowMs: number | null;
}

/**
 * Reads the answer to a request for a list of orders.
 * @see woocommerce/woocommerce, includes/rest-api/Controllers/Version3/class-wc-rest-crud-controller.php `get_items`
 */
export function readOrdersAnswer(reply: HttpReply, nowMs: number): OrdersAnswer | StoreApiFault {
  const answer = readRestAnswer(reply, { what: 'orders', to: 'read' }, nowMs);
  if (answer.kind !== 'answered') return answer;
  const { value, headers } = answer;
  if (!Array.isArray(value)) return failed('the answer is no list of orders');
  const total = Number(headers['x-wp-total'] ?? Number.NaN);
  if (!Number.isSafeInteger(total))
    return failed('the answer has no header X-WP-Total: a cache or a proxy before the shop takes it away');
  return { kind: 'orders', orders: value.map(toOrder), total, serverNowMs: serverNowMs(headers) };
}

/** Numbers are text in the body: interpreting reads them as text. */
function toOrder(value: unknown): FetchedOrder {
  const { id, date_modified_gmt: modified } = isObject(value) ? value : {};
  return {
    order: (typeof id === 'string' ? parseOrderId(id) : undefined) ?? null,
    changedAtMs: (typeof modified === 'string' ? parseUtcTime(modified) : undefined) ?? null,
    rawBody: Buffer.from(JSON.stringify(value)),
  };
}
