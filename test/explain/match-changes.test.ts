import { describe, expect, test } from 'vitest';
import type { Entry } from '../../src/domain/entry.ts';
import type { Claim } from '../../src/domain/recovery/match-history.ts';
import { matchChanges } from '../../src/explain/match-changes.ts';
import type { HistoryItem } from '../../src/ports/loyalty-api.ts';
import { orderKey, pendingEntry, recordWith } from '../support/order-records.ts';

const T = 1_000_000_000;
const change = (points: number, atMs = T, words: Partial<HistoryItem> = {}): HistoryItem => ({
  atMs,
  points,
  title: null,
  isCanceled: false,
  ...words,
});
const applied = (points: number, words: Partial<Entry> = {}) =>
  pendingEntry({ points, state: 'applied', attempts: 1, plannedAtMs: T, firstAttemptAtMs: T, ...words });
const order = (id: number, entries: readonly Entry[], claim: (item: HistoryItem) => Claim = () => 'possible') => ({
  record: recordWith(orderKey(id), entries),
  claim,
});
/** For each entry, the place of its change in the history. */
const matched = (records: Parameters<typeof matchChanges>[0], history: readonly HistoryItem[]) =>
  matchChanges(records, history).map((one) => (one.change === null ? null : history.indexOf(one.change)));

describe('an entry', () => {
  test('is a change of its points, and only one that came after it began, but for the clocks', () => {
    const one = [order(1, [applied(10)])];
    expect(matched(one, [change(11), change(10)])).toEqual([1]);
    expect(matched(one, [change(10, T - 60_000)])).toEqual([0]);
    expect(matched(one, [change(10, T - 60_001)])).toEqual([null]);
  });

  test('is the nearest of several, and a canceled one only where there is no other', () => {
    const one = [order(1, [applied(10)])];
    expect(matched(one, [change(10, T + 500), change(10, T + 100)])).toEqual([1]);
    expect(matched(one, [change(10, T, { isCanceled: true }), change(10, T + 500)])).toEqual([1]);
    expect(matched(one, [change(10, T, { isCanceled: true })])).toEqual([0]);
  });

  test('is no change under a title of something else, and takes one that names its order before others do', () => {
    const named = order(2, [applied(10)], ({ title }) => (title === 'two' ? 'named' : 'otherTitle'));
    expect(matched([named], [change(10, T, { title: 'one' })])).toEqual([null]);
    const history = [change(10, T, { title: 'two' }), change(10, T + 500)];
    expect(matched([order(1, [applied(10)]), named], history)).toEqual([1, 0]);
  });

  test('counts while its answer is lost, and not while it waits or once it is withdrawn', () => {
    const lost = pendingEntry({
      points: 10,
      plannedAtMs: T,
      attempts: 1,
      unresolvedAttempts: [1],
      firstAttemptAtMs: T,
    });
    const waits = pendingEntry({ number: 2, points: 10, plannedAtMs: T });
    const withdrawn = applied(10, { state: 'withdrawn' });
    expect(matched([order(1, [withdrawn, lost, waits])], [change(10)])).toEqual([0]);
  });

  test('shares its change with no other', () => {
    expect(matched([order(1, [applied(10), applied(10, { number: 2 })])], [change(10)])).toEqual([0, null]);
  });

  test('that was redriven is looked for since it was planned', () => {
    const redriven = applied(10, { firstAttemptAtMs: T + 500_000 });
    expect(matched([order(1, [redriven])], [change(10, T + 1)])).toEqual([0]);
  });
});
