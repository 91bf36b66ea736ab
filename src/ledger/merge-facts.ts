import { isDeepStrictEqual } from 'node:util';
import type {
  CollectedRefund,
  Facts,
  Observation,
  OrderFacts,
  RefundTransaction,
  TwoCurrencies,
} from '../orders/order-facts.ts';
import { furtherStatus } from '../orders/transaction-status.ts';
import type { KnownFacts, Register } from './order-record.ts';

/** What is known of an order that nobody has told us about. */
export const noFacts: KnownFacts = {
  standing: null,
  money: null,
  customer: null,
  listedRefunds: null,
  collectedRefunds: {},
  transactionStatuses: {},
};

/** True when the body says nothing newer about the order itself; refunds not seen before still join. */
export function isStale(known: KnownFacts, facts: Facts): boolean {
  return facts.kind === 'order' && known.standing !== null && compare(facts.observed, known.standing.observed) < 0;
}

/**
 * Adds what one delivery states to what is known. Commutative and idempotent; of WooCommerce bodies of the same second the
 * later arrival wins, in whatever order they are added.
 */
export function mergeFacts(known: KnownFacts, facts: Facts): KnownFacts {
  switch (facts.kind) {
    case 'order':
      return mergeOrder(known, facts);
    case 'refund':
      return { ...known, collectedRefunds: collect(known.collectedRefunds, [facts.refund]) };
    case 'transaction': {
      const { id, status } = facts.transaction;
      const statuses = { ...known.transactionStatuses };
      statuses[id] = furtherStatus(statuses[id] ?? 'other', status);
      return { ...known, transactionStatuses: statuses };
    }
    // Stryker disable next-line ConditionalExpression: unreachable
    default:
      return facts satisfies never;
  }
}

function mergeOrder(known: KnownFacts, facts: OrderFacts): KnownFacts {
  const { observed, refunds } = facts;
  return {
    standing: newest(known.standing, observed, facts.standing),
    money: newest(known.money, observed, facts.money),
    customer: newest(known.customer, observed, facts.customer),
    listedRefunds: newest(known.listedRefunds, observed, refunds.kind === 'listed' ? refunds.refunds : null),
    collectedRefunds:
      refunds.kind === 'collected' ? collect(known.collectedRefunds, refunds.refunds) : known.collectedRefunds,
    transactionStatuses: known.transactionStatuses,
  };
}

function newest<Value>(
  current: Register<Value> | null,
  observed: Observation,
  value: Value | null,
): Register<Value> | null {
  if (value === null) return current;
  const next = { observed, value };
  return current !== null && (compare(observed, current.observed) < 0 || saysTheSame(next, current)) ? current : next;
}

/** Bodies that differ in their arrival only: nothing to write down. */
function saysTheSame<Value>(one: Register<Value>, other: Register<Value>): boolean {
  const { observedAtMs, bodyHash } = one.observed;
  if (observedAtMs !== other.observed.observedAtMs || bodyHash !== '' || other.observed.bodyHash !== '') return false;
  return isDeepStrictEqual(one.value, other.value);
}

function compare(one: Observation, other: Observation): number {
  return one.observedAtMs - other.observedAtMs || one.rank - other.rank || compareText(one.bodyHash, other.bodyHash);
}

function compareText(one: string, other: string): number {
  // Stryker disable next-line ConditionalExpression: what is not less wins, equal or greater
  if (one === other) return 0;
  // Stryker disable next-line EqualityOperator: equal texts have returned
  return one < other ? -1 : 1;
}

function collect(
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

function unite(one: CollectedRefund, other: CollectedRefund): CollectedRefund {
  return {
    id: one.id,
    transactions: uniteById(one.transactions, other.transactions, uniteTransaction),
    shipping: uniteById(one.shipping, other.shipping, larger),
    lines: uniteById(one.lines, other.lines, larger),
    rate: uniteRate(one.rate, other.rate),
  };
}

function uniteTransaction(one: RefundTransaction, other: RefundTransaction): RefundTransaction {
  const status = furtherStatus(one.status, other.status);
  return larger({ ...one, status }, { ...other, status });
}

function uniteRate(one: TwoCurrencies | null, other: TwoCurrencies | null): TwoCurrencies | null {
  // Stryker disable next-line ConditionalExpression,LogicalOperator: `larger` prefers any pair to the text "null", too
  if (one === null || other === null) return one ?? other;
  return larger(one, other);
}

function uniteById<Item extends { readonly id: string }>(
  ones: readonly Item[],
  others: readonly Item[],
  join: (one: Item, other: Item) => Item,
): Item[] {
  const united = new Map(ones.map((item) => [item.id, item]));
  for (const item of others) {
    const before = united.get(item.id);
    united.set(item.id, before === undefined ? item : join(before, item));
  }
  return [...united.values()];
}

/** Refund parts do not change after the refund is made; should two copies differ, every order of arrival keeps the same one. */
function larger<Item>(one: Item, other: Item): Item {
  // Stryker disable next-line EqualityOperator: of equal texts either will do
  return compareText(JSON.stringify(one), JSON.stringify(other)) < 0 ? other : one;
}
