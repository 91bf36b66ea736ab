import type { IncomingHttpHeaders } from 'node:http';
import { parseOrderId } from '../../domain/order-facts.ts';
import type { FetchedOrder, StoreApiFault } from '../../ports/store-api.ts';
import type { HttpReply } from '../../shared/http-call.ts';
import { parseLosslessJson } from '../../shared/lossless-json.ts';
import { readRetryAfter } from '../../shared/retry-after.ts';
import { isObject } from '../payload-fields.ts';
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

/** The codes of WordPress and WooCommerce, and nothing else that somebody may have put there. */
const CODE = /^(?:woocommerce_)?rest_[a-z_]{1,60}$/;

/**
 * Reads the answer to a request for a list of orders.
 * @see woocommerce/woocommerce, includes/rest-api/Controllers/Version3/class-wc-rest-crud-controller.php `get_items`,
 *   includes/class-wc-rest-authentication.php
 */
export function readOrdersAnswer(reply: HttpReply, nowMs: number): OrdersAnswer | StoreApiFault {
  if (reply.kind === 'unanswered')
    return failed(reply.why === 'timeout' ? 'the shop does not answer in time' : 'the connection to the shop broke');
  const { status, headers, body } = reply;
  if (status !== 200) return faultOf(status, headers, body, nowMs);
  const parsed = parseLosslessJson(body);
  if (!parsed.ok)
    return failed(
      'the answer is not JSON: the shop shows warnings of PHP before it, or a proxy shows a page of its own',
    );
  if (!Array.isArray(parsed.value)) return failed('the answer is no list of orders');
  const total = Number(headers['x-wp-total'] ?? Number.NaN);
  if (!Number.isSafeInteger(total))
    return failed('the answer has no header X-WP-Total: a cache or a proxy before the shop takes it away');
  const serverNowMs = Date.parse(headers.date ?? '');
  return {
    kind: 'orders',
    orders: parsed.value.map(toOrder),
    total,
    serverNowMs: Number.isNaN(serverNowMs) ? null : serverNowMs,
  };
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

function faultOf(status: number, headers: IncomingHttpHeaders, body: Uint8Array, nowMs: number): StoreApiFault {
  const told = `${status}${codeIn(body)}`;
  const retryAfterMs = readRetryAfter(headers['retry-after'], nowMs);
  if (status >= 300 && status < 400)
    return unsupported(`${told}: the shop sends on to another address; siteUrl has to be the one that answers`);
  switch (status) {
    case 401:
      return { kind: 'refused', because: `${told}: the shop refuses the key, or it may not read`, retryAfterMs };
    case 403:
      return {
        kind: 'refused',
        because: `${told}: the key's owner may not see orders, or a firewall keeps Ponte out`,
        retryAfterMs,
      };
    case 404:
      return unsupported(`${told}: no REST API there; WooCommerce is off, or the permalinks are "Plain"`);
    case 400:
      return unsupported(`${told}: the shop does not take the request; WooCommerce 5.8 or later is needed`);
    case 429:
    case 503:
      return { kind: 'busy', because: `${told}: the shop asks to come back later`, retryAfterMs };
    default:
      return status >= 500 || status === 408
        ? failed(`${told}: the shop's server fails`)
        : unsupported(`${told}: something before the shop does not take the request`);
  }
}

function codeIn(body: Uint8Array): string {
  const parsed = parseLosslessJson(body);
  const code = parsed.ok && isObject(parsed.value) ? parsed.value.code : undefined;
  return typeof code === 'string' && CODE.test(code) ? ` ${code}` : '';
}

function failed(because: string): StoreApiFault {
  return { kind: 'failed', because, retryAfterMs: null };
}

export function unsupported(because: string): StoreApiFault {
  return { kind: 'unsupported', because, retryAfterMs: null };
}
