import { expect, test } from 'vitest';
import type { OrderRecord } from '../../src/domain/order-record.ts';
import { repinned } from '../../src/domain/repin.ts';
import type { Store } from '../../src/domain/store.ts';
import { bodyOf, moneyOf, PAID_AT_MS } from '../support/order-facts.ts';
import { applied, book, NOW_MS, nothingKnown, settled, storeWith, told } from '../support/planning.ts';

const store = storeWith();
const double = storeWith({ version: 'double', pointsPerUnit: '2' });
const half = storeWith({ version: 'half', pointsPerUnit: '0.5' });
const paid = bodyOf({ money: moneyOf({ eligible: '100.00' }) });

function recordOf(record: OrderRecord, changed: Store): OrderRecord {
  const result = repinned(record, changed, NOW_MS);
  if (result.kind === 'kept') throw new Error(`kept: ${result.because}`);
  return result.record;
}

test('gives the difference, or takes it, as one entry more', () => {
  const order = settled(nothingKnown, store, paid);
  expect(book(recordOf(order, double))).toEqual(['applied 100 ADD-ABC-100-123', 'pending 100 ADD-ABC-100-123-2']);
  expect(book(recordOf(order, half))).toEqual(['applied 100 ADD-ABC-100-123', 'pending -50 REMOVE-ABC-50-123-2']);
});

test('points that nobody has tried to post yet are given by the new rule alone', () => {
  const order = told(nothingKnown, store, paid);
  expect(book(recordOf(order, double))).toEqual(['withdrawn 100 ADD-ABC-100-123', 'pending 200 ADD-ABC-200-123-2']);
});

test('a refund afterwards takes back by the new rule', () => {
  const order = applied(recordOf(settled(nothingKnown, store, paid), double));
  const returned = bodyOf({ at: 1, money: moneyOf({ eligible: '100.00' }), standing: { kind: 'returned' } });
  // Whatever the store's configuration says by then.
  const [, , third] = settled(order, half, returned).entries;
  expect(third).toMatchObject({ points: -200 });
});

test('where points are the same, the rule changes and nothing is posted', () => {
  const renamed = storeWith({ version: 'renamed' });
  const after = recordOf(settled(nothingKnown, store, paid), renamed);
  expect([after.pinned?.rule.version, book(after)]).toEqual(['renamed', ['applied 100 ADD-ABC-100-123']]);
});

test.each([
  ['sameRule', settled(nothingKnown, store, paid), store],
  ['noRule', settled(nothingKnown, store, paid), storeWith({}, { awardFromMs: PAID_AT_MS + 1 })],
  ['noClaim', settled(nothingKnown, store, bodyOf({ standing: { kind: 'notEntitled', because: 'unpaid' } })), double],
  ['noClaim', nothingKnown, double],
  ['erased', { ...settled(nothingKnown, store, paid), erasedAtMs: 1 }, double],
] as const)('keeps its rule: %s', (because, record, changed) => {
  expect(repinned(record, changed, NOW_MS)).toEqual({ kind: 'kept', because });
});
