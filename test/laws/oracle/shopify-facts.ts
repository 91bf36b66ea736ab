import { createHash } from 'node:crypto';
import type { ShopifyStore } from '../../../src/configuration/store.ts';
import { type Json, list, listOrNull, text } from './json.ts';
import { type Rational, rational, ZERO } from './rational.ts';

/** One amount in both currencies of an order. */
export interface Pair {
  readonly shop: Rational;
  readonly presentment: Rational;
}

export interface OrderBody {
  readonly json: Json;
  readonly observedAtMs: number;
  readonly status: string;
  readonly hash: string;
}

export interface RefundLine {
  readonly subtotal: Pair;
  readonly tax: Pair;
  readonly giftCard: boolean;
}

export interface ShippingLine {
  readonly subtotal: Pair;
  readonly tax: Pair;
}

export interface Adjustment {
  readonly kind: string;
  readonly amount: Pair;
  readonly tax: Pair;
}

export interface Transaction {
  readonly kind: string;
  readonly amount: Rational;
  readonly currency: string | null;
}

export interface Refund {
  readonly lines: Map<string, RefundLine>;
  readonly shippingLines: Map<string, ShippingLine>;
  readonly adjustments: Map<string, Adjustment>;
  readonly transactions: Map<string, Transaction>;
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
  return host?.endsWith('.myshopify.com') === true && host !== store.shopDomain;
}

export function emptyFacts(): ShopifyFacts {
  return { orders: [], refunds: new Map(), statuses: new Map() };
}

/** Adds what one body says. The result does not depend on the order of the calls. */
export function addBody(facts: ShopifyFacts, body: string, json: Json): void {
  if (isOrder(json)) {
    facts.orders.push({
      json,
      observedAtMs: Date.parse(text(json, 'updated_at') ?? ''),
      status: text(json, 'financial_status') ?? '',
      hash: createHash('sha256').update(body).digest('hex'),
    });
    for (const refund of list(json, 'refunds')) addRefund(facts, refund);
  } else if (isRefund(json)) {
    addRefund(facts, json);
  } else if (isTransaction(json)) {
    addStatus(facts, json);
  }
}

/** "Newest wins"; ties: rank of the status, "then the larger hash of the body". Negative when `a` is the older. */
export function compareAge(a: OrderBody, b: OrderBody): number {
  if (a.observedAtMs !== b.observedAtMs) return a.observedAtMs - b.observedAtMs;
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
  const id = text(json, 'id') ?? '';
  const refund: Refund = facts.refunds.get(id) ?? {
    lines: new Map(),
    shippingLines: new Map(),
    adjustments: new Map(),
    transactions: new Map(),
  };
  facts.refunds.set(id, refund);
  for (const line of list(json, 'refund_line_items')) {
    const giftCard = (line as { line_item?: { gift_card?: boolean } }).line_item?.gift_card === true;
    refund.lines.set(idOf(line), { subtotal: pair(line, 'subtotal_set'), tax: pair(line, 'total_tax_set'), giftCard });
  }
  for (const line of list(json, 'refund_shipping_lines')) {
    refund.shippingLines.set(idOf(line), {
      subtotal: pair(line, 'subtotal_amount_set'),
      tax: pair(line, 'tax_amount_set'),
    });
  }
  for (const adjustment of list(json, 'order_adjustments')) {
    refund.adjustments.set(idOf(adjustment), {
      kind: text(adjustment, 'kind') ?? '',
      amount: pair(adjustment, 'amount_set'),
      tax: pair(adjustment, 'tax_amount_set'),
    });
  }
  for (const transaction of list(json, 'transactions')) {
    refund.transactions.set(idOf(transaction), {
      kind: text(transaction, 'kind') ?? '',
      amount: rational(text(transaction, 'amount') ?? '0'),
      currency: text(transaction, 'currency'),
    });
    addStatus(facts, transaction);
  }
}

function addStatus(facts: ShopifyFacts, transaction: Json): void {
  const id = idOf(transaction);
  const seen = facts.statuses.get(id) ?? new Set();
  seen.add(text(transaction, 'status') ?? '');
  facts.statuses.set(id, seen);
}

const idOf = (json: Json): string => text(json, 'id') ?? '';

export function pair(json: Json, key: string): Pair {
  const side = (name: string): Rational => {
    const amount = text(json, key, name, 'amount');
    return amount === null ? ZERO : rational(amount);
  };
  return { shop: side('shop_money'), presentment: side('presentment_money') };
}
