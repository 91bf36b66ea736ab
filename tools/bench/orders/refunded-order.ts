import { changeKey } from '../../../src/domain/change-key.ts';
import { decimal } from '../../../src/domain/decimal.ts';
import { type Entry, newEntryState } from '../../../src/domain/entry.ts';
import { reasonFor } from '../../../src/domain/entry-reason.ts';
import { mergeFacts, noFacts } from '../../../src/domain/merge-facts.ts';
import type { CollectedRefund, CustomerId } from '../../../src/domain/order-facts.ts';
import type { OrderRecord } from '../../../src/domain/order-record.ts';
import { planEntries } from '../../../src/domain/plan-entries.ts';
import { withEntry } from '../../../src/domain/record.ts';
import { ruleOf } from '../../../test/support/points-rules.ts';
import { demoStore } from '../../../test/support/shopify/store.ts';
import { factsOf, lineIdAt, orderOfLines } from './made-order.ts';

const LINES = 20;
const DAY_MS = 86_400_000;

/** A made order, settled: its award is applied. */
export function settledOrder(body: Buffer): OrderRecord {
  const facts = factsOf(body);
  const key = { store: demoStore.id, order: facts.order };
  const unknown = { key, facts: noFacts, pinned: null, paymentAhead: null, customer: null, entries: [] };
  const store = { ...demoStore, rules: [ruleOf()] };
  const nowMs = facts.body.arrivedAtMs;
  const planned = planEntries({ ...unknown, facts: mergeFacts(noFacts, facts) }, store, nowMs);
  return planned.entries.reduce((record, entry) => withEntry(record, applied(entry, nowMs, 500_000)), planned);
}

/**
 * The life of an order that is refunded a unit of a line at a time, at random moments of some years: the records that each refund
 * writes, before its call and after it. Ids grow and amounts vary as those of shops do. The points are simply the amounts.
 */
export function* refundsOf(order: OrderRecord, count: number): Generator<readonly [marked: OrderRecord, OrderRecord]> {
  const random = numbers(7);
  let record = order;
  let refundId = 910_000_000_000;
  let transactionId = 6_500_000_000_000;
  let nowMs = order.entries[0]?.plannedAtMs ?? 0;
  for (let number = 2; number <= count + 1; number += 1) {
    refundId += random(400_000_000);
    transactionId += random(900_000_000);
    nowMs += random(DAY_MS / 4);
    const refund = refundOf({ refundId, transactionId, line: random(LINES), cents: 500 + random(9_000) });
    const facts = mergeFacts(record.facts, { kind: 'refund', order: order.key.order, refund });
    const entry = reversalOf({ ...record, facts }, number, refund, nowMs);
    const lease = { holder: '6f0d2d5e-3c1c-4f0a-9d0c-2f6f1f3c8a11', untilMs: nowMs + 40_000 };
    const begun = { ...entry, attempts: 1, unresolvedAttempts: [1], firstAttemptAtMs: nowMs, lease };
    const marked = { ...record, facts, entries: [...record.entries, begun] };
    const balance = record.entries.at(-1)?.balanceAfter ?? 0;
    record = withEntry(marked, applied(entry, nowMs + 20 + random(60), balance + entry.points));
    yield [marked, record];
  }
}

function refundOf(made: { refundId: number; transactionId: number; line: number; cents: number }): CollectedRefund {
  const money = (cents: number) => decimal((cents / 100).toFixed(2));
  const tax = Math.round(made.cents / 10);
  const amount = money(made.cents);
  return {
    id: String(made.refundId),
    transactions: [
      {
        id: String(made.transactionId),
        status: 'success',
        amount: money(made.cents + tax),
        currency: demoStore.currency,
      },
    ],
    lines: [{ line: lineIdAt(made.line), isTip: false, units: 1, amount, tax: money(tax) }],
    shippingLines: null,
    shippingAdjustments: null,
    discrepancy: decimal('0'),
    duties: decimal('0'),
    rate: { shop: amount, presentment: amount },
  };
}

function reversalOf(record: OrderRecord, number: number, refund: CollectedRefund, nowMs: number): Entry {
  const points = -Math.floor(Number(refund.lines[0]?.amount ?? 0));
  const { order } = record.key;
  const customer = record.customer ?? ('' as CustomerId);
  return {
    ...newEntryState(nowMs),
    number,
    points,
    changeKey: changeKey({ customer, points, orderPrefix: '', order, number }),
    reason: reasonFor(record, points),
    customerReason: null,
  };
}

function applied(entry: Entry, nowMs: number, balanceAfter: number): Entry {
  const lastReply = { status: 200, codeName: null, errorCode: null, message: null };
  return { ...entry, state: 'applied', attempts: 1, firstAttemptAtMs: nowMs, lastReply, balanceAfter };
}

/** Whole numbers below a limit, the same ones in each run. */
function numbers(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (state * 16_807) % 2_147_483_647;
    return state % limit;
  };
}

/** The order of a life of refunds. */
export const refundedOrder = (): OrderRecord => settledOrder(orderOfLines(LINES));
