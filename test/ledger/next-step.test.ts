import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Entry } from '../../src/ledger/entry.ts';
import { nextAttemptAtMs } from '../../src/ledger/next-step.ts';
import { anyOrderRecord } from './any-order-record.ts';
import { orderKey, pendingEntry, recordWith } from './order-records.ts';

const applied = pendingEntry({ number: 1, state: 'applied' });
const withdrawn = pendingEntry({ number: 2, state: 'withdrawn' });
const parked = pendingEntry({ number: 3, state: 'parked', parked: 'refused' });
const unclear = pendingEntry({ number: 3, state: 'parked', parked: 'needsChecking', unanswered: [1] });

test.each<[string, readonly Entry[], number | null]>([
  ['no entries', [], null],
  ['all resolved', [applied, withdrawn], null],
  ['held back', [pendingEntry({ notBeforeMs: 70 })], 70],
  ['at the beginning of time', [pendingEntry({ notBeforeMs: 0 })], 0],
  ['leased', [pendingEntry({ notBeforeMs: 70, leaseUntilMs: 90 })], 90],
  ['leased once, then delayed', [pendingEntry({ notBeforeMs: 70, leaseUntilMs: 50 })], 70],
  ['behind resolved ones', [applied, withdrawn, pendingEntry({ number: 3, notBeforeMs: 5 })], 5],
  ['parked', [applied, parked], null],
  ['behind one that a person must check', [unclear, pendingEntry({ number: 4 })], null],
  ['before a parked one', [pendingEntry({ number: 2, notBeforeMs: 7 }), parked], 7],
])('%s', (_, entries, expected) => {
  expect(nextAttemptAtMs(recordWith(orderKey(1), entries))).toBe(expected);
});

test('is never before the hold or the lease of a pending entry', () => {
  fc.assert(
    fc.property(anyOrderRecord, (record) => {
      const at = nextAttemptAtMs(record);
      const pending = record.entries.filter((entry) => entry.state === 'pending');
      return at === null || pending.some((entry) => at >= entry.notBeforeMs && at >= (entry.leaseUntilMs ?? 0));
    }),
  );
});
