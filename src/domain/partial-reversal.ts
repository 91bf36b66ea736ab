import { type Entry, newEntryState, nextNumber } from './entry.ts';
import { total, withdrawn } from './plan-entries.ts';
import type { LedgerRecord } from './record.ts';
import { recordChangeKey } from './record-change-key.ts';
import type { Store } from './store.ts';

/** A balance may shrink again before the new entry is posted. After so many splits in a row only a person asks again. */
const MAX_PARTIAL_REVERSALS = 3;

/**
 * Splits a reversal that the customer's balance did not cover: one new entry takes what the balance holds, another keeps the
 * shortfall as uncollected. Points and keys are pinned, so that the refused entry is withdrawn and both get the next numbers.
 * Changes nothing when that entry is no longer uncollected: its target has moved, or it was split already.
 */
export function reversePartially<Kind extends LedgerRecord>(
  record: Kind,
  refused: { readonly number: number; readonly balance: number | null },
  store: Pick<Store, 'orderPrefix'>,
  nowMs: number,
): Kind {
  const uncollected = record.entries.filter(({ state }) => state === 'uncollected');
  const entry = uncollected.find(({ number }) => number === refused.number);
  const { customer } = record;
  if (entry === undefined || customer === null) return record;
  const points = entry.partialReversals < MAX_PARTIAL_REVERSALS ? Math.max(0, refused.balance ?? 0) : 0;
  if (points === 0 && uncollected.length === 1) return record;

  const made = (changes: Pick<Entry, 'number' | 'points'> & Partial<Entry>): Entry => ({
    ...newEntryState(nowMs),
    reason: entry.reason,
    customerReason: entry.customerReason,
    ...changes,
    changeKey: recordChangeKey(record.key, { ...changes, customer }, store),
  });
  const number = nextNumber(record.entries);
  const covered = points === 0 ? [] : [made({ number, points: -points, partialReversals: entry.partialReversals + 1 })];
  const shortfall = made({
    number: number + covered.length,
    points: total(uncollected) + points,
    state: 'uncollected',
    parkedAtMs: nowMs,
    lastReply: entry.lastReply,
  });
  const before = record.entries.map((other) => (uncollected.includes(other) ? withdrawn(other) : other));
  return { ...record, entries: [...before, ...covered, shortfall] };
}
