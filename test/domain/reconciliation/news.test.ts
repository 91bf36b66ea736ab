import { describe, expect, test } from 'vitest';
import { noFacts } from '../../../src/domain/merge-facts.ts';
import type { Observation } from '../../../src/domain/order-facts.ts';
import type { OrderRecord } from '../../../src/domain/order-record.ts';
import { newsIn, pointsMoved } from '../../../src/domain/reconciliation/news.ts';
import { orderKey, pendingEntry } from '../../support/order-records.ts';

const at = (observedAtMs: number): Observation => ({
  observedAtMs,
  rank: observedAtMs,
  bodyHash: '',
  aheadSinceMs: null,
});

function record(changes: Partial<OrderRecord> = {}, facts: Partial<OrderRecord['facts']> = {}): OrderRecord {
  const parts = { pinned: null, paymentAhead: null, customer: null, entries: [] };
  return { key: orderKey(1), ...parts, facts: { ...noFacts, ...facts }, ...changes };
}

describe('a body is news of', () => {
  const paid = { standing: { observed: at(1), value: { kind: 'entitled' } } } as const;

  test('nothing when it says the same later, or is remembered for a clock that was ahead', () => {
    const later = { standing: { observed: at(2), value: { kind: 'entitled' } } } as const;
    expect(newsIn(record({}, paid), record({}, later))).toBe('nothing');
    expect(newsIn(record({}, paid), record({}, { ...paid, aheadBodies: { abc: 5 } }))).toBe('nothing');
    expect(newsIn(record(), record())).toBe('nothing');
  });

  test('facts when it says something else, or the first thing', () => {
    const cancelled = { standing: { observed: at(2), value: { kind: 'notEntitled', because: 'cancelled' } } } as const;
    expect(newsIn(record({}, paid), record({}, cancelled))).toBe('facts');
    expect(newsIn(record(), record({}, paid))).toBe('facts');
    const refunds = { listedRefunds: { observed: at(2), value: [] } };
    expect(newsIn(record({}, paid), record({}, { ...paid, ...refunds }))).toBe('facts');
  });

  test('points when an entry is planned or withdrawn by it', () => {
    const before = record({ entries: [pendingEntry()] }, paid);
    const smaller = [pendingEntry({ state: 'withdrawn' }), pendingEntry({ number: 2, points: 7 })];
    expect(newsIn(record({}, paid), before)).toBe('points');
    expect(newsIn(before, record({ entries: smaller }, paid))).toBe('points');
    expect(pointsMoved(record({}, paid), before)).toBe(10);
    expect(pointsMoved(before, record({ entries: smaller }, paid))).toBe(-3);
    const reversed = [pendingEntry({ state: 'applied' }), pendingEntry({ number: 2, points: -10 })];
    expect(pointsMoved(before, record({ entries: reversed }, paid))).toBe(-10);
  });
});
