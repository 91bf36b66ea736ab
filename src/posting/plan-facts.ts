import { isDeepStrictEqual } from 'node:util';
import { firstJudgement } from '../domain/first-judgement.ts';
import {
  countsByArrival,
  isAheadOfItsArrival,
  isOfAnotherOrder,
  isStale,
  mergeFacts,
  noFacts,
} from '../domain/merge-facts.ts';
import type { Facts } from '../domain/order-facts.ts';
import type { OrderKey, OrderRecord } from '../domain/order-record.ts';
import { planEntries } from '../domain/plan-entries.ts';
import type { Store } from '../domain/store.ts';

/** What a body makes of a known record. */
export interface FactsPlan {
  readonly known: OrderRecord;
  readonly planned: OrderRecord;
  readonly changed: boolean;
  /** The body is older than one already recorded. */
  readonly stale: boolean;
  /** The body's own time was ahead of its arrival by more than a clock's error. */
  readonly ahead: boolean;
  /** See `firstJudgement`. */
  readonly earns: boolean | null;
  /** The order's customer was erased, so that points which the body would have moved stay as they are. */
  readonly leftOut: boolean;
  /** Points that it plans in shadow; 0 where it plans none. */
  readonly inShadow: number;
}

/**
 * Merges a body's facts into a record, and plans the entry that follows. Facts of another order with the same id are not merged, nor
 * any into an order whose customer was erased.
 */
export function planFacts(known: OrderRecord, store: Store, facts: Facts, nowMs: number): FactsPlan | 'otherOrder' {
  if (isOfAnotherOrder(known.facts, facts)) return 'otherOrder';
  const { erasedAtMs, ...open } = known;
  const meant = planEntries({ ...open, facts: mergeFacts(known.facts, facts) }, store, nowMs);
  const isClosed = erasedAtMs !== undefined;
  return {
    known,
    planned: isClosed ? known : meant,
    changed: !isClosed && !isDeepStrictEqual(meant, known),
    leftOut: isClosed && !isDeepStrictEqual(meant.entries, known.entries),
    inShadow: isClosed ? 0 : plannedInShadow(known, meant),
    earns: isClosed ? null : firstJudgement(known, meant, store, nowMs),
    stale: isStale(known.facts, facts),
    ahead: isAheadOfItsArrival(known.facts, facts),
  };
}

function plannedInShadow(known: OrderRecord, meant: OrderRecord): number {
  const newest = meant.entries.at(-1);
  const isNew = meant.entries.length > known.entries.length;
  return isNew && newest?.state === 'shadow' ? newest.points : 0;
}

/** An order's record before its first delivery. */
export function nothingKnown(key: OrderKey): OrderRecord {
  return { key, facts: noFacts, pinned: null, paymentAhead: null, customer: null, entries: [] };
}

/**
 * Whether a plan that writes nothing has to be made again, should its record be outdated. If it changes nothing, newer records know
 * the body, too: facts only join. But a body that counts by its arrival may be newer than one of the same instant that only
 * those know. And an order's key may have come since, which tells that the body is of this order.
 */
export function mayBeOutdated(plan: FactsPlan | 'otherOrder', facts: Facts): boolean {
  return plan === 'otherOrder' || (!plan.changed && countsByArrival(facts));
}
