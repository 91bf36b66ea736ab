import type { ShopifyStore } from '../../../src/configuration/store.ts';
import { customerIn } from '../oracle/customer.ts';
import type { Statement } from '../oracle/expected-outcome.ts';
import { field, list, text } from '../oracle/json.ts';
import { minorUnit } from '../oracle/minor-unit.ts';
import type { ExpectedOutcome } from '../oracle/outcome.ts';
import { absolute, compare, isZero, multiply, type Rational, rational, subtract } from '../oracle/rational.ts';
import * as oracle from '../oracle/shopify-facts.ts';
import {
  goodsPart,
  linesAgree,
  linesSay,
  type OrderMoney,
  refundMoney,
  shippingReturned,
} from '../oracle/shopify-refunds.ts';
import { isAllMoneyBack, orderMoney } from '../oracle/shopify-target.ts';
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
  const order = orderMoney(money, 'excluded');
  tag('multi-currency', order.shopCurrency !== order.presentmentCurrency);
  tag('taxes included', order.taxesIncluded);
  tag(
    'gift-card line',
    list(money.json, 'line_items').some((line) => field(line, 'gift_card') === true),
  );
  tag(
    'cancellation',
    facts.orders.some(({ json }) => text(json, 'cancelled_at') !== null),
  );
  exponentSituations(tag, order.presentmentCurrency);
  editSituations(tag, facts);
  refundSituations(tag, facts, order);
  const returning = [...facts.refunds.values()].filter((refund) => refundMoney(facts, refund, order).shop.n > 0n);
  tag('full refund by parts', returning.length > 1 && isAllMoneyBack(facts, order) && outcome.customerKnown);
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

function editSituations(tag: Tag, { orders }: oracle.ShopifyFacts): void {
  const paid = orders.filter(({ status }) => oracle.FULLY_PAID.has(status)).sort(oracle.compareAge);
  let before: Rational | null = null;
  for (const body of paid) {
    const { eligible } = orderMoney(body, 'excluded');
    const change: number = before === null ? 0 : compare(eligible, before);
    tag('order edited up', change > 0);
    tag('order edited down', change < 0);
    before = eligible;
  }
}

function refundSituations(tag: Tag, facts: oracle.ShopifyFacts, order: OrderMoney): void {
  const seen: Rational[] = [];
  for (const refund of facts.refunds.values()) {
    const money = refundMoney(facts, refund, order).presentment;
    const goods = goodsPart(facts, refund, order);
    const shipping = shippingReturned(refund, order.taxesIncluded).presentment;
    const returns = money.n > 0n;
    tag('equal refunds', returns && seen.some((other) => compare(other, money) === 0));
    seen.push(money);
    const lines = refund.lines.size;
    tag('shipping-only', returns && lines === 0 && shipping.n > 0n && isZero(goods.presentment));
    tag('money without lines', returns && lines === 0 && isZero(shipping));
    tag('lines without money', lines > 0 && isZero(money));
    tag('zero refund', lines === 0 && refund.transactions.size === 0);
    if (!returns || lines === 0) continue;
    const agrees = linesAgree(refund, goods, order);
    tag('lines agree', agrees);
    tag('lines do not agree', !agrees);
    const gap = absolute(subtract(linesSay(refund, order), goods.presentment));
    const unit = minorUnit(order.presentmentCurrency);
    const edge = [lines, lines + 1].map((units) => multiply(unit, rational(String(units))));
    tag(
      'lines at the edge of agreeing',
      edge.some((at) => compare(at, gap) === 0),
    );
  }
}
