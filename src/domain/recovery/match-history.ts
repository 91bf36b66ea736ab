import { countsAsPosted, type Entry } from '../entry.ts';
import type { KnownFacts, OrderRecord } from '../order-record.ts';
import { postedPoints } from '../plan-entries.ts';
import { targetPoints } from '../target-points.ts';
import { assignments } from './assignments.ts';
import { type FoundChange, isReclaimOf } from './reclaim.ts';

/** A change in the customer's history. */
export interface HistoryChange extends FoundChange {
  readonly isCanceled: boolean;
}

/** Whose a change may be, by its title: this order's alone, perhaps this order's, or not by any title that we send. */
export type Claim = 'named' | 'possible' | 'otherTitle';

export interface MatchedOrder<Change extends HistoryChange> {
  readonly record: OrderRecord;
  claim(change: Change): Claim;
}

export interface MatchRules {
  /** The moment that the ledger was restored to. */
  readonly sinceMs: number;
  /** A change under a title that we do not send is not ours. */
  readonly trustTitles: boolean;
}

export type Match<Change extends HistoryChange> =
  /** The API has nothing of the order that its record lacks. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'found'; readonly changes: readonly Change[] }
  | { readonly kind: 'unclear'; readonly because: UnclearReason };

/** Why a person has to decide. */
export type UnclearReason = 'otherChanges' | 'severalWays' | 'canceled' | 'belowZero' | 'noRule' | 'olderFacts';

/** An answer of the API and our clock may differ by this much. */
const SKEW_MS = 60_000;
/** An entry that was applied at the restored moment was first tried at most this much before. */
const TRIED_BEFORE_MS = 15 * 60_000;

export interface Matched<Change extends HistoryChange> {
  /** One for each order, in their order. */
  readonly matches: readonly Match<Change>[];
  /** What belongs to none of the orders, without what is known not to be ours. */
  readonly left: readonly Change[];
}

/**
 * Finds which changes of a customer's history, all since the restored moment, belong to which of the customer's orders. What a
 * record already has explains its changes first. A change whose title names its order is that order's. Others are an order's
 * when they, together, are exactly what its record lacks, and in one way only.
 */
export function matchHistory<Change extends HistoryChange>(
  orders: readonly MatchedOrder<Change>[],
  history: readonly Change[],
  rules: MatchRules,
): Matched<Change> {
  const changes = unexplained(orders, history, rules);
  const named = orders.map((order) => changes.filter((change) => isNamed(orders, order, change)));
  const free = changes.filter((change) => !named.some((own) => own.includes(change)));
  const ways = assignments({
    orders: orders.map((order, index) => {
      const lacks = lackedPoints(order.record) - sum(named[index] ?? []);
      // Who lacks nothing is given nothing by guessing.
      return { lacks, accepts: (change: Change) => lacks !== 0 && order.claim(change) === 'possible' };
    }),
    changes: free,
  });
  const [way = []] = ways ?? [];
  const left = free.filter((change) => !way.some((taken) => taken.includes(change)));
  const matches = orders.map((order, index) => {
    const { record } = order;
    const own = named[index] ?? [];
    const assigned = way[index] ?? [];
    const isOnlyWay = ways?.every((other) => samePoints(other[index] ?? [], assigned)) ?? isSettled(record, own);
    if (!isOnlyWay) return unclear('severalWays');
    const found = [...own, ...assigned].sort((one, other) => one.atMs - other.atMs);
    if (isSettled(record, found)) return judged(record, found);
    return left.some((change) => mayBelongTo(order, change, rules)) ? unclear('otherChanges') : judged(record, found);
  });
  const isForeign = (change: Change) =>
    rules.trustTitles && orders.every(({ claim }) => claim(change) === 'otherTitle');
  return { matches, left: left.filter((change) => !isForeign(change)) };
}

