import { type Entry, newEntryState } from './entry.ts';
import { total, withdrawn } from './plan-entries.ts';
import type { LedgerRecord } from './record.ts';
import { recordChangeKey } from './record-change-key.ts';
import type { Store } from './store.ts';

/** A balance may shrink again before its rest is taken; so often is the rest of the rest taken before a person has to ask. */
const MAX_PARTIAL_REVERSALS = 3;

/**
 * Splits what the customer's balance did not cover: one new entry takes what the balance holds, another keeps what remains
 * uncollected. Points and keys are pinned, so that the refused entry is withdrawn and both come under the next numbers.
 * Changes nothing when that entry is no longer the order's word, because its target has moved or it was split already.
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
  const number = record.entries.length + 1;
  const rest = points === 0 ? [] : [made({ number, points: -points, partialReversals: entry.partialReversals + 1 })];
  const left = made({
    number: number + rest.length,
    points: total(uncollected) + points,
    state: 'uncollected',
    parkedAtMs: nowMs,
    lastReply: entry.lastReply,
  });
  const before = record.entries.map((other) => (uncollected.includes(other) ? withdrawn(other) : other));
  return { ...record, entries: [...before, ...rest, left] };
}
