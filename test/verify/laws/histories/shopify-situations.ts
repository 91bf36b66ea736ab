import type { ShopifyStore } from '../../../../src/domain/store.ts';
import { customerIn } from '../oracle/customer.ts';
import type { Statement } from '../oracle/expected-outcome.ts';
import { field, list, text } from '../oracle/json.ts';
import * as oracle from '../oracle/shopify-facts.ts';
import { customerSituations, exponentSituations } from './common-situations.ts';
import type { Tag } from './situation.ts';

/** What the bodies themselves show; what the shop knows beside them is noticed as it happens. */
export function shopifySituations(
  tag: Tag,
  store: ShopifyStore,
  statements: readonly Statement[],
  facts: oracle.ShopifyFacts,
): void {
  const orders = arrivalsOf(statements);
  const money = oracle.newest(facts.orders, ({ status }) => oracle.FULLY_PAID.has(status));
  tag('refund of an order that never comes', orders.length === 0 && facts.refunds.size > 0);
  tag('never paid', orders.length > 0 && money === null);
  tag(
    'tied bodies',
    facts.orders.some((a) => facts.orders.some((b) => a.observedAtMs === b.observedAtMs && a.hash !== b.hash)),
  );
  tag('two refunds in one body', hasTwoNewInOne(statements));
  tag('several refunds', facts.refunds.size > 1);
  customerSituations(
    tag,
    orders.map(({ json }) => customerIn(json, store)),
  );
  arrivalSituations(tag, statements, orders);
  tag('pending refund that succeeds', anyStatus(facts, 'pending', 'success'));
  tag('pending refund that fails', anyStatus(facts, 'pending', 'failure') || anyStatus(facts, 'pending', 'error'));
  if (money === null) return;
  const { json } = money;
  tag('multi-currency', text(json, 'currency') !== text(json, 'presentment_currency'));
  tag('taxes included', field(json, 'taxes_included') === true);
  tag(
    'gift-card line',
    list(json, 'line_items').some((line) => field(line, 'gift_card') === true),
  );
  tag(
    'cancellation',
    facts.orders.some((order) => text(order.json, 'cancelled_at') !== null),
  );
  exponentSituations(tag, text(json, 'presentment_currency') ?? '');
  tag('full refund by status', oracle.newest(facts.orders, () => true)?.status === 'refunded');
}

const arrivalsOf = (statements: readonly Statement[]): oracle.OrderBody[] => {
  const facts = oracle.emptyFacts();
  for (const { body, json } of statements) if (oracle.isOrder(json)) oracle.addBody(facts, body, json);
  return facts.orders;
};

function arrivalSituations(tag: Tag, statements: readonly Statement[], orders: readonly oracle.OrderBody[]): void {
  const firstPaid = statements.findIndex(({ json }) => oracle.FULLY_PAID.has(text(json, 'financial_status') ?? ''));
  const firstRefund = statements.findIndex(({ json }) => !oracle.isOrder(json) && oracle.isRefund(json));
  tag('refund before paid', firstRefund >= 0 && firstPaid > firstRefund);
  let newestMs = 0;
  let standing: oracle.OrderBody | null = null;
  let owing = false;
  for (const order of orders) {
    tag('stale body', order.observedAtMs < newestMs);
    newestMs = Math.max(newestMs, order.observedAtMs);
    if (standing !== null && oracle.compareAge(order, standing) <= 0) continue;
    const paid = oracle.FULLY_PAID.has(order.status);
    tag('re-payment', owing && paid);
    owing = !paid && (owing || (standing !== null && oracle.FULLY_PAID.has(standing.status)));
    standing = order;
  }
}

function hasTwoNewInOne(statements: readonly Statement[]): boolean {
  const seen = new Set<string | null>();
  return statements.some(({ json }) => {
    const refunds = oracle.isOrder(json) ? list(json, 'refunds') : oracle.isRefund(json) ? [json] : [];
    const fresh = refunds.map((refund) => text(refund, 'id')).filter((id) => !seen.has(id));
    for (const id of fresh) seen.add(id);
    return fresh.length > 1;
  });
}

const anyStatus = ({ statuses, refunds }: oracle.ShopifyFacts, first: string, then: string): boolean => {
  const ofRefunds = new Set([...refunds.values()].flatMap(({ transactions }) => [...transactions.keys()]));
  return [...statuses].some(([id, seen]) => ofRefunds.has(id) && seen.has(first) && seen.has(then));
};