function judged<Change extends HistoryChange>(record: OrderRecord, found: readonly Change[]): Match<Change> {
  if (found.length === 0) return { kind: 'nothing' };
  if (found.some(({ isCanceled }) => isCanceled)) return unclear('canceled');
  let posted = postedPoints(record);
  for (const { points } of found) {
    posted += points;
    if (posted < 0) return unclear('belowZero');
  }
  if (isSettled(record, found)) return { kind: 'found', changes: found };
  // Something is planned afterwards: by facts that are newer than what the API has, or it would undo that.
  if (record.pinned === null) return unclear('noRule');
  const newest = found.at(-1)?.atMs ?? 0;
  return newestFactsMs(record.facts) < newest ? unclear('olderFacts') : { kind: 'found', changes: found };
}

/** The points that the order should have, less those that its record knows of. */
function lackedPoints(record: OrderRecord): number {
  const target = record.pinned === null ? 0 : targetPoints(record.facts, record.pinned);
  return target - postedPoints(record);
}

function isSettled(record: OrderRecord, found: readonly FoundChange[]): boolean {
  return lackedPoints(record) === sum(found);
}

/** By no title of another order, too: shops that share an account may share a number. */
function isNamed<Change extends HistoryChange>(
  orders: readonly MatchedOrder<Change>[],
  order: MatchedOrder<Change>,
  change: Change,
): boolean {
  return order.claim(change) === 'named' && orders.every((other) => other === order || other.claim(change) !== 'named');
}

function mayBelongTo<Change extends HistoryChange>(
  { record, claim }: MatchedOrder<Change>,
  change: Change,
  { trustTitles }: MatchRules,
): boolean {
  if (trustTitles && claim(change) === 'otherTitle') return false;
  return postedPoints(record) + change.points >= 0;
}

/** The changes that no record tells of. */
function unexplained<Change extends HistoryChange>(
  orders: readonly MatchedOrder<Change>[],
  history: readonly Change[],
  { sinceMs }: MatchRules,
): readonly Change[] {
  const left = [...history].sort((one, other) => one.atMs - other.atMs);
  const take = (fits: (change: Change) => boolean) => {
    const index = left.findIndex(fits);
    if (index >= 0) left.splice(index, 1);
  };
  const entries = orders.flatMap((order) => order.record.entries.map((entry) => ({ order, entry })));
  for (const { entry } of entries) {
    if (entry.state === 'applied') take((change) => isReclaimOf(entry, change));
  }
  for (const { order, entry } of entries) {
    const fits = (change: Change) => entry.points === change.points && order.claim(change) !== 'otherTitle';
    if (wasAppliedAt(entry, sinceMs)) take((change) => fits(change) && change.atMs <= sinceMs + SKEW_MS);
    // Its answer was lost: it is asked about again, under its own key.
    else if (isUnresolved(entry))
      take((change) => fits(change) && change.atMs >= (entry.firstAttemptAtMs ?? 0) - SKEW_MS);
  }
  return left;
}

function wasAppliedAt({ state, firstAttemptAtMs }: Entry, sinceMs: number): boolean {
  return (
    state === 'applied' &&
    firstAttemptAtMs !== null &&
    firstAttemptAtMs <= sinceMs &&
    firstAttemptAtMs >= sinceMs - TRIED_BEFORE_MS
  );
}

function isUnresolved(entry: Entry): boolean {
  return entry.state !== 'applied' && countsAsPosted(entry);
}

/** When the newest body of the order was written. */
export function newestFactsMs(facts: KnownFacts): number {
  const registers = [facts.standing, facts.money, facts.unitsLeft, facts.customer, facts.listedRefunds];
  return Math.max(0, ...registers.map((one) => one?.observed.aheadSinceMs ?? one?.observed.observedAtMs ?? 0));
}

function samePoints(one: readonly FoundChange[], other: readonly FoundChange[]): boolean {
  const sorted = (changes: readonly FoundChange[]) => changes.map(({ points }) => points).sort((a, b) => a - b);
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
}

function sum(changes: readonly FoundChange[]): number {
  return changes.reduce((points, change) => points + change.points, 0);
}

function unclear(because: UnclearReason) {
  return { kind: 'unclear', because } as const;
}
