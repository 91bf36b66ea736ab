import type { WooCommerceStore } from '../../domain/store.ts';
import type { OrdersPage, PageStart, StoreApi, StoreApiFault } from '../../ports/store-api.ts';
import { unsupported } from '../store-api-fault.ts';
import { orderSchema } from './order-schema.ts';
import { type OrdersAnswer, readOrdersAnswer } from './orders-answer.ts';
import {
  gmtText,
  nextPosition,
  type PagePosition,
  positionSince,
  readPosition,
  writtenPosition,
} from './page-position.ts';
import { openShops } from './rest-calls.ts';

/** An order may be changed between its place in the list and its reading: it then shows a newer time than its place has. */
const IN_MOTION_MS = 60_000;

/** What interpreting reads of an order, and no more: whoever bought sends much else that Ponte has no use for. */
const FIELDS = [...Object.keys(orderSchema.shape), '_links'].join(',');

/**
 * WooCommerce's REST API v3, whose orders are those of its webhooks. `modified_after` is of WooCommerce 5.8; an older one takes no notice of
 * it. A refund that is made changes its order's time, one that is deleted does not.
 * @see https://woocommerce.github.io/woocommerce-rest-api-docs/#list-all-orders
 * @see https://github.com/woocommerce/woocommerce/pull/30585
 */
export function createWooCommerceApi(now: () => number): StoreApi<WooCommerceStore> {
  const shopOf = openShops();
  return {
    async changedOrders(store, credentials, { start, size }, signal) {
      const send = shopOf(store, credentials);
      if ('kind' in send) return send;
      const position = positionOf(start, store);
      if (position === undefined) return unsupported('the place to go on from is of another version');
      const askedAtMs = now();
      const call = { method: 'GET', path: pathOf(position, size), headers: {} } as const;
      const answer = readOrdersAnswer(await send(call, signal), now());
      if (answer.kind !== 'orders') return answer;
      return pageOf(answer, { store, position, size, askedAtMs, answeredAtMs: now() });
    },
  };
}

function positionOf(start: PageStart, { timeZone }: WooCommerceStore): PagePosition | undefined {
  return 'resume' in start ? readPosition(start.resume) : positionSince(start.sinceMs, timeZone);
}

function pathOf({ afterMs, beforeMs, offset }: PagePosition, size: number): string {
  const query = new URLSearchParams({
    modified_after: gmtText(afterMs),
    ...(beforeMs !== null && { modified_before: gmtText(beforeMs) }),
    dates_are_gmt: 'true',
    orderby: beforeMs === null ? 'modified' : 'id',
    order: 'asc',
    per_page: String(size),
    ...(offset > 0 && { offset: String(offset) }),
    _fields: FIELDS,
  });
  return `/wp-json/wc/v3/orders?${query}`;
}

interface Asked {
  readonly store: WooCommerceStore;
  readonly position: PagePosition;
  readonly size: number;
  readonly askedAtMs: number;
  readonly answeredAtMs: number;
}

function pageOf(
  { orders, total, serverNowMs }: OrdersAnswer,
  { store, position, size, askedAtMs, answeredAtMs }: Asked,
): OrdersPage | StoreApiFault {
  const [first] = orders;
  if (first !== undefined && first.changedAtMs !== null && first.changedAtMs <= position.afterMs)
    return unsupported('the shop lists orders of any time: WooCommerce 5.8 or later is needed');
  // By their numbers it would go on all the same.
  if (first === undefined && position.beforeMs === null && total > size)
    return unsupported("the shop counts orders and lists none of them: the key's owner may not see them");
  const storeNowMs = serverNowMs ?? answeredAtMs;
  const stillBeforeMs = storeNowMs - (answeredAtMs - askedAtMs) - IN_MOTION_MS;
  const lastChangeMs =
    orders.findLast(({ changedAtMs }) => changedAtMs !== null && changedAtMs < stillBeforeMs)?.changedAtMs ?? null;
  const next = nextPosition({ position, size, total, lastChangeMs }, store.timeZone);
  return { kind: 'page', orders, resume: next && writtenPosition(next), askedAtMs, storeNowMs };
}
