import { expect, test } from 'vitest';
import { generateHistory } from './histories/generate.ts';
import { expectedOutcome, statementsByOrder } from './oracle/expected-outcome.ts';
import { field, type Json, list, text } from './oracle/json.ts';

const SEEDS = 4_000;
const FINE = new Set(['paid', 'partially_refunded']);

/** Floats are exact enough to tell whether two sums are a point apart. */
const number = (json: Json | undefined, key: string): number => Number(text(json, key) ?? '0');
const sum = (items: readonly Json[], of: (item: Json) => number): number =>
  items.reduce((total: number, item) => total + of(item), 0);

/** What the goods on the order are worth by the body alone: each line's share of what was paid for it. */
function worthNow(body: Json, isTaxIn: boolean): number {
  const included = field(body, 'taxes_included') === true;
  return sum(list(body, 'line_items'), (line) => {
    if (field(line, 'gift_card') === true || field(line, 'tip_payment_gateway') !== undefined) return 0;
    const tax = sum(list(line, 'tax_lines'), (one) => number(one, 'price'));
    const net =
      number(line, 'price') * number(line, 'quantity') -
      sum(list(line, 'discount_allocations'), (one) => number(one, 'amount'));
    const earns = included ? net - (isTaxIn ? 0 : tax) : net + (isTaxIn ? tax : 0);
    return (earns * number(line, 'current_quantity')) / number(line, 'quantity');
  });
}

/** A body that says all, in one currency: nothing is owed, no money was kept or given for nothing, and none failed. */
function saysAll(body: Json): boolean {
  const refunds = list(body, 'refunds');
  const isPlain = refunds.every(
    (refund) =>
      list(refund, 'order_adjustments').every((one) => text(one, 'kind') !== 'refund_discrepancy') &&
      list(refund, 'transactions').every(
        (one) => text(one, 'status') === 'success' || text(one, 'status') === 'pending',
      ),
  );
  const isOneCurrency = text(body, 'currency') === text(body, 'presentment_currency');
  const showsCurrent = list(body, 'line_items').every((line) => text(line, 'current_quantity') !== null);
  return (
    isOneCurrency &&
    isPlain &&
    showsCurrent &&
    number(body, 'total_outstanding') === 0 &&
    FINE.has(text(body, 'financial_status') ?? '')
  );
}

test('where nothing is owed, kept or given away, points are for the goods on the order, whatever the refunds say', () => {
  let judged = 0;
  let exchanged = 0;
  for (let seed = 0; seed < SEEDS; seed += 1) {
    const history = generateHistory(seed);
    const { store, deliveries } = history;
    const last = deliveries.findLast(({ topic }) => topic.startsWith('orders/'));
    if (store.platform !== 'shopify' || last === undefined) continue;
    const delivered = { store, deliveries: [last] };
    const [statement] = statementsByOrder(delivered).get(last.orderId) ?? [];
    if (statement === undefined || !saysAll(statement.json)) continue;
    const outcome = expectedOutcome(delivered).get(last.orderId);
    if (outcome?.verdict !== 'awarded' || outcome.capped) continue;
    const paidAtMs = Date.parse(text(statement.json, 'processed_at') ?? '');
    const rule = store.rules.find(({ fromMs }) => fromMs <= paidAtMs);
    const running = store.campaigns.filter(({ fromMs, toMs }) => fromMs <= paidAtMs && paidAtMs < toMs);
    const multiplier = Math.max(1, ...running.map((one) => Number(one.multiplier)));
    if (rule === undefined || rule.maximumPoints !== null || running.some((one) => Number(one.multiplier) < 1))
      continue;
    const points = worthNow(statement.json, rule.tax === 'included') * Number(rule.pointsPerUnit) * multiplier;
    // A minor unit for each line is how refunds round.
    const unit = 10 ** -(text(statement.json, 'total_price')?.split('.')[1]?.length ?? 0);
    const slack = 1 + unit * list(statement.json, 'line_items').length * Number(rule.pointsPerUnit) * multiplier;
    expect(Math.abs(outcome.target - points), `seed ${seed}`).toBeLessThanOrEqual(slack);
    judged += 1;
    if (history.situations.has('even exchange')) exchanged += 1;
  }
  expect(judged).toBeGreaterThan(SEEDS / 20);
  expect(exchanged).toBeGreaterThan(5);
});
