import type { Store } from '../../../../src/domain/store.ts';
import { customerIn } from './customer.ts';
import { type Json, parseJson, text } from './json.ts';
import type { ExpectedOutcome, Target } from './outcome.ts';
import { nothing } from './outcome.ts';
import * as shopify from './shopify-facts.ts';
import { shopifyTarget } from './shopify-target.ts';
import * as woocommerce from './woocommerce-target.ts';

/** What the oracle needs of a history: any arrival order, any part of one. */
export interface Delivered {
  readonly store: Store;
  readonly deliveries: readonly { readonly orderId: string; readonly body: string; readonly atMs?: number }[];
}

/** One delivered body that says something about an order, in order of arrival. */
export interface Statement {
  readonly body: string;
  readonly json: Json;
  /** Of the body, which may arrive again. */
  readonly firstArrivalMs: number;
}

/** Where each order must end, judged from the delivered bodies alone. */
export function expectedOutcome(delivered: Delivered): Map<string, ExpectedOutcome> {
  const outcomes = new Map<string, ExpectedOutcome>();
  for (const [orderId, statements] of statementsByOrder(delivered)) {
    outcomes.set(orderId, outcomeOf(delivered.store, statements));
  }
  return outcomes;
}

/** Bodies by the order they name; those that carry no order, or another shop's, say nothing. */
export function statementsByOrder({ store, deliveries }: Delivered): Map<string, Statement[]> {
  const parsed = new Map<string, { json: Json; firstArrivalMs: number }>();
  const orders = new Map<string, Statement[]>();
  for (const { orderId, body, atMs } of deliveries) {
    if (!orders.has(orderId)) orders.set(orderId, []);
    const known = parsed.get(body) ?? { json: parseJson(body), firstArrivalMs: atMs ?? Number.POSITIVE_INFINITY };
    parsed.set(body, known);
    const id = orderNamedBy(known.json, store);
    if (id === null) continue;
    const statements = orders.get(id) ?? [];
    statements.push({ body, ...known });
    orders.set(id, statements);
  }
  return orders;
}

function orderNamedBy(json: Json, store: Store): string | null {
  if (isOfOtherShop(json, store)) return null;
  if (store.platform === 'shopify') return shopify.shopifyOrderId(json);
  return woocommerce.isOrder(json) ? text(json, 'id') : null;
}

export function isOfOtherShop(json: Json, store: Store): boolean {
  return store.platform === 'shopify' ? shopify.isOfOtherShop(json, store) : woocommerce.isOfOtherShop(json, store);
}

export function outcomeOf(store: Store, statements: readonly Statement[]): ExpectedOutcome {
  const orders = statements.map(({ json }) => json).filter((json) => isOrder(json, store));
  const customers = new Set<string>();
  for (const order of orders) {
    const customer = customerIn(order, store);
    if (customer !== null) customers.add(customer);
  }
  const target = orders.length === 0 ? nothing('no order') : targetOf(store, statements);
  // "Absent: facts are recorded, outcome a warning, and a later body that has one awards"
  return { ...target, posted: customers.size > 0 ? target.target : 0, customerKnown: customers.size > 0, customers };
}

const isOrder = (json: Json, store: Store): boolean =>
  store.platform === 'shopify' ? shopify.isOrder(json) : woocommerce.isOrder(json);

function targetOf(store: Store, statements: readonly Statement[]): Target {
  if (store.platform === 'shopify') return shopifyTarget(shopifyFactsOf(statements), store);
  const arrivals = new Map(statements.map(({ json, firstArrivalMs }) => [json, firstArrivalMs]));
  return woocommerce.woocommerceTarget(
    statements.map(({ json }) => json),
    store,
    (body) => arrivals.get(body) ?? Number.POSITIVE_INFINITY,
  );
}

export function shopifyFactsOf(statements: readonly Statement[]): shopify.ShopifyFacts {
  const facts = shopify.emptyFacts();
  const seen = new Set<string>();
  for (const { body, json, firstArrivalMs } of statements) {
    if (!seen.has(body)) shopify.addBody(facts, body, json, firstArrivalMs);
    seen.add(body);
  }
  return facts;
}
