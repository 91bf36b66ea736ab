import { describe, expect, test } from 'vitest';
import type { Entry } from '../../../src/domain/entry.ts';
import { customerId } from '../../../src/domain/order-facts.ts';
import type { OrderRecord } from '../../../src/domain/order-record.ts';
import { type HistoryChange, type MatchedOrder, matchHistory } from '../../../src/domain/recovery/match-history.ts';
import { reclaimed } from '../../../src/domain/recovery/reclaim.ts';
import { bodyOf, listed, moneyOf, PAID_AT_MS } from '../../support/order-facts.ts';
import { orderKey, recordWith } from '../../support/order-records.ts';
import { applied, storeWith, told, withLast } from '../../support/planning.ts';

const MINUTE_MS = 60_000;
const store = storeWith();
/** The ledger was restored to this moment. */
const SINCE_MS = PAID_AT_MS;
const AFTER_MS = SINCE_MS + 3_600_000;

interface Change extends HistoryChange {
  readonly title: string | null;
}

/** So many minutes after the restored moment. */
const change = (points: number, minutes: number, title: string | null = null, isCanceled = false): Change => ({
  atMs: SINCE_MS + minutes * MINUTE_MS,
  points,
  title,
  isCanceled,
});

/** A paid order of so many points, of which the newest body tells these refunds, told so many minutes after the moment. */
function order(id: number, points: number, refunds: Readonly<Record<string, string>> = {}, minutes = 120): OrderRecord {
  const body = bodyOf({
    order: String(id),
    at: minutes * 60,
    money: moneyOf({ eligible: `${points}.00` }),
    refunds: { kind: 'listed', refunds: listed(refunds) },
  });
  return told(recordWith(orderKey(id)), store, body);
}

/** Titles name their orders, as with `customerReason: 'Pedido {order}'`. */
const titled = (record: OrderRecord): MatchedOrder<Change> => ({
  record,
  claim: ({ title }) => (title === `Pedido ${record.key.order}` ? 'named' : 'otherTitle'),
});
/** No title is configured. */
const untitled = (record: OrderRecord): MatchedOrder<Change> => ({ record, claim: () => 'possible' });

const rules = { sinceMs: SINCE_MS, trustTitles: false };
const match = (orders: readonly MatchedOrder<Change>[], history: readonly Change[], more = {}) =>
  matchHistory(orders, history, { ...rules, ...more });
const found = (...changes: readonly Change[]) => ({ kind: 'found', changes });
const nothing = { kind: 'nothing' };
const unclear = (because: string) => ({ kind: 'unclear', because });

describe('changes whose titles name their orders', () => {
  test('are those orders’, in the order of their times', () => {
    const award = change(70, 1, 'Pedido 5');
    const refund = change(-30, 9, 'Pedido 5');
    const other = change(40, 5, 'Pedido 6');
    const orders = [titled(order(5, 70, { 1: '30.00' })), titled(order(6, 40)), titled(order(7, 10))];
    expect(match(orders, [refund, other, award])).toEqual({
      matches: [found(award, refund), found(other), nothing],
      left: [],
    });
  });

  test('may leave something to be planned, if the order’s facts are newer than they are', () => {
    const award = change(70, 1, 'Pedido 5');
    const refunded = (minutes: number) => titled(order(5, 70, { 1: '30.00' }, minutes));
    expect(match([refunded(2)], [award]).matches).toEqual([found(award)]);
    expect(match([refunded(0)], [award]).matches).toEqual([unclear('olderFacts')]);
    // The refund's body came after the moment, and nobody sent it again: the points are as the ledger's facts want them.
    const known = titled(applied(order(5, 70, {}, -60)));
    expect(match([known], [change(-30, 9, 'Pedido 5')]).matches).toEqual([unclear('olderFacts')]);
  });

  test('are for a person when somebody canceled one, or more went back than was given', () => {
    const canceled = change(70, 1, 'Pedido 5', true);
    expect(match([titled(order(5, 70))], [canceled]).matches).toEqual([unclear('canceled')]);
    const back = [change(-30, 1, 'Pedido 5'), change(100, 2, 'Pedido 5')];
    expect(match([titled(order(5, 70))], back).matches).toEqual([unclear('belowZero')]);
  });

  test('of an order that was never seen due leave nothing to be planned', () => {
    const cancelled = bodyOf({ order: '5', at: 7200, standing: { kind: 'notEntitled', because: 'cancelled' } });
    const record = told(recordWith(orderKey(5)), store, cancelled);
    const award = change(100, 1, 'Pedido 5');
    expect(match([titled(record)], [award]).matches).toEqual([unclear('noRule')]);
    const back = change(-100, 5, 'Pedido 5');
    expect(match([titled(record)], [award, back]).matches).toEqual([found(award, back)]);
  });

  test('of two shops with the same number are the one’s that lacks them, or nobody can tell', () => {
    const twice = [order(5, 70), order(5, 40)].map((record) => ({ record, claim: () => 'named' as const }));
    expect(match(twice, [change(70, 1, 'Pedido 5')]).matches).toEqual([
      unclear('otherChanges'),
      unclear('otherChanges'),
    ]);
  });
});

