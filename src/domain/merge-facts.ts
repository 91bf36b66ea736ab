import { isDeepStrictEqual } from 'node:util';
import { collectRefunds } from './collect-refunds.ts';
import {
  compareObservations,
  firstArrivalMs,
  MAX_PAYMENT_AHEAD_MS,
  observationOf,
  withAheadBody,
} from './observation.ts';
import type { Facts, Observation, OrderFacts, OrderIdentity, OrderMoney } from './order-facts.ts';
import type { KnownFacts, Register } from './order-record.ts';
import { furtherStatus } from './transaction-status.ts';

/** The facts of an order before its first delivery. */
export const noFacts: KnownFacts = {
  identity: null,
  standing: null,
  money: null,
  unitsLeft: null,
  customer: null,
  listedRefunds: null,
  collectedRefunds: {},
  transactionStatuses: {},
  aheadBodies: {},
};

/** True when the body is older than the newest one recorded. Refunds not seen before are added all the same. */
export function isStale(known: KnownFacts, facts: Facts): boolean {
  if (facts.kind !== 'order' || known.standing === null) return false;
  return compareObservations(observationOf(known, facts.body), known.standing.observed) < 0;
}

/** True when the body's own time is ahead of its arrival by more than a clock's error. */
export function isAheadOfItsArrival(known: KnownFacts, facts: Facts): boolean {
  return facts.kind === 'order' && observationOf(known, facts.body).aheadSinceMs !== null;
}

/**
 * True when a body counts by its arrival among those of one instant. Any other says the same of an order whenever it arrives: what
 * was known of it once stays known.
 */
export function countsByArrival(facts: Facts): boolean {
  return facts.kind === 'order' && facts.body.rank === null;
}

/** True when the body is of another order with the same id, as after a shop was restored or imported again. */
export function isOfAnotherOrder({ identity: known }: KnownFacts, facts: Facts): boolean {
  if (facts.kind !== 'order' || known === null) return false;
  const { createdAtMs, keyHash } = facts.identity;
  if (known.keyHash !== null && keyHash !== null) return known.keyHash !== keyHash;
  return known.createdAtMs !== null && createdAtMs !== null && known.createdAtMs !== createdAtMs;
}

/**
 * Adds one delivery's facts to the known ones. Commutative and idempotent. Of WooCommerce bodies of the same second the
 * later arrival wins, in whatever order they are merged.
 */
export function mergeFacts(known: KnownFacts, facts: Facts): KnownFacts {
  switch (facts.kind) {
    case 'order':
      return mergeOrder(known, facts);
    case 'refund':
      return { ...known, collectedRefunds: collectRefunds(known.collectedRefunds, [facts.refund]) };
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
  const { body, money, refunds } = facts;
  const observed = observationOf(known, body);
  return {
    identity: uniteIdentity(known.identity, facts.identity),
    standing: newest(known.standing, observed, facts.standing),
    money: newest(known.money, observed, money && withCredibleDate(money, firstArrivalMs(known, body))),
    unitsLeft: newest(known.unitsLeft, observed, facts.unitsLeft),
    customer: newest(known.customer, observed, facts.customer),
    listedRefunds: newest(known.listedRefunds, observed, refunds.kind === 'listed' ? refunds.refunds : null),
    collectedRefunds:
      refunds.kind === 'collected' ? collectRefunds(known.collectedRefunds, refunds.refunds) : known.collectedRefunds,
    transactionStatuses: known.transactionStatuses,
    aheadBodies: withAheadBody(known, body, money?.paidAtMs ?? null),
  };
}

function uniteIdentity(known: OrderIdentity | null, told: OrderIdentity): OrderIdentity | null {
  const united = { createdAtMs: known?.createdAtMs ?? told.createdAtMs, keyHash: known?.keyHash ?? told.keyHash };
  return united.createdAtMs === null && united.keyHash === null ? null : united;
}

/** Nobody pays after the body arrived: a date that is ahead by a day at most becomes the arrival's. */
function withCredibleDate(money: OrderMoney, arrivedAtMs: number): OrderMoney {
  const { paidAtMs } = money;
  // Stryker disable next-line EqualityOperator: a date equal to the arrival's stays as it is either way
  const isArrival = paidAtMs > arrivedAtMs && paidAtMs - arrivedAtMs <= MAX_PAYMENT_AHEAD_MS;
  return isArrival ? { ...money, paidAtMs: arrivedAtMs } : money;
}

function newest<Value>(
  current: Register<Value> | null,
  observed: Observation,
  value: Value | null,
): Register<Value> | null {
  if (value === null) return current;
  const next = { observed, value };
  return current !== null && (compareObservations(observed, current.observed) < 0 || saysTheSame(next, current))
    ? current
    : next;
}

/** True for bodies that differ in their arrival only, which need not be saved. */
function saysTheSame<Value>(one: Register<Value>, other: Register<Value>): boolean {
  const { observedAtMs, bodyHash } = one.observed;
  if (observedAtMs !== other.observed.observedAtMs || bodyHash !== '' || other.observed.bodyHash !== '') return false;
  return isDeepStrictEqual(one.value, other.value);
}
