import { countsAsPosted, type Entry } from '../domain/entry.ts';
import type { LedgerRecord } from '../domain/record.ts';
import type { Claim } from '../domain/recovery/match-history.ts';
import type { HistoryItem } from '../ports/loyalty-api.ts';

/** A record, and whether a change may be its own by the title that the shopper reads. */
export interface ClaimingRecord {
  readonly record: LedgerRecord;
  claim(change: HistoryItem, entry: Entry): Claim;
}

/** An entry, and the change of the points history that it is; null where the history has none. */
export interface MatchedEntry {
  readonly record: LedgerRecord;
  readonly entry: Entry;
  readonly change: HistoryItem | null;
}

/** BonifiQ's clock and ours may differ by this much. */
const SKEW_MS = 60_000;

/**
 * Finds which change of a customer's history each posted entry is: one of the same points, not before the entry, and under a title
 * that does not speak against it. One whose title names the order goes first, then one that the API does not say to have made by itself,
 * and of these the nearest in time. The history names no change key, so that of equal entries nobody knows which is which.
 */
export function matchChanges(
  records: readonly ClaimingRecord[],
  history: readonly HistoryItem[],
): readonly MatchedEntry[] {
  const left = new Set(history);
  const entries = records.flatMap(({ record, claim }) =>
    record.entries.filter(countsAsPosted).map((entry) => ({ record, entry, claim })),
  );
  const found = new Map<Entry, HistoryItem>();
  for (const fits of TIERS) {
    for (const { entry, claim } of entries.toSorted((one, other) => beganMs(one.entry) - beganMs(other.entry))) {
      if (found.has(entry)) continue;
      const [change] = [...left]
        .filter((one) => mayBe(entry, one) && fits(claim(one, entry), one))
        .sort((one, other) => distance(entry, one) - distance(entry, other));
      if (change === undefined) continue;
      found.set(entry, change);
      left.delete(change);
    }
  }
  return entries.map(({ record, entry }) => ({ record, entry, change: found.get(entry) ?? null }));
}

/** From the surest on. */
const TIERS: readonly ((claim: Claim, change: HistoryItem) => boolean)[] = [
  (claim) => claim === 'named',
  (claim, { byItself }) => claim === 'possible' && byItself === undefined,
  (claim) => claim === 'possible',
];

function mayBe(entry: Entry, change: HistoryItem): boolean {
  return change.points === entry.points && change.atMs >= beganMs(entry) - SKEW_MS;
}

/** A canceled change is no longer in the balance: it is taken only where there is no other. */
function distance(entry: Entry, { atMs, isCanceled }: HistoryItem): number {
  return isCanceled ? Number.MAX_SAFE_INTEGER : Math.abs(atMs - beganMs(entry));
}

/** When an entry was first tried, or planned: a redrive forgets the first attempt. */
export function beganMs({ plannedAtMs, firstAttemptAtMs, attempts }: Entry): number {
  return attempts > 0 && firstAttemptAtMs !== null ? Math.min(firstAttemptAtMs, plannedAtMs) : plannedAtMs;
}
