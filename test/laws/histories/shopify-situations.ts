import type { ShopifyStore } from '../../../src/configuration/store.ts';
import { customerIn } from '../oracle/customer.ts';
import type { Statement } from '../oracle/expected-outcome.ts';
import { field, list, text } from '../oracle/json.ts';
import type { ExpectedOutcome } from '../oracle/outcome.ts';
import * as oracle from '../oracle/shopify-facts.ts';
import { customerSituations, exponentSituations } from './common-situations.ts';
import type { Tag } from './situations.ts';

export function shopifySituations(
  tag: Tag,
  store: ShopifyStore,
  statements: readonly Statement[],
  facts: oracle.ShopifyFacts,
  outcome: ExpectedOutcome,
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
  tag('multi-currency', text(money.json, 'currency') !== text(money.json, 'presentment_currency'));
  tag('taxes included', field(money.json, 'taxes_included') === true);
  tag('taxes on top', field(money.json, 'taxes_included') === false);
  tag(
    'gift-card line',
    list(money.json, 'line_items').some((line) => field(line, 'gift_card') === true),
  );
  tag(
    'cancellation',
    facts.orders.some(({ json }) => text(json, 'cancelled_at') !== null),
  );
  exponentSituations(tag, text(money.json, 'presentment_currency') ?? '');
  refundSituations(tag, facts);
  const returning = [...facts.refunds.values()].filter((refund) => moneyBack(facts, refund) !== null);
  const newest = oracle.newest(facts.orders, () => true);
  const nothingIsLeft =
    newest !== null && list(newest.json, 'line_items').every((line) => text(line, 'current_quantity') === '0');
  tag('full refund by parts', returning.length > 1 && nothingIsLeft && outcome.customerKnown);
  tag('full refund by status', newest?.status === 'refunded');
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

function refundSituations(tag: Tag, facts: oracle.ShopifyFacts): void {
  const seen: (string | null)[] = [];
  for (const refund of facts.refunds.values()) {
    const money = moneyBack(facts, refund);
    tag('equal refunds', money !== null && seen.includes(money));
    seen.push(money);
    const lines = refund.lines.size;
    const adjusted = [...refund.adjustments.values()].some(({ kind }) => kind === 'shipping_refund');
    const hasShipping = refund.shippingLines.size > 0 || adjusted;
    tag('shipping-only', money !== null && lines === 0 && hasShipping);
    tag('money without lines', money !== null && lines === 0 && !hasShipping);
    tag('lines without money', money === null && lines > 0);
    tag('zero refund', lines === 0 && refund.transactions.size === 0);
    failureSituations(tag, facts, refund);
  }
}

/** The amounts that went back, in words; `null` when none did. */
function moneyBack({ statuses }: oracle.ShopifyFacts, { transactions }: oracle.Refund): string | null {
  const back = [...transactions].filter(([id, { kind }]) => kind === 'refund' && !hasFailed(statuses.get(id)));
  return back.length === 0 ? null : back.map(([, { amount }]) => `${amount.n}/${amount.d}`).join();
}

const hasFailed = (seen: ReadonlySet<string> | undefined): boolean =>
  seen !== undefined && !seen.has('success') && (seen.has('failure') || seen.has('error'));

function failureSituations(tag: Tag, { statuses }: oracle.ShopifyFacts, { lines, transactions }: oracle.Refund): void {
  const own = [...transactions].filter(([, { kind }]) => kind === 'refund');
  const failed = own.filter(([id]) => hasFailed(statuses.get(id)));
  const all = own.length > 0 && failed.length === own.length;
  tag('refund with lines that fails', all && lines.size > 0);
  tag('refund without lines that fails', all && lines.size === 0);
  tag('refund that fails in part', failed.length > 0 && !all);
  tag(
    'null currency',
    own.some(([, { currency }]) => currency === null),
  );
}
