import { expect, test } from 'vitest';
import { unexplainedGrants } from '../../../cli/doctor/unexplained-grants.ts';
import type { HistoryItem } from '../../../src/ports/loyalty-api.ts';
import { orderKey, pendingEntry, recordWith } from '../../support/order-records.ts';

const DAY_MS = 86_400_000;
const AWARDED_MS = Date.UTC(2026, 4, 1);

const order = (points: number, more: Parameters<typeof pendingEntry>[0] = {}) =>
  recordWith(orderKey(points), [
    pendingEntry({ points, state: 'applied', attempts: 1, firstAttemptAtMs: AWARDED_MS, ...more }),
  ]);
const change = (points: number, afterMs = 0, more: Partial<HistoryItem> = {}): HistoryItem => ({
  points,
  atMs: AWARDED_MS + afterMs,
  title: null,
  isCanceled: false,
  ...more,
});

test.each([
  ["the order's own points", [order(40)], [change(40)], []],
  ['another grant beside them', [order(40)], [change(40), change(41)], [41]],
  ['the same points a second time', [order(40)], [change(40), change(40, DAY_MS)], [40]],
  ['two orders of the same points', [order(40), order(40)], [change(40), change(40)], []],
  ['a grant of two weeks later', [order(40)], [change(40), change(7, 14 * DAY_MS)], [7]],
  ['a grant of longer ago or later than two weeks', [order(40)], [change(7, 15 * DAY_MS), change(7, -15 * DAY_MS)], []],
  ['a removal', [order(40)], [change(-7)], []],
  ['a grant that was taken back', [order(40)], [change(7, 0, { isCanceled: true })], []],
  ['an order whose points were not given', [order(40, { state: 'pending' })], [change(7)], []],
])('%s', (_, orders, history, expected) => {
  expect(unexplainedGrants(orders, history).map(({ points }) => points)).toEqual(expected);
});