describe('changes without a title of ours', () => {
  test('are the order’s that lacks exactly them', () => {
    const award = change(70, 1);
    const refund = change(-30, 9);
    expect(match([untitled(order(5, 70, { 1: '30.00' }))], [award, refund])).toEqual({
      matches: [found(award, refund)],
      left: [],
    });
    const orders = [untitled(order(5, 70, { 1: '30.00' })), untitled(order(6, 25))];
    const gift = change(25, 3);
    expect(match(orders, [award, gift, refund]).matches).toEqual([found(award, refund), found(gift)]);
  });

  test('are nobody’s when nothing is lacking', () => {
    const settled = untitled(applied(order(5, 70, {}, -60)));
    expect(match([settled], [change(20, 1)])).toEqual({ matches: [nothing], left: [change(20, 1)] });
    const gone = [change(20, 1), change(-20, 2)];
    expect(match([settled], gone)).toEqual({ matches: [nothing], left: gone });
  });

  test('are for a person when they fit in several ways, or do not fit', () => {
    const alike = [untitled(order(5, 70)), untitled(order(6, 70))];
    expect(match(alike, [change(70, 1)]).matches).toEqual([unclear('severalWays'), unclear('severalWays')]);
    const both = match(alike, [change(70, 1), change(70, 2)]).matches;
    expect(both.map((one) => one.kind === 'found' && one.changes.map(({ points }) => points))).toEqual([[70], [70]]);
    expect(match([untitled(order(5, 70))], [change(20, 1)]).matches).toEqual([unclear('otherChanges')]);
    // As many orders as possible get theirs, and it does not matter which of two alike changes is whose.
    const ways = match([untitled(order(5, 10)), untitled(order(6, 30))], [change(10, 1), change(20, 2), change(10, 3)]);
    expect(ways.matches.map((one) => one.kind === 'found' && one.changes.map(({ points }) => points))).toEqual([
      [10],
      [20, 10],
    ]);
    // What the customer spent is nothing that this order gave.
    expect(match([untitled(order(5, 70))], [change(-20, 1)]).matches).toEqual([nothing]);
  });

  test('are too many to try', () => {
    const many = Array.from({ length: 20 }, (_, index) => change(2 ** index, index));
    expect(match([untitled(order(5, 70))], many).matches).toEqual([unclear('severalWays')]);
    expect(match([untitled(applied(order(5, 70, {}, -60)))], many).matches).toEqual([nothing]);
  });
});

describe('a title that we do not send', () => {
  const foreign = change(25, 1, 'Aniversário');
  test('makes an order doubtful that waits for points, unless titles are trusted', () => {
    expect(match([titled(order(5, 70))], [foreign]).matches).toEqual([unclear('otherChanges')]);
    expect(match([titled(order(5, 70))], [foreign], { trustTitles: true })).toEqual({
      matches: [nothing],
      left: [],
    });
    expect(match([titled(order(5, 70))], [foreign, change(70, 2, 'Pedido 5')]).matches).toMatchObject([
      { kind: 'found' },
    ]);
  });
});

describe('what a record tells already', () => {
  const entry = (changes: Partial<Entry>) => untitled(withLast(order(5, 70, {}, -60), changes));

  test('is not found again: a second look changes nothing', () => {
    const record = order(5, 70, { 1: '30.00' });
    const changes = [change(70, 1), change(-30, 9)];
    const after = reclaimed(record, { customer: customerId('ABC'), changes }, store, AFTER_MS);
    expect(match([untitled(after)], changes)).toEqual({ matches: [nothing], left: [] });
  });

  test('an attempt whose answer was lost explains its change, and is asked about under its own key', () => {
    const lost = entry({ attempts: 1, unresolvedAttempts: [1], firstAttemptAtMs: SINCE_MS - 5_000 });
    expect(match([lost, untitled(order(6, 70))], [change(70, 1)]).matches).toEqual([nothing, nothing]);
    expect(match([lost, untitled(order(6, 70))], [change(70, 1), change(70, 2)]).matches).toEqual([
      nothing,
      found(change(70, 2)),
    ]);
  });

  test('an entry that was applied at the moment itself explains a change within the minute', () => {
    const at = (firstAttemptAtMs: number) => entry({ state: 'applied', firstAttemptAtMs });
    const other = untitled(order(6, 70));
    expect(match([at(SINCE_MS - 1_000), other], [change(70, 1)]).matches).toEqual([nothing, nothing]);
    expect(match([at(SINCE_MS - 1_000), other], [change(70, 1.1)]).matches).toEqual([nothing, found(change(70, 1.1))]);
    // Long before: it is not of that minute.
    expect(match([at(SINCE_MS - 16 * MINUTE_MS), other], [change(70, 1)]).matches).toEqual([
      nothing,
      found(change(70, 1)),
    ]);
  });
});
