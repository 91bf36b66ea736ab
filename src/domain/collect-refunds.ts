import { type Decimal, exact } from './decimal.ts';
import { compareText } from './observation.ts';
import type { CollectedRefund, RefundedLine, RefundTransaction } from './order-facts.ts';
import { furtherStatus } from './transaction-status.ts';

/** Adds refunds to the known ones, by id. The set only grows, and so do the parts of each refund. */
export function collectRefunds(
  known: Readonly<Record<string, CollectedRefund>>,
  refunds: readonly CollectedRefund[],
): Record<string, CollectedRefund> {
  const collected = { ...known };
  for (const refund of refunds) {
    const before = collected[refund.id];
    collected[refund.id] = before === undefined ? refund : unite(before, refund);
  }
  return collected;
}

/** A refund's parts do not change once it is made. Should two copies differ, any order of arrival keeps the same one. */
function unite(one: CollectedRefund, other: CollectedRefund): CollectedRefund {
  return {
    id: one.id,
    transactions: uniteBy(one.transactions, other.transactions, ({ id }) => id, uniteTransaction),
    lines: uniteBy(one.lines, other.lines, ({ line }) => line, larger<RefundedLine>),
    shippingLines: toldOf(one.shippingLines, other.shippingLines),
    shippingAdjustments: toldOf(one.shippingAdjustments, other.shippingAdjustments),
    discrepancy: toldAmount(one.discrepancy, other.discrepancy),
    duties: toldAmount(one.duties, other.duties),
    rate: toldOf(one.rate, other.rate),
  };
}

function uniteTransaction(one: RefundTransaction, other: RefundTransaction): RefundTransaction {
  const status = furtherStatus(one.status, other.status);
  return larger({ ...one, status }, { ...other, status });
}

function uniteBy<Item>(
  ones: readonly Item[],
  others: readonly Item[],
  idOf: (item: Item) => string,
  join: (one: Item, other: Item) => Item,
): Item[] {
  const united = new Map(ones.map((item) => [idOf(item), item]));
  for (const item of others) {
    const before = united.get(idOf(item));
    united.set(idOf(item), before === undefined ? item : join(before, item));
  }
  return [...united.values()];
}

/** API versions differ in what they omit: a part that either copy has is kept. */
function toldOf<Part>(one: Part | null, other: Part | null): Part | null {
  // Stryker disable next-line ConditionalExpression,LogicalOperator: `larger` prefers any object to the text "null", too
  if (one === null || other === null) return one ?? other;
  return larger(one, other);
}

function toldAmount(one: Decimal, other: Decimal): Decimal {
  const isNothing = exact(one).equals(0);
  return isNothing === exact(other).equals(0) ? larger(one, other) : isNothing ? other : one;
}

function larger<Item>(one: Item, other: Item): Item {
  // Stryker disable next-line EqualityOperator: equal texts are interchangeable
  return compareText(JSON.stringify(one), JSON.stringify(other)) < 0 ? other : one;
}
