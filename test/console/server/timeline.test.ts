import { expect, test } from 'vitest';
import type { DeliveryRow } from '../../../console/api.ts';
import { timelineOf } from '../../../console/server/orders/timeline.ts';
import { maskedKey } from '../../../src/domain/change-key.ts';
import type { Entry } from '../../../src/domain/entry.ts';
import { explained } from '../../support/explaining.ts';
import { orderKey, pendingEntry, recordWith } from '../../support/order-records.ts';
import { storeWith } from '../../support/planning.ts';

const NOW_MS = 10_000_000;
const store = storeWith();

function delivery(atMs: number, entries: readonly (readonly [Entry, string])[] = []): DeliveryRow {
  return {
    id: String(atMs),
    at: new Date(atMs).toISOString(),
    store: 'acme',
    platform: 'shopify',
    topic: 'orders/updated',
    order: '1',
    orderName: null,
    severity: 'success',
    outcome: 'nothingToDo',
    reason: 'duplicate',
    message: '',
    points: 0,
    entries: entries.map(([{ changeKey, points }, outcome]) => ({ changeKey: maskedKey(changeKey), points, outcome })),
    status: 200,
    tookMs: 100,
  };
}

/** Kind, instant, target and what is given of each. */
function told(
  entries: readonly Entry[],
  deliveries: readonly DeliveryRow[] = [],
  settled: Parameters<typeof timelineOf>[0]['settled'] = [],
) {
  const record = recordWith(orderKey(1), entries);
  const said = explained(record, store, NOW_MS);
  const last = [...entries].filter(({ state }) => state !== 'withdrawn').reduce((sum, { points }) => sum + points, 0);
  const known = { ...said, target: { ...said.target, points: last } };
  return timelineOf({ record, said: known, deliveries, settled, nowMs: NOW_MS }).map((event) => [
    event.kind,
    Date.parse(event.at),
    event.target,
    event.confirmed,
    ...(event.isAbout ? ['about'] : []),
    ...(event.isAhead ? ['ahead'] : []),
  ]);
}

test('an award that is held: planned, and to come', () => {
  const entry = pendingEntry({ points: 100, plannedAtMs: 1_000, notBeforeMs: NOW_MS + 5_000 });
  expect(told([entry], [delivery(1_050, [[entry, 'pending']])])).toEqual([
    ['delivery', 950, 0, 0],
    ['planned', 1_000, 100, 0],
    ['holdEnds', NOW_MS + 5_000, 100, 0, 'ahead'],
  ]);
});

test('one that was withdrawn, as all went back: since the delivery that listed it no longer', () => {
  const entry = pendingEntry({ points: 100, plannedAtMs: 1_000, notBeforeMs: 90_000, state: 'withdrawn' });
  const deliveries = [delivery(1_050, [[entry, 'pending']]), delivery(5_100)];
  expect(told([entry], deliveries)).toEqual([
    ['delivery', 950, 0, 0],
    ['planned', 1_000, 100, 0],
    ['delivery', 5_000, 100, 0],
    ['withdrawn', 5_000, 0, 0],
  ]);
});

test('one whose place another took', () => {
  const first = pendingEntry({ points: 100, plannedAtMs: 1_000, state: 'withdrawn' });
  const second = pendingEntry({
    number: 2,
    points: 60,
    plannedAtMs: 4_000,
    firstAttemptAtMs: 4_001,
    attempts: 1,
    state: 'applied',
  });
  expect(told([first, second])).toEqual([
    ['planned', 1_000, 100, 0],
    ['withdrawn', 4_000, 0, 0],
    ['planned', 4_000, 60, 0],
    ['attempted', 4_001, 60, 0],
    ['applied', 4_001, 60, 60, 'about'],
  ]);
});

test('one that the queue applied: when its function told so', () => {
  const tried = { firstAttemptAtMs: 1_001, attempts: 3, notBeforeMs: 60_000 };
  const entry = pendingEntry({ points: 75, plannedAtMs: 1_000, state: 'applied', ...tried });
  const settled = [{ at: new Date(60_200).toISOString(), entries: delivery(0, [[entry, 'applied']]).entries }];
  expect(told([entry], [delivery(1_100, [[entry, 'pending']])], settled)).toEqual([
    ['delivery', 1_000, 0, 0],
    ['planned', 1_000, 75, 0],
    ['attempted', 1_001, 75, 0],
    ['applied', 60_200, 75, 75],
  ]);
});

test('one with a lost answer has given nothing so far; it is tried again, and given up one day', () => {
  const entry = pendingEntry({
    points: 40,
    plannedAtMs: 1_000,
    firstAttemptAtMs: 1_001,
    attempts: 1,
    unresolvedAttempts: [1],
    notBeforeMs: NOW_MS + 2_000,
  });
  const giveUpAfterMs = 14 * 86_400_000;
  expect(told([entry])).toEqual([
    ['planned', 1_000, 40, 0],
    ['attempted', 1_001, 40, 0],
    ['retry', NOW_MS + 2_000, 40, 0, 'ahead'],
    ['givesUp', 1_001 + giveUpAfterMs, 40, 0, 'ahead'],
  ]);
});

test('one that is parked', () => {
  const entry = pendingEntry({
    points: 40,
    plannedAtMs: 1_000,
    firstAttemptAtMs: 1_001,
    attempts: 1,
    state: 'parked',
    parked: 'refused',
    parkedAtMs: 1_050,
  });
  expect(told([entry])).toEqual([
    ['planned', 1_000, 40, 0],
    ['attempted', 1_001, 40, 0],
    ['parked', 1_050, 40, 0],
  ]);
});
