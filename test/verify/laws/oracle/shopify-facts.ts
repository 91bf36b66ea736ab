import { createHash } from 'node:crypto';
import type { ShopifyStore } from '../../../../src/domain/store.ts';
import { compareTimes, type Dated } from './arrival.ts';
import { type Json, list, listOrNull, text } from './json.ts';
import { addToRefund, emptyRefund, idOf, type Refund } from './shopify-refund-body.ts';

export type { Refund } from './shopify-refund-body.ts';

export interface OrderBody extends Dated {
  readonly json: Json;
  readonly status: string;
  readonly hash: string;
}

export interface ShopifyFacts {
  readonly orders: OrderBody[];
  readonly refunds: Map<string, Refund>;
  /** Every status seen of a transaction, from whichever body. */
  readonly statuses: Map<string, Set<string>>;
}

export const FULLY_PAID: ReadonlySet<string> = new Set(['paid', 'partially_refunded', 'refunded']);

/** "the further of pending < authorized < partially_paid < paid < partially_refunded < refunded/voided" */
const RANK: Readonly<Record<string, number>> = {
  pending: 0,
  authorized: 1,
  partially_paid: 2,
  paid: 3,
  partially_refunded: 4,
  refunded: 5,
  voided: 5,
};

/** "transactions unite by id and a final status beats `pending`" */
const STATUS_PRECEDENCE = ['success', 'failure', 'error', 'pending'];

export const isOrder = (json: Json): boolean => text(json, 'financial_status') !== null && text(json, 'id') !== null;
export const isRefund = (json: Json): boolean =>
  text(json, 'order_id') !== null && listOrNull(json, 'transactions') !== null;
const isTransaction = (json: Json): boolean => text(json, 'order_id') !== null && text(json, 'kind') !== null;

/** The order that a body speaks of: "facts come from the signed body, never from unsigned headers". */
export function shopifyOrderId(json: Json): string | null {
  if (isOrder(json)) return text(json, 'id');
  return isRefund(json) || isTransaction(json) ? text(json, 'order_id') : null;
}

/** "the configured shop domain likewise where `order_status_url` shows a `myshopify.com` host" */
export function isOfOtherShop(json: Json, store: ShopifyStore): boolean {
  const url = text(json, 'order_status_url');
  const host = url === null ? null : (URL.parse(url)?.hostname ?? null);
  return host?.endsWith('.myshopify.com') === true && !store.shopDomains.includes(host);
}

export function emptyFacts(): ShopifyFacts {
  return { orders: [], refunds: new Map(), statuses: new Map() };
}

/** Adds what one body says. The result does not depend on the order of the calls, unless some clocks are ahead. */
export function addBody(
  facts: ShopifyFacts,
  body: string,
  json: Json,
  firstArrivalMs = Number.POSITIVE_INFINITY,
): void {
  if (isOrder(json)) {
    facts.orders.push({
      json,
      observedAtMs: Date.parse(text(json, 'updated_at') ?? ''),
      firstArrivalMs,
      status: text(json, 'financial_status') ?? '',
      hash: decidingHash(body),
    });
    for (const refund of list(json, 'refunds')) addRefund(facts, refund);
  } else if (isRefund(json)) {
    addRefund(facts, json);
  } else if (isTransaction(json)) {
    addStatus(facts, json);
  }
}

/** "Where both tell of one second, the webhook's word counts": what was read from the Admin API gives way. */
function decidingHash(body: string): string {
  const hash = createHash('sha256').update(body).digest('hex');
  return body.startsWith('{"read_from_admin_api":true,') ? `!${hash}` : hash;
}

/** "Newest wins"; ties: rank of the status, "then the larger hash of the body". Negative when `a` is the older. */
export function compareAge(a: OrderBody, b: OrderBody): number {
  const times = compareTimes(a, b);
  if (times !== 0) return times;
  const rank = (RANK[a.status] ?? 0) - (RANK[b.status] ?? 0);
  if (rank !== 0) return rank;
  return a.hash < b.hash ? -1 : a.hash > b.hash ? 1 : 0;
}

export function newest(orders: readonly OrderBody[], accept: (order: OrderBody) => boolean): OrderBody | null {
  let found: OrderBody | null = null;
  for (const order of orders) {
    if (accept(order) && (found === null || compareAge(order, found) > 0)) found = order;
  }
  return found;
}

export function effectiveStatus(facts: ShopifyFacts, transactionId: string): string {
  const seen = facts.statuses.get(transactionId);
  return STATUS_PRECEDENCE.find((status) => seen?.has(status)) ?? 'other';
}

/** "a grow-only set by refund id" */
function addRefund(facts: ShopifyFacts, json: Json): void {
  const refund = facts.refunds.get(idOf(json)) ?? emptyRefund();
  facts.refunds.set(idOf(json), refund);
  addToRefund(refund, json);
  for (const transaction of list(json, 'transactions')) addStatus(facts, transaction);
}

function addStatus(facts: ShopifyFacts, transaction: Json): void {
  const id = idOf(transaction);
  const seen = facts.statuses.get(id) ?? new Set();
  seen.add(text(transaction, 'status') ?? '');
  facts.statuses.set(id, seen);
}
